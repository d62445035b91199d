"""A PDF, bytes in and values out: page by page, so that a long one needs no more memory than its text."""

import unicodedata
from collections.abc import Callable

import pypdfium2 as pdfium

from recommendations.parsing.errors import Unreadable
from recommendations.parsing.found import Doubt, DoubtCode, FoundDocument
from recommendations.parsing.lines import Line
from recommendations.parsing.positions.reading import read_sheet
from recommendations.parsing.positions.sheet import Sheet

from .opening import open_pdf
from .pages import Page, page_lines

Progress = Callable[[int, int], None]
LEAST_TEXT = 20  # letters a page, on average; fewer are stamps on pictures
MOST_STRANGE = 0.3  # of the letters
SOME_STRANGE = 0.02
BULLET = "•"


def read_pdf(data: bytes, *, most_pages: int, progress: Progress | None = None) -> FoundDocument:
    """What the pages say. The whole source is the text of the pages in reading order, a form feed after each."""
    pages = _pages(data, most_pages, progress)
    return read_sheet(_sheet(pages), _doubts(pages))


def _pages(data: bytes, most_pages: int, progress: Progress | None) -> list[Page]:
    document = open_pdf(data, most_pages)
    made: list[Page] = []
    tables = 0
    try:
        for number in range(len(document)):
            page, tables = _page(document, number, tables, made[-1].gutter if made else None)
            made.append(page)
            if progress:
                progress(number + 1, len(document))
    finally:
        document.close()
    return made


def _page(document: pdfium.PdfDocument, number: int, tables: int, gutter: float | None) -> tuple[Page, int]:
    """A page that cannot be opened is one that was not read."""
    try:
        page = document[number]
    except pdfium.PdfiumError:
        return Page(1.0, 1.0, (), "", (), too_full=True), tables
    try:
        return page_lines(page, number + 1, tables, gutter)
    except pdfium.PdfiumError:
        return Page(1.0, 1.0, (), "", (), too_full=True), tables
    finally:
        page.close()


def _doubts(pages: list[Page]) -> list[Doubt]:
    """Raises Unreadable when there is no text to speak of."""
    lengths = [sum(len(line.text) for line in page.lines) for page in pages]
    if all(page.too_full for page in pages):
        raise Unreadable("damaged")
    if sum(lengths) < LEAST_TEXT * len(pages):
        raise Unreadable("scan")
    letters = [sign for page in pages for line in page.lines for sign in line.text]
    strange = sum(map(_is_strange, letters)) / max(len(letters), 1)
    if strange > MOST_STRANGE:
        raise Unreadable("no_letters")
    doubts = [Doubt(DoubtCode.PAGE_NOT_READ, str(at)) for at, page in enumerate(pages, 1) if page.too_full]
    blank = (at for at, page in enumerate(pages, 1) if not lengths[at - 1] and not page.too_full)
    doubts += [Doubt(DoubtCode.PAGE_WITHOUT_TEXT, str(at)) for at in blank]
    doubts += [Doubt(DoubtCode.TURNED_TEXT, str(at)) for at, page in enumerate(pages, 1) if page.turned]
    if strange > SOME_STRANGE:
        doubts.append(Doubt(DoubtCode.STRANGE_LETTERS, "", f"{strange:.0%}"))
    return doubts


def _is_strange(sign: str) -> bool:
    return sign == "\ufffd" or unicodedata.category(sign) in ("Co", "Cn")


def _sheet(pages: list[Page]) -> Sheet:
    lines: list[Line] = []
    start = 0
    for page in pages:
        for each in page.lines:
            lines.append(Line(start, f"{each.text}\n", BULLET if each.dotted else "", each.look))
            start = lines[-1].end
        if page.turned:
            lines.append(Line(start, f"{page.turned}\n"))
            start = lines[-1].end
        lines.append(Line(start, "\f"))
        start = lines[-1].end
    text = "".join(line.raw for line in lines)
    return Sheet(text, tuple(lines), tuple(page.height for page in pages), tuple(page.rules for page in pages))

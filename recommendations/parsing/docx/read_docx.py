"""A DOCX file, bytes in and values out.

The whole source is its final text as Word shows it: a line for each paragraph, with the number Word puts
before it; then the notes, each with its mark; then headers and footers.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from statistics import mode

from recommendations.parsing.assemble import assemble
from recommendations.parsing.blocks import Block, is_finished
from recommendations.parsing.errors import Unreadable
from recommendations.parsing.footnotes import Mark, Note
from recommendations.parsing.found import FoundDocument, PieceKind
from recommendations.parsing.front import front_matter
from recommendations.parsing.furniture import Kinds
from recommendations.parsing.lines import MASK, Line
from recommendations.parsing.look import Look
from recommendations.parsing.numbering import begins_with_a_marker, is_lone_marker
from recommendations.parsing.outline import outline
from recommendations.parsing.pieces import cut
from recommendations.parsing.signs import readable

from .archive import NEEDED, Archive, W
from .body import Body, Written
from .numbering import BULLET, Lists
from .styles import Styles

TYPED_BULLET = re.compile(r"\s*(?:[•●▪■◦‣·➢✓\uf0b7\uf0a7\uf0d8]\s*|[–—-](?:\t|\s{2,}))(?=\S)")
MOST_OF_IT = 0.8
LARGER = 0.9
HEADER_PARTS = ("word/header", "word/footer")


@dataclass(slots=True)
class Sheet:
    """The text as it grows, with what is known of each line."""

    lines: list[Line] = field(default_factory=list)
    kinds: Kinds = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    text: list[str] = field(default_factory=list)

    @property
    def end(self) -> int:
        return self.lines[-1].end if self.lines else 0

    def put(self, line: Line, kind: PieceKind | None, text: str = "") -> Line:
        self.lines.append(line)
        self.kinds.append(kind)
        self.text.append(text or line.raw)
        return line


def read_docx(data: bytes, *, most_unpacked: int) -> FoundDocument:
    archive = Archive(data, most_unpacked)
    document = archive.part(NEEDED)
    if document is None:
        raise Unreadable("damaged")
    styles, lists = Styles(archive.part("word/styles.xml")), Lists(archive.part("word/numbering.xml"))
    written = list(Body(document, styles, lists).paragraphs())
    if not any(each.text.strip() for each in written):
        raise Unreadable("empty")
    _free_numbers(written)
    sheet = Sheet()
    called = _body(sheet, written)
    _notes(sheet, called, archive, styles, lists)
    _furniture(sheet, archive, styles, lists)
    front, rest = front_matter(sheet.blocks)
    made = outline(rest)
    doubts = [*made.sections.doubts, *made.paragraphs.doubts]
    text = "".join(sheet.text)
    pieces = cut(text, sheet.lines, sheet.kinds, front, made, sheet.notes, sheet.marks)
    paged = len({each.page for each in written}) > 1
    return assemble("utf-8", pieces, made, sheet.notes, doubts, paged=paged)


def _free_numbers(written: list[Written]) -> None:
    """Tables that only set numbers or letters beside their text are no tables."""
    rows: dict[int, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    for each in written:
        shown = f"{each.sign}{each.text}".strip()
        if each.cell and shown:
            rows[each.cell.table][each.cell.row].append(shown)
    beside = {
        table
        for table, found in rows.items()
        if all(len(texts) > 1 and _is_sign(texts[0]) and not any(map(_is_sign, texts[1:])) for texts in found.values())
    }
    for each in written:
        if each.cell and each.cell.table in beside:
            each.cell = None


def _is_sign(text: str) -> bool:
    return is_lone_marker(text) and not text.isdecimal()


@dataclass(frozen=True, slots=True)
class Called:
    kind: str
    id: str
    mark: str


def _body(sheet: Sheet, written: list[Written]) -> list[Called]:
    """Each paragraph as a block; what it calls is numbered in the order of the text."""
    sizes = [each.size for each in written if each.text.strip()]
    usual = mode(round(size, 1) for size in sizes) if sizes else 10.0
    called: list[Called] = []
    for each in written:
        text, marks = _with_marks(each, called)
        _paragraph(sheet, each, text, usual)
        start = sheet.end - len(text) - 1
        sheet.marks += [Mark(ord_, start + first, start + last) for ord_, first, last in marks]
    return called


def _with_marks(each: Written, called: list[Called]) -> tuple[str, list[tuple[int, int, int]]]:
    """The text with the signs of its notes put in, and where they stand in it."""
    text, marks, at = "", [], 0
    for call in each.calls:
        text += each.text[at : call.at]
        at = call.at
        if call.own_mark:
            mark = each.text[at : at + 3].split()[0] if each.text[at : at + 3].strip() else "*"
            at += len(mark)
        else:
            mark = str(sum(other.mark.isdecimal() for other in called) + 1)
        marks.append((len(called), len(text), len(text) + len(mark)))
        called.append(Called(call.kind, call.id, mark))
        text += mark
    return readable(text + each.text[at:]), marks


def _paragraph(sheet: Sheet, each: Written, text: str, usual: float) -> None:
    if not text.strip() and not each.sign:
        sheet.put(Line(sheet.end, f"{text}\n"), None)
        return
    first = sheet.end
    length = len(each.text.strip()) or 1
    emphasis = each.bold > MOST_OF_IT * length or each.italic > MOST_OF_IT * length or each.size > usual + LARGER
    look = Look(
        each.page, 0, 0, 0, 0, each.size, each.bold > MOST_OF_IT * length, each.italic > MOST_OF_IT * length,
        centred=bool(each.style.centred), cell=each.cell,
    )  # fmt: skip
    shown = f"{each.sign}\t{text}" if each.sign else text
    sign = "#" * min(each.style.heading, 6) if each.style.heading and len(text) < 300 else ""
    block = Block(each.page, 0, False, True, goes_on=False, emphasis=emphasis or bool(sign) or look.centred)
    blocks = [block]
    above = ""
    for count, part in enumerate(shown.split("\n")):
        raw = f"{part}\n"
        written = any(not line.blank for line in blocks[-1].lines)
        begins = written and bool(part.strip()) and _begins_below_a_break(above, raw)
        masked = raw
        if count == 0 and each.sign == BULLET:
            masked, sign = MASK * 2 + raw[2:], BULLET
        elif (begins or (count == 0 and not each.sign)) and (typed := TYPED_BULLET.match(raw)):
            masked, sign = MASK * typed.end() + raw[typed.end() :], BULLET
        elif begins:
            sign = ""
        if begins:
            blocks.append(replace(block, lines=[], emphasis=False))
        own = sign if count == 0 or begins else ""
        blocks[-1].lines.append(sheet.put(Line(sheet.end, masked, own, look), None, raw))
        above = part
    if sheet.end > first:
        sheet.blocks += blocks


def _begins_below_a_break(above: str, raw: str) -> bool:
    """Whether a line that was broken by hand begins a paragraph: below an empty one, or with a sign of its own."""
    if not above.strip():
        return True
    return is_finished(above.rstrip()) and bool(TYPED_BULLET.match(raw) or begins_with_a_marker(raw))


def _notes(sheet: Sheet, called: list[Called], archive: Archive, styles: Styles, lists: Lists) -> None:
    texts: dict[tuple[str, str], list[str]] = {}
    for kind in ("footnote", "endnote"):
        root = archive.part(f"word/{kind}s.xml")
        for note in root.iterfind(f"{W}{kind}") if root is not None else ():
            own = [readable(each.text) for each in Body(note, styles, lists).paragraphs() if each.text.strip()]
            texts[kind, note.get(f"{W}id") or ""] = own
    for each in called:
        lines = texts.get((each.kind, each.id)) or [""]
        opening = f"{each.mark} "
        note = Note(each.mark, sheet.end + len(opening), [])
        for count, text in enumerate(lines):
            said = text.lstrip().removeprefix(each.mark).lstrip() if count == 0 else text
            raw = f"{opening if count == 0 else ''}{' '.join(said.splitlines())}\n"
            note.lines.append(sheet.put(Line(sheet.end, raw), PieceKind.FOOTNOTE))
        sheet.notes.append(note)


def _furniture(sheet: Sheet, archive: Archive, styles: Styles, lists: Lists) -> None:
    """Headers and footers, once each."""
    for head in _texts_of_headers(archive, styles, lists):
        sheet.put(Line(sheet.end, f"{head}\n"), PieceKind.RUNNING_HEAD)


def _texts_of_headers(archive: Archive, styles: Styles, lists: Lists) -> Iterator[str]:
    seen: set[str] = set()
    for name in sorted(archive.names):
        root = archive.part(name) if name.startswith(HEADER_PARTS) and name.endswith(".xml") else None
        for each in Body(root, styles, lists).paragraphs() if root is not None else ():
            text = " ".join(readable(each.text).split())
            if text and text not in seen:
                seen.add(text)
                yield text

"""The first documents written out again in other layouts, and as DOCX: what they say stays the same."""

import io
import re
import textwrap

import docx

from recommendations.parsing.read_text import read_text

from .conftest import PROMISED, source

LINES_OF_A_PAGE = 48


def parts(name):
    """The headings and paragraphs of a source in order: (level, text) or (label, text)."""
    found = read_text(source(name))
    at = -1
    for each in found.paragraphs:
        while each.section is not None and at < each.section:
            at += 1
            yield found.sections[at].level, found.sections[at].heading
        yield each.label, each.text


def marker(label):
    """What is printed before a paragraph, and how deep it stands."""
    shown = re.sub(r" \[\d+\]$", "", label)
    if item := re.search(r"\([a-z]+\)$", shown):
        return item[0], shown.count("(")
    if number := re.fullmatch(r"(?:App\. )?(\d+)", shown):
        return f"{number[1]}.", 0
    return "", 0


def wrapped(text, first, rest, width):
    return textwrap.wrap(text, width, initial_indent=" " * first, subsequent_indent=" " * rest)


def as_columns_of_letters(label, text):
    sign, deep = marker(label)
    return [*wrapped(f"{sign}    {text}" if sign else text, 14 + 6 * deep, 14, 100), ""]


def as_hanging(label, text):
    sign, deep = marker(label)
    return [*wrapped(f"{sign}  {text}" if sign else text, 4 * deep, 4 * deep + 4 * bool(sign), 90), ""]


def as_tight(label, text):
    return wrapped(f"{marker(label)[0]} {text}".strip(), 0, 0, 85)


def as_signs_alone(label, text):
    sign = marker(label)[0]
    return [*([sign, ""] if sign else []), *wrapped(text, 0, 0, 85), ""]


def as_one_line(label, text):
    return [f"{marker(label)[0]} {text}".strip()]


LAYOUTS = {
    "columns of letters": (as_columns_of_letters, 6, "\f"),
    "hanging": (as_hanging, 0, "\f"),
    "tight": (as_tight, 0, ""),
    "signs alone": (as_signs_alone, 0, ""),
    "one line": (as_one_line, 0, None),
}


def as_text(name, layout):
    write, indent, feed = LAYOUTS[layout]
    lines = []
    for label, text in parts(name):
        if isinstance(label, int):
            gap = [] if layout in ("tight", "one line") else [""]
            lines += [*gap, *([text] if layout == "one line" else wrapped(text, indent, 2 * indent, 85)), *gap]
        else:
            lines += write(label, text)
    return "\n".join(lines if feed is None else paged(lines, name, feed)).encode()


def paged(lines, name, feed):
    symbol = name.removesuffix(".txt").replace("-", "/")
    for number, at in enumerate(range(0, len(lines), LINES_OF_A_PAGE), start=1):
        yield from [symbol, ""] if number > 1 else []
        yield from lines[at : at + LINES_OF_A_PAGE]
        yield from ["", f"15-04567 {number}/20", feed]


def as_docx(name):
    document = docx.Document()
    for label, text in parts(name):
        if isinstance(label, int):
            document.add_heading(text, label)
        else:
            document.add_paragraph(f"{marker(label)[0]}\t{text}".strip())
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def promised(name):
    return [tuple(line.split(" | ")) for line in (PROMISED / name).read_text().splitlines()]


def right(found, name):
    """The share of paragraphs with the right label, first and last words."""
    texts = {each.label: each.text for each in found.paragraphs}
    wanted = promised(name)
    kept = [each for each in wanted if texts.get(each[0], "").startswith(each[1])]
    return sum(texts[label].endswith(last) for label, _, last in kept) / len(wanted)

"""The paragraphs of a DOCX part in order: final text, with tracked insertions and without deletions."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from recommendations.parsing.look import Cell

from .archive import W
from .numbering import Lists
from .styles import Style, Styles, letters, paragraph, switch, value

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
LEFT_OUT = frozenset(
    {f"{W}{name}" for name in ("del", "moveFrom", "instrText", "delText", "rPr", "tblPr", "trPr", "tcPr", "sectPr")}
)
SIGNS = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
NOTES = {f"{W}footnoteReference": "footnote", f"{W}endnoteReference": "endnote"}


@dataclass(frozen=True, slots=True)
class Call:
    """Where in the text a note is called; `own_mark` when the text itself holds the sign, right behind it."""

    kind: str
    id: str
    at: int
    own_mark: bool


@dataclass(slots=True)
class Written:
    """A paragraph as it stands: `sign` is what Word puts before it."""

    style: Style
    page: int
    cell: Cell | None
    sign: str = ""
    text: str = ""
    bold: int = 0
    italic: int = 0
    size: float = 0.0
    calls: list[Call] = field(default_factory=list)
    mark_deleted: bool = False


@dataclass(slots=True)
class _Table:
    ord: int
    alone: bool
    row: int = -1
    column: int = -1


class Body:
    def __init__(self, root: etree._Element, styles: Styles, lists: Lists) -> None:
        self._root, self._styles, self._lists = root, styles, lists
        self._open: list[Written] = []
        self._tables: list[_Table] = []
        self._tables_seen = 0
        self._page = 1
        self._run = Style()
        self._hidden = False
        self._rendered = next(root.iter(f"{W}lastRenderedPageBreak"), None) is not None

    def paragraphs(self) -> Iterator[Written]:
        walk = etree.iterwalk(self._root, events=("start", "end"))
        carried: Written | None = None
        for event, each in walk:
            if not isinstance(each.tag, str):
                continue
            if event == "start":
                if self._is_left_out(each):
                    walk.skip_subtree()
                else:
                    self._start(each)
            elif each.tag == f"{W}p" and self._open:
                done = self._open.pop()
                done = _joined(carried, done) if carried else done
                carried = done if done.mark_deleted else None
                if carried is None:
                    yield done
            elif each.tag == f"{W}tbl" and self._tables:
                self._tables.pop()
        if carried:
            yield carried

    def _is_left_out(self, each: etree._Element) -> bool:
        if each.tag == f"{MC}Fallback":
            above = each.getparent()
            return above is not None and above.find(f"{MC}Choice") is not None
        return each.tag in LEFT_OUT

    def _start(self, each: etree._Element) -> None:
        if each.tag == f"{W}p":
            self._begin(each)
        elif each.tag == f"{W}tbl":
            rows = each.findall(f"{W}tr")
            alone = bool(rows) and all(len(row.findall(f"{W}tc")) == 1 for row in rows)
            self._tables.append(_Table(self._tables_seen, alone))
            self._tables_seen += 1
        elif each.tag == f"{W}tr" and self._tables:
            self._tables[-1].row, self._tables[-1].column = self._tables[-1].row + 1, -1
        elif each.tag == f"{W}tc" and self._tables:
            self._tables[-1].column += 1
        elif self._open:
            self._in_paragraph(each, self._open[-1])

    def _begin(self, each: etree._Element) -> None:
        properties = each.find(f"{W}pPr")
        named = value(properties, "pStyle")
        style = paragraph(properties).over(self._styles.of(named))
        marks = properties.find(f"{W}rPr") if properties is not None else None
        deleted = marks is not None and marks.find(f"{W}del") is not None
        if switch(properties, "pageBreakBefore") and not self._rendered:
            self._page += 1
        made = Written(style, self._page, self._cell(), mark_deleted=deleted)
        if style.numbering and style.numbering != "0" and not deleted:
            level = style.level
            if level is None:
                level = self._lists.level_of_style(style.numbering, named)
            made.sign = self._lists.next(style.numbering, level)
        self._open.append(made)

    def _cell(self) -> Cell | None:
        """In a table inside a table, the outer cell's: its text is one."""
        if not self._tables:
            return None
        table = self._tables[0]
        return Cell(table.ord, max(table.row, 0), max(table.column, 0), table.alone)

    def _in_paragraph(self, each: etree._Element, written: Written) -> None:
        if each.tag == f"{W}r":
            own = each.find(f"{W}rPr")
            self._run = letters(own).over(self._styles.of(value(own, "rStyle")) if value(own, "rStyle") else Style())
            self._run = self._run.over(written.style)
            self._hidden = bool(switch(own, "vanish"))
        elif each.tag in (f"{W}t", f"{W}sym") and not self._hidden:
            self._write(_text(each), written)
        elif each.tag in SIGNS:
            written.text += SIGNS[each.tag]
        elif each.tag in (f"{W}br", f"{W}lastRenderedPageBreak"):
            self._break(each, written)
        elif each.tag in NOTES:
            own_mark = each.get(f"{W}customMarkFollows") in ("1", "true", "on")
            written.calls.append(Call(NOTES[each.tag], each.get(f"{W}id") or "", len(written.text), own_mark))

    def _write(self, text: str, written: Written) -> None:
        written.text += text
        written.bold += len(text) if self._run.bold else 0
        written.italic += len(text) if self._run.italic else 0
        written.size = max(written.size, self._run.size or 0.0)

    def _break(self, each: etree._Element, written: Written) -> None:
        rendered = each.tag == f"{W}lastRenderedPageBreak"
        if rendered or each.get(f"{W}type") == "page":
            self._page += rendered == self._rendered
            if not written.text.strip():
                written.page = self._page
        elif each.get(f"{W}type") != "column":
            written.text += "\n"


def _text(each: etree._Element) -> str:
    if each.tag == f"{W}t":
        return each.text or ""
    try:
        sign = chr(int(each.get(f"{W}char") or "", 16))
    except (ValueError, OverflowError):
        return "\ufffd"
    return "\ufffd" if sign == "\0" or "\ud800" <= sign <= "\udfff" else sign  # what no text can hold


def _joined(first: Written, second: Written) -> Written:
    """Two paragraphs whose parting mark was deleted are one, as the second is set."""
    shift = len(first.text)
    second.calls = [*first.calls, *(Call(each.kind, each.id, each.at + shift, each.own_mark) for each in second.calls)]
    second.text = first.text + second.text
    second.bold, second.italic = first.bold + second.bold, first.italic + second.italic
    second.size, second.page = max(first.size, second.size), first.page
    second.sign = second.sign or first.sign
    return second

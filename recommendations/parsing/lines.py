"""The source cut into lines; together they are the source."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from .look import Look

# Not str.splitlines: it also cuts at characters that mean nothing for the layout of a page.
LINE = re.compile(r"[^\r\n\f]*(?:\r\n|\r|\n|\f)|[^\r\n\f]+")
BOLD = "**"
INVISIBLE = re.compile("[\u200b\u2060\ufeff]+|\u00ad(?!\\s*$)")
MASK = "\0"  # stands in a line where markup stands in the source, which never holds this character


@dataclass(frozen=True, slots=True)
class Line:
    """`sign` is the Markdown the line begins with: "-", "##", or "**" when all of it is bold.

    `look` is there where the file shows where and how the line is printed.
    """

    start: int
    raw: str
    sign: str = ""
    look: Look | None = None

    @property
    def end(self) -> int:
        return self.start + len(self.raw)

    @property
    def body(self) -> str:
        return self.raw.replace(MASK, "").strip()

    @property
    def blank(self) -> bool:
        return not self.body

    @property
    def indent(self) -> int:
        return len(self.raw) - len(self.raw.lstrip())

    @property
    def ends_page(self) -> bool:
        return self.raw.endswith("\f")

    @property
    def is_marked_heading(self) -> bool:
        return self.sign.startswith(("#", BOLD))

    @property
    def is_bullet(self) -> bool:
        return bool(self.sign) and not self.is_marked_heading


def without_invisible(lines: Sequence[Line]) -> list[Line]:
    """The lines with what nobody sees masked, soft hyphens at their ends apart: those part words."""
    return [_masked(line) if INVISIBLE.search(line.raw) else line for line in lines]


def _masked(line: Line) -> Line:
    return replace(line, raw=INVISIBLE.sub(lambda found: MASK * len(found[0]), line.raw))


def split_lines(text: str) -> list[Line]:
    return [Line(found.start(), found.group()) for found in LINE.finditer(text)]

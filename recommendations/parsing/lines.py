"""The source cut into lines; together they are the source."""

import re
from dataclasses import dataclass

# Not str.splitlines: it also cuts at characters that mean nothing for the layout of a page.
LINE = re.compile(r"[^\r\n\f]*(?:\r\n|\r|\n|\f)|[^\r\n\f]+")


@dataclass(frozen=True, slots=True)
class Line:
    start: int
    raw: str

    @property
    def end(self) -> int:
        return self.start + len(self.raw)

    @property
    def body(self) -> str:
        return self.raw.strip()

    @property
    def blank(self) -> bool:
        return not self.body

    @property
    def indent(self) -> int:
        return len(self.raw) - len(self.raw.lstrip())

    @property
    def ends_page(self) -> bool:
        return self.raw.endswith("\f")


def split_lines(text: str) -> list[Line]:
    return [Line(found.start(), found.group()) for found in LINE.finditer(text)]

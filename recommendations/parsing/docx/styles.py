"""How the styles of a DOCX file set their paragraphs: what a paragraph does not say itself, its style says."""

from dataclasses import dataclass, replace

from lxml import etree

from .archive import W

DEFAULT_SIZE = 10.0


@dataclass(frozen=True, slots=True)
class Style:
    """None where it says nothing. `heading` counts from 1; `numbering` is a list's id, and the level in it."""

    heading: int | None = None
    bold: bool | None = None
    italic: bool | None = None
    size: float | None = None
    centred: bool | None = None
    numbering: str | None = None
    level: int | None = None

    def over(self, other: "Style") -> "Style":
        own = {name: value for name in self.__slots__ if (value := getattr(self, name)) is not None}
        return replace(other, **own)


def switch(properties: etree._Element | None, name: str) -> bool | None:
    found = properties.find(f"{W}{name}") if properties is not None else None
    if found is None:
        return None
    return found.get(f"{W}val", "true") not in ("0", "false", "off", "none")


def value(properties: etree._Element | None, path: str) -> str | None:
    found = properties.find("/".join(f"{W}{step}" for step in path.split("/"))) if properties is not None else None
    return found.get(f"{W}val") if found is not None else None


def whole(written: str | None) -> int | None:
    try:
        return int(float(written)) if written else None
    except (ValueError, OverflowError):
        return None


def letters(run: etree._Element | None) -> Style:
    size = whole(value(run, "sz"))
    return Style(bold=switch(run, "b"), italic=switch(run, "i"), size=size / 2 if size else None)


def paragraph(properties: etree._Element | None) -> Style:
    outline = whole(value(properties, "outlineLvl"))
    centre = value(properties, "jc")
    return Style(
        heading=outline + 1 if outline is not None and outline < 9 else None,
        centred=None if centre is None else centre == "center",
        numbering=value(properties, "numPr/numId"),
        level=whole(value(properties, "numPr/ilvl")),
    )


class Styles:
    def __init__(self, root: etree._Element | None) -> None:
        self._own: dict[str, Style] = {}
        self._based_on: dict[str, str | None] = {}
        self.default = ""
        defaults = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr") if root is not None else None
        self._base = letters(defaults).over(Style(size=DEFAULT_SIZE))
        for each in root.iterfind(f"{W}style") if root is not None else ():
            name = each.get(f"{W}styleId") or ""
            own = letters(each.find(f"{W}rPr")).over(paragraph(each.find(f"{W}pPr")))
            title = (value(each, "name") or "").lower()
            if title.startswith("heading ") and own.heading is None:
                own = replace(own, heading=whole(title.removeprefix("heading ")))
            self._own[name], self._based_on[name] = own, value(each, "basedOn")
            if each.get(f"{W}type") == "paragraph" and each.get(f"{W}default") in ("1", "true"):
                self.default = name

    def of(self, name: str | None) -> Style:
        chain: list[Style] = []
        at = name if name in self._own else self.default
        seen: set[str] = set()
        while at and at in self._own and at not in seen:
            seen.add(at)
            chain.append(self._own[at])
            at = self._based_on[at] or ""
        made = self._base
        for each in reversed(chain):
            made = each.over(made)
        return made

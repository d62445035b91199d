"""The numbers Word writes by itself: counted here as Word counts them."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

from recommendations.parsing.numbering import to_roman

from .archive import W
from .styles import switch, value, whole

LEVELS = 9
LARGEST = 3_000
BULLET = "•"


@dataclass(frozen=True, slots=True)
class Level:
    form: str = "decimal"
    text: str = ""
    start: int = 1
    restart: int | None = None
    legal: bool = False
    style: str | None = None


@dataclass(slots=True)
class Plan:
    levels: dict[int, Level] = field(default_factory=dict)
    counts: dict[int, int] = field(default_factory=dict)


@dataclass(slots=True)
class Numbering:
    """One list with the plan it follows, and where it begins by itself."""

    plan: Plan
    levels: dict[int, Level]
    starts: dict[int, int]
    begun: set[int] = field(default_factory=set)


def _letters(number: int) -> str:
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _written(number: int, form: str) -> str:
    if not 0 < number <= LARGEST:
        return str(number)
    forms: dict[str, Callable[[int], str]] = {
        "lowerLetter": _letters,
        "upperLetter": lambda each: _letters(each).upper(),
        "lowerRoman": to_roman,
        "upperRoman": lambda each: to_roman(each).upper(),
        "decimalZero": lambda each: f"{each:02}",
        "none": lambda _: "",
    }
    return forms.get(form, str)(number)


def _level(found: etree._Element) -> Level:
    form = value(found, "numFmt") or "decimal"
    return Level(
        form=form,
        text=value(found, "lvlText") or "",
        start=whole(value(found, "start")) or (0 if value(found, "start") == "0" else 1),
        restart=whole(value(found, "lvlRestart")),
        legal=bool(switch(found, "isLgl")),
        style=value(found, "pStyle"),
    )


def _levels(root: etree._Element) -> dict[int, Level]:
    return {whole(each.get(f"{W}ilvl")) or 0: _level(each) for each in root.iterfind(f"{W}lvl")}


class Lists:
    def __init__(self, root: etree._Element | None) -> None:
        self._lists: dict[str, Numbering] = {}
        plans, links, styled = self._plans(root)
        for each in root.iterfind(f"{W}num") if root is not None else ():
            of = value(each, "abstractNumId") or ""
            plan = plans.get(styled.get(links.get(of, ""), of)) or plans.get(of)
            if plan is None:
                continue
            levels, starts = dict(plan.levels), {}
            for override in each.iterfind(f"{W}lvlOverride"):
                at = whole(override.get(f"{W}ilvl")) or 0
                levels.update((at, _level(found)) for found in override.iterfind(f"{W}lvl"))
                start = whole(value(override, "startOverride"))
                if start is not None:
                    starts[at] = start
            self._lists[each.get(f"{W}numId") or ""] = Numbering(plan, levels, starts)

    def _plans(self, root: etree._Element | None) -> tuple[dict[str, Plan], dict[str, str], dict[str, str]]:
        plans: dict[str, Plan] = {}
        links: dict[str, str] = {}
        styled: dict[str, str] = {}
        for each in root.iterfind(f"{W}abstractNum") if root is not None else ():
            name = each.get(f"{W}abstractNumId") or ""
            plans[name] = Plan(_levels(each))
            if link := value(each, "numStyleLink"):
                links[name] = link
            if style := value(each, "styleLink"):
                styled[style] = name
        return plans, links, styled

    def level_of_style(self, numbering: str, style: str | None) -> int:
        found = self._lists.get(numbering)
        return next((at for at, level in (found.levels if found else {}).items() if style and level.style == style), 0)

    def next(self, numbering: str, at: int) -> str:
        """The sign Word puts before the next paragraph of this list: "3.", "(a)", a bullet, or none."""
        found = self._lists.get(numbering)
        level = found.levels.get(at) if found else None
        if found is None or level is None or not 0 <= at < LEVELS:
            return ""
        counts = found.plan.counts
        if at in found.starts and at not in found.begun:
            counts[at] = found.starts[at] - 1
        found.begun.add(at)
        counts[at] = counts.get(at, level.start - 1) + 1
        for deeper in [each for each in counts if each > at]:
            lower = found.levels.get(deeper)
            if lower is None or lower.restart is None or (lower.restart and at < lower.restart):
                del counts[deeper]
        if level.form == "bullet":
            return BULLET
        return re.sub(r"%([1-9])", lambda sign: self._sign(found, level, int(sign[1]) - 1), level.text)

    def _sign(self, found: Numbering, level: Level, at: int) -> str:
        own = found.levels.get(at, Level())
        count = found.plan.counts.setdefault(at, own.start)
        return _written(count, "decimal" if level.legal else own.form)

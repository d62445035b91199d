"""Words that extraction or line ends broke: the break is masked in the lines, and so leaves the text."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from .found import PieceKind
from .furniture import Kinds
from .lines import MASK, Line
from .words import broken, soft_breaks


def mend_words(lines: Sequence[Line], kinds: Kinds, order: Sequence[int] | None = None) -> list[Line]:
    """Running text and footnotes, each by itself, whatever stands between their lines; `order` is that of reading."""
    made = list(lines)
    for kind in (None, PieceKind.FOOTNOTE):
        own = [at for at in order or range(len(made)) if kinds[at] is kind and not made[at].blank]
        for place, start in soft_breaks([made[at].raw for at in own]).items():
            line = made[own[place]]
            made[own[place]] = replace(line, raw=line.raw[:start] + MASK * (len(line.raw) - start))
    return _without_gaps(made, kinds)


def _without_gaps(lines: list[Line], kinds: Kinds) -> list[Line]:
    running = "".join(line.raw if kinds[at] is None else "\0" * len(line.raw) for at, line in enumerate(lines))
    starts = [line.start for line in lines]
    for first, last in broken(running):
        at = bisect_right(starts, first) - 1
        line = lines[at]
        from_, to = first - line.start, min(last - line.start, len(line.raw))
        lines[at] = replace(line, raw=line.raw[:from_] + MASK * (to - from_) + line.raw[to:])
    return lines

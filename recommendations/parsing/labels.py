"""Labels, each only once in a document."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field


def without_repeat(label: str) -> str:
    """The label the source shows: "5(a)" for "5(a) [2]"."""
    return re.sub(r" \[\d+\]$", "", label)


@dataclass(slots=True)
class Labels:
    """`next` is where to look on for each name: a document may repeat one very often."""

    taken: set[str] = field(default_factory=set)
    next: dict[tuple[str, int], int] = field(default_factory=dict)

    def unique(self, label: str) -> str:
        """The label itself the first time, "5(a) [2]" the second."""
        return self._first_free(label, 0, lambda count: label if count == 1 else f"{label} [{count}]", 1)

    def counted(self, name: str, *, first: int) -> str:
        """As "Summary 1", "Summary 2": the next block under this name that has no sign of its own."""
        return self._first_free(name, first, lambda count: f"{name} {count}", first)

    def _first_free(self, name: str, first: int, written: Callable[[int], str], count: int) -> str:
        count = self.next.get((name, first), count)
        while written(count) in self.taken:
            count += 1
        self.next[name, first] = count + 1
        self.taken.add(written(count))
        return written(count)

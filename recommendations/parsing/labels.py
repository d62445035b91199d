"""Labels, each only once in a document."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field


def without_repeat(label: str) -> str:
    """The label the source shows: "5(a)" for "5(a) [2]"."""
    return re.sub(r" \[\d+\]$", "", label)


@dataclass(slots=True)
class Labels:
    taken: set[str] = field(default_factory=set)

    def unique(self, label: str) -> str:
        """The label itself the first time, "5(a) [2]" the second."""
        return self._first_free(lambda count: label if count == 1 else f"{label} [{count}]", 1)

    def counted(self, name: str, *, first: int) -> str:
        """As "Summary 1", "Summary 2": the next block under this name that has no sign of its own."""
        return self._first_free(lambda count: f"{name} {count}", first)

    def _first_free(self, written: Callable[[int], str], count: int) -> str:
        while written(count) in self.taken:
            count += 1
        self.taken.add(written(count))
        return written(count)

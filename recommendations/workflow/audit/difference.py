"""What is not as the journal says, and how it is found."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from recommendations.models import Entry
from recommendations.workflow.journal import digest

UNKNOWN: Final = object()


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not as the journal says: where, what, and both values as far as they can be shown."""

    where: str
    what: str
    recorded: Any = ""
    found: Any = ""

    def __str__(self) -> str:
        values = f": recorded {self.recorded!r}, found {self.found!r}" if self.recorded or self.found else ""
        return f"{self.where}: {self.what}{values}"


def differ(where: object, recorded: dict[str, Any], found: dict[str, Any]) -> Iterator[Difference]:
    for name, value in recorded.items():
        if value is not UNKNOWN and value != found.get(name):
            yield Difference(str(where), name, value, found.get(name))


def keeps_its_words(entry: Entry) -> bool:
    """Or never had any; not so when they were redacted."""
    return bool(entry.content) or entry.content_digest == digest({})

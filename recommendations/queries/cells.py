"""What stands in each column of a file, as plain values. Dates are days, numbers are numbers, words are as written."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

from django.conf import settings
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from recommendations.access import Reader
from recommendations.choices import PHASE_OF, AssignmentRole, Status
from recommendations.models import Assignment, ProgressUpdate
from recommendations.queries.listed import Listed
from recommendations.queries.tables import Column, Holds, Value

Subject = TypeVar("Subject")
# Read beside the rows of the list.
BESIDE: Final = ("place", "addressee")


@dataclass(frozen=True, slots=True)
class Cell(Generic[Subject]):
    code: str
    label: str | Promise
    value: Callable[[Subject], Value]
    holds: Holds = Holds.WORDS

    def column(self) -> Column:
        return Column(self.code, str(self.label), self.holds)


@dataclass(frozen=True, slots=True)
class Row:
    """An ask for one reader; `updates` are the last ones of its parts, by their entry."""

    seen: Listed
    updates: dict[str, ProgressUpdate]
    reader: Reader

    def if_asked(self, value: Value) -> Value:
        """Nobody is asked about what is not tracked: those cells are empty."""
        return value if self.seen.asked else None


@dataclass(frozen=True, slots=True)
class Part:
    row: Row
    assignment: Assignment

    @property
    def update(self) -> ProgressUpdate | None:
        return self.row.updates.get(str(self.assignment.reported_entry))

    def released(self, field: str) -> str:
        """Words of the last update, as far as this reader may read them."""
        update = self.update
        if update is None or not self.row.reader.may_read(self.assignment, update.release):
            return ""
        return str(getattr(update, field))

    @property
    def words(self) -> str:
        """What was last reported; that something was, where the words are not released."""
        update = self.update
        if update is None:
            return ""
        if not self.row.reader.may_read(self.assignment, update.release):
            return _("an update of %(date)s, not released") % {"date": update.effective_on}
        return "\n".join(each for each in (update.done, update.changed, update.next_steps, update.reason) if each)

    @property
    def found_on(self) -> Value:
        review = self.row.seen.finding_of(self.assignment)
        return timezone.localdate(review.made_at) if review else None

    @property
    def reported(self) -> str:
        part = self.assignment
        return str(part.get_receipt_display() if part.receipt else _label(part.reported_status))


def _label(status: str) -> str:
    return str(Status(status).label) if status else ""


def _each(row: Row, parts: Iterable[Assignment], words: Callable[[Part], str]) -> Value:
    """A line for each organization that has something there."""
    if not row.seen.asked:
        return None
    found = [(each.organization.name(), words(Part(row, each))) for each in parts]
    return "\n".join(f"{name}: {said}" for name, said in found if said)


def _named(row: Row, role: AssignmentRole) -> Value:
    return row.if_asked("\n".join(each.organization.name() for each in row.seen.parts if each.role == role))


def _answered_by(row: Row) -> Value:
    offices = (each.answering_organization for each in row.seen.owners)
    return row.if_asked("\n".join(each.name() if each else _("no office answers for it") for each in offices))


def _reported(part: Part) -> str:
    return f"{part.reported} ({part.assignment.reported_on})" if part.assignment.reported_on else ""


def _found(part: Part) -> str:
    if not part.assignment.finding_entry:
        return ""
    basis = part.assignment.get_finding_basis_display()
    return f"{_label(part.assignment.finding_status)}, {basis} ({part.found_on})"


def _rated(row: Row) -> str:
    return row.seen.recommendation.status if row.seen.asked else ""


def _of(field: str) -> Callable[[Row], Value]:
    """What the row says of itself; a code by its label."""

    def value(row: Row) -> Value:
        row_ = row.seen.recommendation
        shown: Any = getattr(row_, f"get_{field}_display", None)
        found: Value = str(shown()) if shown else getattr(row_, field)
        return found

    return value


def _owners(row: Row, value: Callable[[Assignment], Value]) -> Value:
    return row.if_asked("\n".join(str(value(each)) for each in row.seen.owners))


def _address(row: Row) -> str:
    return f"{settings.SITE_URL}/recommendations/{row.seen.recommendation.public_id}/"


FIRST: Final[list[Cell[Row]]] = [
    Cell("reference", gettext_lazy("Reference"), _of("reference")),
    Cell("text", gettext_lazy("In its own words"), _of("text"), Holds.LONG_WORDS),
    Cell(
        "lead_in",
        gettext_lazy("Lead-in"),
        lambda row: "\n".join(each.text for each in row.seen.recommendation.lead_in_spans.all()),
        Holds.LONG_WORDS,
    ),
    Cell("follow_up", gettext_lazy("Follow-up"), _of("follow_up")),
    Cell("nature", gettext_lazy("Nature"), _of("nature")),
    Cell("is_whole", gettext_lazy("Whole with parts"), _of("is_whole"), Holds.YES_OR_NO),
]
LAST: Final[list[Cell[Row]]] = [
    Cell("id", gettext_lazy("Id"), _of("public_id")),
    Cell("address", gettext_lazy("Address in the register"), _address),
]
CELLS: Final[dict[str, list[Cell[Row]]]] = {
    "kind": [Cell("kind", gettext_lazy("Kind"), _of("kind"))],
    "asked": [
        Cell(
            "asked",
            gettext_lazy("Year asked"),
            lambda row: dated.year if (dated := row.seen.document.dated) else None,
            Holds.NUMBER,
        )
    ],
    "theme": [
        Cell(
            "themes",
            gettext_lazy("Themes"),
            lambda row: "\n".join(each.name for each in row.seen.themes),
        )
    ],
    "place": [
        Cell(
            "places",
            gettext_lazy("Countries and operations"),
            lambda row: "\n".join(each.name for each in row.seen.recommendation.places.all()),
        )
    ],
    "standing": [
        Cell("standing", gettext_lazy("Standing"), _of("standing")),
        Cell("standing_symbol", gettext_lazy("Symbol of the standing"), _of("standing_symbol")),
    ],
    "nature": [],  # stands in every file
    "addressee": [
        Cell(
            "addressees",
            gettext_lazy("Addressee"),
            lambda row: "\n".join(each.words for each in row.seen.recommendation.addressees.all()),
        )
    ],
    "owner": [
        Cell("owners", gettext_lazy("Owner"), lambda row: _named(row, AssignmentRole.OWNER)),
        Cell("answered_by", gettext_lazy("Answered by"), _answered_by),
        Cell(
            "assignment_state",
            gettext_lazy("Assignment"),
            lambda row: _owners(row, lambda part: str(part.get_state_display())),
        ),
        Cell("counterparts", gettext_lazy("Counterpart"), lambda row: _named(row, AssignmentRole.COUNTERPART)),
    ],
    "contributing": [
        Cell("contributing", gettext_lazy("Contributing"), lambda row: _named(row, AssignmentRole.CONTRIBUTING))
    ],
    "position": [
        Cell(
            "positions",
            gettext_lazy("Position"),
            lambda row: _each(row, row.seen.parts, lambda part: str(part.assignment.shown_position.label)),
        )
    ],
    "status": [
        Cell("status", gettext_lazy("Status"), lambda row: _label(_rated(row))),
        Cell(
            "phase",
            gettext_lazy("Phase"),
            lambda row: str(PHASE_OF[Status(_rated(row))].label) if _rated(row) else None,
        ),
        Cell(
            "basis",
            gettext_lazy("Basis"),
            lambda row: str(row.seen.recommendation.get_basis_display()) if _rated(row) else None,
        ),
        Cell("since", gettext_lazy("Since"), lambda row: row.if_asked(row.seen.since), Holds.DAY),
        Cell("differ", gettext_lazy("Reported and reviewed differ"), lambda row: row.seen.differ, Holds.YES_OR_NO),
        Cell(
            "newer_report",
            gettext_lazy("Newer report, awaiting review"),
            lambda row: row.seen.newer_report,
            Holds.YES_OR_NO,
        ),
    ],
    "reported": [
        Cell(
            "reported",
            gettext_lazy("Reported, by organization"),
            lambda row: _each(row, row.seen.parts, _reported),
            Holds.LONG_WORDS,
        )
    ],
    "finding": [
        Cell(
            "findings",
            gettext_lazy("Found, by organization"),
            lambda row: _each(row, row.seen.parts, _found),
            Holds.LONG_WORDS,
        )
    ],
    "last_report": [
        Cell("last_report", gettext_lazy("Last report"), lambda row: row.if_asked(row.seen.last_report), Holds.DAY)
    ],
    "update": [
        Cell(
            "last_updates",
            gettext_lazy("What was last reported"),
            lambda row: _each(row, row.seen.parts, lambda part: part.words),
            Holds.LONG_WORDS,
        )
    ],
    "due": [
        Cell(
            "due_on",
            gettext_lazy("Target date"),
            lambda row: row.if_asked(row.seen.recommendation.due_on),
            Holds.DAY,
        ),
        Cell(
            "due_precision",
            gettext_lazy("Precision of the target date"),
            lambda row: row.if_asked(str(row.seen.recommendation.get_due_precision_display())),
        ),
        Cell(
            "due_event",
            gettext_lazy("Target event"),
            lambda row: row.if_asked(row.seen.recommendation.due_event),
        ),
        Cell(
            "deferred_until",
            gettext_lazy("Deferred until"),
            lambda row: row.if_asked(row.seen.recommendation.deferred_until),
            Holds.DAY,
        ),
        Cell("review_on", gettext_lazy("Next review"), lambda row: row.if_asked(row.seen.review_on), Holds.DAY),
        Cell("overdue", gettext_lazy("Past its target date"), lambda row: row.seen.overdue, Holds.YES_OR_NO),
    ],
}
PARTS: Final[list[Cell[Part]]] = [
    Cell("reference", gettext_lazy("Reference"), lambda part: part.row.seen.recommendation.reference),
    Cell("organization", gettext_lazy("Organization"), lambda part: part.assignment.organization.name()),
    Cell("role", gettext_lazy("Role"), lambda part: str(part.assignment.get_role_display())),
    Cell("state", gettext_lazy("Assignment"), lambda part: str(part.assignment.get_state_display())),
    Cell(
        "answered_by",
        gettext_lazy("Answered by"),
        lambda part: office.name() if (office := part.assignment.answering_organization) else None,
    ),
    Cell("position", gettext_lazy("Position"), lambda part: str(part.assignment.shown_position.label)),
    Cell("reported", gettext_lazy("Reported"), lambda part: part.reported),
    Cell("reported_on", gettext_lazy("True as at"), lambda part: part.assignment.reported_on, Holds.DAY),
    Cell("found", gettext_lazy("Found"), lambda part: _label(part.assignment.finding_status)),
    Cell(
        "basis",
        gettext_lazy("Basis of the finding"),
        lambda part: str(part.assignment.get_finding_basis_display()),
    ),
    Cell("found_on", gettext_lazy("Found on"), lambda part: part.found_on, Holds.DAY),
    Cell("differ", gettext_lazy("Reported and reviewed differ"), lambda part: part.assignment.differ, Holds.YES_OR_NO),
    Cell("headline", gettext_lazy("Headline"), lambda part: _label(part.assignment.headline)),
    Cell("update", gettext_lazy("What was last reported"), lambda part: part.words, Holds.LONG_WORDS),
    Cell("changed", gettext_lazy("What changed"), lambda part: part.released("changed"), Holds.LONG_WORDS),
    Cell("next_steps", gettext_lazy("Next steps"), lambda part: part.released("next_steps"), Holds.LONG_WORDS),
]

"""What was typed into the forms: read as the verbs want it, shown again as it was typed."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, TypeAlias

from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from recommendations.choices import Answer, HeldAs, Release, UpdateState
from recommendations.errors import Words
from recommendations.models import Assignment, ProgressUpdate
from recommendations.workflow.evidence import LARGEST_FILE

Values: TypeAlias = dict[str, str]
Errors: TypeAlias = dict[str, Words]

CODES: Final = ("answer", "status", "receipt", "position", "release", "language")
TEXTS: Final = (
    "done",
    "changed",
    "next_steps",
    "reason",
    "successor",
    "whose",
    "position_words",
    "deferred_event",
)
DATES: Final = ("effective_on", "review_on", "deferred_until")
FIELDS: Final = (*CODES, *TEXTS, *DATES, "corrects")
# What the last cleared answer fills in.
REPEATED: Final = ("status", "receipt", "done", "next_steps", "successor", "deferred_event", "release", "language")
SLOTS: Final = ("e0-", "e1-")
EVIDENCE: Final = ("title", "symbol", "url", "captured_text", "sighted_by", "filed_at")


@dataclass(frozen=True, slots=True)
class Typed:
    """A form that was not accepted: which one, of which row, what stood in it, and what is wrong."""

    panel: str
    row: str
    data: QueryDict
    errors: Errors = field(default_factory=dict)
    message: str = ""


def text(value: str) -> str:
    """Browsers send line ends as CR LF."""
    return value.replace("\r\n", "\n").strip()


def day(value: str) -> date | None:
    """Raises ValueError."""
    return date.fromisoformat(value.strip()) if value.strip() else None


def read_days(data: QueryDict, names: Iterable[str], errors: Errors) -> dict[str, date | None]:
    found = {}
    for name in names:
        try:
            found[name] = day(data.get(name, ""))
        except ValueError:
            errors[name.rpartition("-")[2]] = _("Write the date as year-month-day: 2026-09-30.")
    return found


def read_update(data: QueryDict, assignment: Assignment) -> tuple[dict[str, Any], Errors]:
    """What belongs in the draft. A date that cannot be read is left out, and said."""
    errors: Errors = {}
    given: dict[str, Any] = {name: data.get(name, "") for name in CODES if name in data}
    if not given.get("answer"):
        given.pop("answer", None)
    for name in ("release", "language"):
        if not given.get(name):
            given.pop(name, None)
    given |= {name: text(data.get(name, "")) for name in TEXTS if name in data}
    given |= read_days(data, [name for name in DATES if name in data], errors)
    if "corrects" in data:
        corrected = assignment.updates.filter(public_id=data["corrects"], state=UpdateState.CLEARED).first()
        given["corrects"] = corrected if given.get("answer") == Answer.CORRECTION else None
    return given, errors


def differing(update: ProgressUpdate, given: dict[str, Any]) -> list[str]:
    """The fields in which what was typed is another thing than what is kept."""
    return [name for name, value in given.items() if getattr(update, name) != value]


def goes_on(update: ProgressUpdate, given: dict[str, Any]) -> bool:
    """Whether what was typed only goes on from what is kept: nothing of that would go."""
    return all(
        str(value).startswith(getattr(update, name)) if name in TEXTS else getattr(update, name) == value
        for name, value in given.items()
    )


def values_of(update: ProgressUpdate) -> Values:
    found = {name: str(getattr(update, name) or "") for name in (*CODES, *TEXTS)}
    found |= {name: value.isoformat() if (value := getattr(update, name)) else "" for name in DATES}
    return {**found, "corrects": update.corrects.public_id if update.corrects else ""}


def values_of_given(given: dict[str, Any]) -> Values:
    found = {}
    for name, value in given.items():
        if isinstance(value, date):
            found[name] = value.isoformat()
        else:
            found[name] = value.public_id if isinstance(value, ProgressUpdate) else str(value or "")
    return found


def values_at_start(last: ProgressUpdate | None, language: str) -> Values:
    """A new form: last time's answer is filled in."""
    found = dict.fromkeys(FIELDS, "")
    found |= {
        "answer": Answer.NEW_INFORMATION.value,
        "release": Release.PARTNERS.value,
        "language": language,
        "effective_on": timezone.localdate().isoformat(),
    }
    if last:
        before = values_of(last)
        found |= {name: before[name] for name in REPEATED if before[name]}
        if found["release"] == Release.PUBLIC:
            found["release"] = Release.PARTNERS.value
    return found


def values_typed(data: QueryDict, under: Values) -> Values:
    return {**under, **{name: data.get(name, "") for name in FIELDS if name in data}}


# Evidence


def evidence_given(request: HttpRequest, prefix: str) -> bool:
    """Whether anything of a piece of evidence was entered."""
    file = f"{prefix}file" in request.FILES
    return file or any(request.POST.get(f"{prefix}{name}", "").strip() for name in EVIDENCE)


def read_evidence(request: HttpRequest, prefix: str) -> tuple[dict[str, Any], Errors]:
    """As `evidence.add` and `evidence.build` take it."""
    data = request.POST
    errors: Errors = {}
    days = read_days(data, [f"{prefix}dated"], errors)
    upload = request.FILES.get(f"{prefix}file")
    held_as = data.get(f"{prefix}held_as", "")
    given: dict[str, Any] = {name: text(data.get(f"{prefix}{name}", "")) for name in EVIDENCE}
    given |= {
        "kind": data.get(f"{prefix}kind", ""),
        "held_as": held_as,
        "dated": days.get(f"{prefix}dated"),
        "release": data.get(f"{prefix}release") or Release.PARTNERS,
        "unclassified": bool(data.get(f"{prefix}unclassified")),
    }
    if upload is not None and (upload.size or 0) > LARGEST_FILE:
        errors[f"{prefix}file"] = _("The file is larger than 20 MB: record it as sighted, or link to it.")
    elif upload is not None and held_as == HeldAs.FILE:
        given["file"] = (upload.name or "file", upload.read())
    return given, errors

"""Any form whose row moved on: what is there now beside what was typed, field by field. What is chosen is sent to the
same address as if it had been typed so, at the version that was shown."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Field, Manager, Model
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from recommendations.browser import kept, lost
from recommendations.browser.comparing import compared
from recommendations.browser.shared import person, reader_of
from recommendations.errors import Stale
from recommendations.models import Entry, KeptText, ProgressUpdate, User
from recommendations.templatetags.register import day, iso_day

CHOSEN: Final = "settle"
TAKE: Final = "take-"
YOURS: Final = "yours-"
THEIRS: Final = "theirs-"
SENT_ALONG: Final = {"basis", "update", "action", "page", "back", "next"}
NOT_SHOWN: Final = {*lost.OURS, *SENT_ALONG}


@dataclass(frozen=True, slots=True)
class Line:
    """One field: as it is now and as it was typed, in words and as the form sends it."""

    name: str
    label: str
    differs: bool
    can_choose: bool
    is_text: bool
    theirs: SafeString | str
    yours: SafeString | str
    their_values: list[str]
    your_values: list[str]

    @property
    def your_text(self) -> str:
        return self.your_values[0] if self.your_values else ""


def page(request: HttpRequest, stale: Stale) -> HttpResponse:
    current = stale.current
    names = [each for each in request.POST if each not in NOT_SHOWN and "password" not in each]
    update = current if isinstance(current, ProgressUpdate) and reader_of(request).reads_update(current) else None
    readable = None if isinstance(current, ProgressUpdate) and update is None else current
    lines = [_line(readable, name, request.POST.getlist(name)) for name in names]
    shown = [each for each in lines if each.differs or each.yours]
    context = {
        "heading": heading(request, current),
        "current": current,
        "update": update,
        "evidence": [each for each in update.evidence.all() if each.removed_at is None] if update else [],
        "lines": sorted(shown, key=lambda each: not each.differs),
        "along": [(name, request.POST[name]) for name in SENT_ALONG if name in request.POST],
        "version": getattr(current, "version", ""),
        "files": [each.name for _name, files in request.FILES.lists() for each in files],
        "keeps": request.POST.get(kept.FIELD, ""),
        "back": kept.page_of(request),
    }
    return render(request, "between.html", context, status=409)


def heading(request: HttpRequest, current: Model) -> str:
    """Who was faster: by name in their own family only, as everywhere."""
    last = Entry.objects.filter(**_about(current)).order_by("-recorded_at", "-seq").select_related("actor").first()
    if last and last.actor_id == person(request).pk:
        return _("You changed this in another window while you were writing here")
    if last and last.actor and reader_of(request).knows(last.acting_organization_id):
        return _("%(name)s changed this while you were writing") % {"name": last.actor}
    return _("Somebody changed this while you were writing")


def _about(current: Model) -> dict[str, Any]:
    if isinstance(current, ProgressUpdate):
        return {"update": current}
    name = current._meta.model_name or ""
    known = {each.name for each in Entry._meta.get_fields()}
    return {name: current} if name in known else {"pk": None}


def _line(current: Model | None, name: str, given: list[str]) -> Line:
    field = _field(current, name) if current else None
    theirs = _values(current, field, given) if current and field else []
    yours = [each.replace("\r\n", "\n") for each in given if each]
    is_text = not getattr(field, "choices", None) and not getattr(field, "is_relation", False) and _is_text(yours)
    left, right = _words(field, theirs), _words(field, yours)
    differs = field is not None and theirs != yours
    if is_text and differs:
        left, right = compared(left, right)
    return Line(name, lost.label(name), differs, field is not None, is_text, left, right, theirs, yours)


def _is_text(values: Iterable[str]) -> bool:
    return any(not lost.NO_WORDS.fullmatch(each.strip()) for each in values)


def _field(current: Model, name: str) -> "Field[Any, Any] | None":
    if isinstance(current, KeptText) or name == kept.FILES:
        return None
    try:
        found = current._meta.get_field(name)
    except FieldDoesNotExist:
        return None
    # Who has the work is known to the family only; no form whose row moved on names a person.
    return found if isinstance(found, Field) and found.related_model is not User else None


def _values(current: Model, field: "Field[Any, Any]", given: list[str]) -> list[str]:
    """As the form sends them."""
    held = getattr(current, field.name)
    rows = list(held.all()) if isinstance(held, Manager) else [] if held in (None, "") else [held]
    return [_coded(each, given) for each in rows]


def _coded(value: Any, given: list[str]) -> str:
    """A row by what the form knows it by: its number, its public id or its code."""
    if not isinstance(value, Model):
        return value.isoformat() if hasattr(value, "isoformat") else str(value)
    if all(each.isdecimal() for each in given):
        return str(value.pk)
    return str(getattr(value, "public_id", None) or getattr(value, "code", value.pk))


def _words(field: "Field[Any, Any] | None", values: list[str]) -> str:
    if field is None:
        return "\n".join(values)
    if field.is_relation:
        return ", ".join(_row_in_words(field, each) for each in values)
    if field.get_internal_type() == "DateField":
        return ", ".join(day(iso_day(each)) or each for each in values)
    known = {str(code): str(words) for code, words in getattr(field, "flatchoices", None) or []}
    return "\n".join(known.get(each, each) for each in values)


def _row_in_words(field: "Field[Any, Any]", value: str) -> str:
    related: Any = field.related_model
    names = {each.name for each in related._meta.get_fields()}
    keys = [each for each in ("public_id", "code") if each in names]
    ways = ["pk"] if value.isdecimal() else keys
    found = next((row for way in ways if (row := related._default_manager.filter(**{way: value}).first())), None)
    return str(found or value)


def as_chosen(data: QueryDict) -> QueryDict:
    """What the conflict page sends, as the form would have sent it."""
    found = QueryDict(mutable=True)
    for name, values in data.lists():
        if name.startswith(TAKE):
            field = name.removeprefix(TAKE)
            prefix = THEIRS if data[name] == "theirs" else YOURS
            found.setlist(field, data.getlist(f"{prefix}{field}"))
        elif name != CHOSEN and not name.startswith((YOURS, THEIRS)):
            found.setlist(name, values)
    return found

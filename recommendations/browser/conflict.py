"""Two versions of one update: theirs beside yours, line by line. Nothing is chosen for anybody."""

from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from recommendations.browser import typed
from recommendations.browser.comparing import compared
from recommendations.browser.shared import called, person
from recommendations.choices import WITH_THE_AUTHOR, UpdateState
from recommendations.models import Assignment, ProgressUpdate
from recommendations.templatetags.choices import languages
from recommendations.templatetags.register import day, iso_day

TAKE: Final = "take-"
YOURS: Final = "yours-"


@dataclass(frozen=True, slots=True)
class Difference:
    """One line: what each version says, as words and as the form's value."""

    name: str
    label: str
    differs: bool
    theirs: SafeString | str
    yours: SafeString | str
    value: str
    is_text: bool


def page(request: HttpRequest, assignment: Assignment, theirs: ProgressUpdate) -> HttpResponse:
    given, _errors = typed.read_update(_as_typed(request.POST), assignment)
    lines = [_line(theirs, name, given[name]) for name in typed.FIELDS if name in given]
    shown = sorted((each for each in lines if each.differs or each.theirs), key=lambda each: not each.differs)
    context = {
        "section": "recommendations",
        "assignment": assignment,
        "recommendation": assignment.recommendation,
        "theirs": theirs,
        "heading": heading(theirs, request),
        "lines": shown,
        "differing": sum(each.differs for each in shown),
        "can_save": theirs.state in WITH_THE_AUTHOR,
        "can_start": theirs.state in (UpdateState.CLEARED, UpdateState.DISCARDED),
        "seen": request.POST.get("version", ""),
    }
    return render(request, "recommendations/conflict.html", context, status=409)


def _as_typed(data: QueryDict) -> QueryDict:
    """What was typed: in the form, or on an earlier conflict page, where it stands under other names."""
    if data.get("action") != "merge":
        return data
    found = QueryDict(mutable=True)
    for name in typed.FIELDS:
        if f"{YOURS}{name}" in data:
            found[name] = data.get(f"{YOURS}{name}", "")
    return found


def heading(theirs: ProgressUpdate, request: HttpRequest) -> str:
    others = theirs.writers.exclude(pk=person(request).pk)
    first_two = list(others[:2])
    if len(first_two) == 1:
        return _("%(name)s changed this while you were writing") % {"name": called(request, first_two[0])}
    if first_two:
        return _("A colleague changed this while you were writing")
    return _("You changed this in another window while you were writing here")


def _line(theirs: ProgressUpdate, name: str, yours: Any) -> Difference:
    their_value = getattr(theirs, name)
    field = ProgressUpdate._meta.get_field(name)
    is_text = name in typed.TEXTS
    left, right = _words(theirs, name, their_value), _words(theirs, name, yours)
    if is_text:
        left, right = compared(left, right)
    value = typed.values_of_given({name: yours})[name]
    label = str(getattr(field, "verbose_name", name))
    return Difference(name, label[:1].upper() + label[1:], their_value != yours, left, right, value, is_text)


def _words(update: ProgressUpdate, name: str, value: Any) -> str:
    if value in (None, ""):
        return ""
    if name in typed.DATES:
        return day(iso_day(value))
    if name == "language":
        return str(dict(languages()).get(value, value))
    choices = dict(getattr(ProgressUpdate._meta.get_field(name), "flatchoices", []) or [])
    return str(choices.get(value, value))


def chosen(request: HttpRequest, assignment: Assignment) -> tuple[dict[str, Any], typed.Errors]:
    """The lines where yours was chosen; the others stay as they are in the other's version."""
    data = QueryDict(mutable=True)
    for name in typed.FIELDS:
        if request.POST.get(f"{TAKE}{name}") == "yours" and f"{YOURS}{name}" in request.POST:
            data[name] = request.POST.get(f"{YOURS}{name}", "")
    if "corrects" in data and "answer" not in data:
        data["answer"] = request.POST.get("theirs-answer", "")
    return typed.read_update(data, assignment)

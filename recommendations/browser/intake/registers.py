"""Registers that were kept elsewhere: a spreadsheet is given, its columns matched, what it leaves open decided, and all
of it brought in or nothing."""

from collections.abc import Callable
from typing import Any, Final

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from recommendations import tasks
from recommendations.browser.refusing import status_of
from recommendations.browser.shared import by, version_seen
from recommendations.browser.stewarding import fields
from recommendations.browser.stewarding.gate import stewards_only
from recommendations.choices import ChainKind, RegisterFileState
from recommendations.errors import AlreadyDone, Invalid, NotAsPreviewed, NotPermitted, Refused, Stale
from recommendations.models import RegisterFile
from recommendations.parsing.errors import Unreadable
from recommendations.parsing.spreadsheet import MOST_ROWS, Sheet
from recommendations.queries.put_away import put_away
from recommendations.queries.registers_columns import NEEDED, Column
from recommendations.queries.registers_meanings import NONE, STATUSES
from recommendations.queries.registers_rows import Plan, Undecided
from recommendations.workflow import registers
from recommendations.workflow.registers_bringing import CRASHED

MEGABYTE: Final = 1024 * 1024
FIRST_ROWS: Final = 5
SHOWN: Final = 100
ASKED: Final = 200  # decisions on one page: a form has room for a thousand fields
UNREADABLE: Final = {
    "empty": gettext_lazy("The file is empty."),
    "old_excel": gettext_lazy("This is the old Excel format: save it as .xlsx."),
    "encrypted": gettext_lazy("The file is protected by a password: save it without one."),
    "archive_bomb": gettext_lazy("Unpacked, the file is too large."),
    "not_a_spreadsheet": gettext_lazy("This is no spreadsheet: give an Excel file (.xlsx) or separated values (.csv)."),
    "binary": gettext_lazy("This is no spreadsheet: give an Excel file (.xlsx) or separated values (.csv)."),
    "encoding_unsure": gettext_lazy("Its letters can be read in several ways: save it as UTF-8, or as .xlsx."),
    "too_many_sheets": gettext_lazy("The file has too many sheets: leave only those that are needed."),
    "no_headings": gettext_lazy("No sheet has a row of headings."),
    "too_slow": gettext_lazy("Reading it took too long: leave only the rows and sheets that are needed."),
    "too_much_memory": gettext_lazy("Unpacked, the file is too large."),
}
STOPPED: Final = {
    CRASHED: gettext_lazy(
        "Something went wrong several times. Try it again later, or tell the people who run the register."
    ),
    NotAsPreviewed.code: gettext_lazy("What would come in has changed since you looked at it. Look at it again."),
    NotPermitted.code: gettext_lazy("Whoever asked for it is no data steward any more."),
    Invalid.code: gettext_lazy("Not every cell can come in yet."),
}
DAMAGED: Final = gettext_lazy("The file is damaged: open and save it in a spreadsheet program.")


@stewards_only
def listed(request: HttpRequest) -> HttpResponse:
    problem = ""
    if request.method == "POST":
        try:
            return _given(request)
        except Unreadable as refusal:
            problem = str(UNREADABLE.get(refusal.code, DAMAGED))
        except Invalid as refusal:
            problem = " ".join(str(each) for each in refusal.errors.values())
    files = RegisterFile.objects.defer("content")
    context = {
        "section": "steward",
        "files": files,
        "problem": problem,
        "name": request.POST.get("name", ""),
        "largest": settings.UPLOAD_MAX_MB,
        "most": MOST_ROWS,
    }
    return render(request, "intake/registers.html", context, status=422 if problem else 200)


def _given(request: HttpRequest) -> HttpResponse:
    file = request.FILES.get("file")
    if file is None:
        raise Invalid({"file": _("Choose a file.")})
    if (file.size or 0) > settings.UPLOAD_MAX_MB * MEGABYTE:
        raise Invalid({"file": _("At most %(most)s MB.") % {"most": settings.UPLOAD_MAX_MB}})
    try:
        made = registers.give(file.name or "?", file.read(), by=by(request), name=request.POST.get("name", ""))
    except AlreadyDone as known:
        held: RegisterFile = known.facts["register"]
        messages.warning(request, _("This very file is here already: “%(name)s”.") % {"name": held})
        return redirect("register-file", held.public_id)
    return redirect("register-file", made.public_id)


@stewards_only
def one(request: HttpRequest, public_id: str) -> HttpResponse:
    register = get_object_or_404(RegisterFile, public_id=public_id)
    if request.method != "POST":
        return _page(request, register)
    act = ACTS.get(request.POST.get("action", ""))
    if act is None:
        raise Http404
    try:
        return act(request, register)
    except Refused as refusal:
        current = refusal.current if isinstance(refusal, Stale) else register
        current.refresh_from_db()
        return _page(request, current, refusal)


def _match(request: HttpRequest, register: RegisterFile) -> HttpResponse:
    columns = {each: request.POST.get(f"column-{each}", "") for each in Column.values}
    name, sheet = request.POST.get("name", ""), request.POST.get("sheet", "")
    registers.match(register, by=by(request), version=version_seen(request), name=name, sheet=sheet, columns=columns)
    return _done(request, register, _("Matched. Every cell was looked at."), "checked")


def _answer(request: HttpRequest, register: RegisterFile) -> HttpResponse:
    answers: dict[str, dict[str, str]] = {}
    for name, value in request.POST.items():
        column, _dash, number = name.partition("-words-")
        if number and f"{column}-answer-{number}" in request.POST:
            answers.setdefault(column, {})[str(value)] = str(request.POST[f"{column}-answer-{number}"])
    registers.answer(register, by=by(request), version=version_seen(request), answers=answers)
    return _done(request, register, _("Your decisions are kept with the file."), "checked")


def _bring_in(request: HttpRequest, register: RegisterFile) -> HttpResponse:
    previewed = request.POST.get("previewed", "")
    registers.bring_in(register, by=by(request), version=version_seen(request), previewed=previewed)
    tasks.nudge_bringer()
    return _done(request, register, _("It is being brought in. You may leave this page and come back."))


def _discard(request: HttpRequest, register: RegisterFile) -> HttpResponse:
    why = request.POST.get("why", "")
    registers.discard(register, by=by(request), version=version_seen(request), why=why)
    messages.success(request, _("Put away. Nothing of it came in."))
    return redirect("registers")


ACTS: Final[dict[str, Callable[[HttpRequest, RegisterFile], HttpResponse]]] = {
    "match": _match,
    "answer": _answer,
    "bring-in": _bring_in,
    "discard": _discard,
}


def _done(request: HttpRequest, register: RegisterFile, said: str, at: str = "") -> HttpResponse:
    messages.success(request, said)
    address = reverse("register-file", args=[register.public_id])
    return redirect(f"{address}#{at}" if at else address)


def _page(request: HttpRequest, register: RegisterFile, refusal: Refused | None = None) -> HttpResponse:
    context: dict[str, Any] = {"section": "steward", "register": register, "refusal": refusal, "shown": SHOWN}
    errors = dict(refusal.errors) if isinstance(refusal, Invalid) else {}
    if register.state == RegisterFileState.MATCHING:
        sheets = registers.sheets_of(register)
        planned = registers.plan_of(register, sheets)
        context |= {"plan": planned, **_matching(request, register, sheets, errors), **_open(planned)}
        if register.problem:
            context["stopped"] = STOPPED.get(register.problem, STOPPED[CRASHED])
        if refusal is not None and request.POST.get("action") == "discard":
            context["why"] = request.POST.get("why", "")
    elif register.state == RegisterFileState.BROUGHT_IN:
        statements = register.statements.select_related("recommendation")
        context["asks"] = list(dict.fromkeys(each.recommendation for each in statements.order_by("row")))
        context["statements"] = register.statements.count()
    elif register.state == RegisterFileState.DISCARDED:
        context["put_away"] = put_away(ChainKind.REGISTER_FILE, register.public_id)
    return render(request, "intake/register.html", context, status=status_of(refusal) if refusal else 200)


def _matching(
    request: HttpRequest, register: RegisterFile, sheets: list[Sheet], errors: dict[str, Any]
) -> dict[str, Any]:
    """What was just sent stands there again, where it was refused."""
    sent = request.POST if errors and request.POST.get("action") == "match" else None
    sheet = next((each for each in sheets if each.name == register.sheet), sheets[0])
    chosen = {
        each: sent.get(f"column-{each}", "") if sent is not None else register.columns.get(each, "")
        for each in Column.values
    }
    return {
        "sheets": [each.name for each in sheets],
        "sheet": sheet,
        "first_rows": [(number, [each.text for each in cells]) for number, cells in sheet.rows[:FIRST_ROWS]],
        "columns": [(each, chosen[each], each in NEEDED, errors.get(each, "")) for each in Column],
        "name": sent.get("name", "") if sent is not None else register.name,
        "unused": [each for each in sheet.headings if each not in chosen.values()],
    }


def _open(planned: Plan | None) -> dict[str, Any]:
    """A choice for each of the words that the register could not place."""
    if planned is None:
        return {"questions": []}
    owners = [(NONE, _("Leave without owner")), *fields.organizations()]
    values = [(NONE, _("No value: keep the words only")), *((each.value, each.label) for each in STATUSES)]
    every: list[Undecided] = [*planned.undecided, *planned.decided]
    return {
        "questions": [(each, owners if each.column == Column.OWNER else values) for each in every[:ASKED]],
        "offices": [(NONE, _("Nobody")), *fields.organizations()] if planned.answering else [],
        "answering": planned.answering[:ASKED],
        "asks_offices": bool(planned.answering) and not planned.problems,
        "more_questions": max(len(every) - ASKED, 0),
        "more_new": max(len(planned.new) - SHOWN, 0),
        # Owners once, however many rows name them.
        "new": [
            (rows, list(dict.fromkeys(part for row in rows for part in row.parts)))
            for rows in list(planned.new.values())[:SHOWN]
        ],
        "known": planned.known[:SHOWN],
        "more_known": max(len(planned.known) - SHOWN, 0),
    }

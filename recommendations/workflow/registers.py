"""A spreadsheet of an existing register comes in: its columns are matched, what it leaves open is decided, then the
worker is asked for all of it (`registers_bringing`). It never makes an organization or a document that it could not
find, and what it says of progress moves no status."""

import hashlib
from collections.abc import Mapping
from typing import Final

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from recommendations import access
from recommendations.access import By, Verb
from recommendations.choices import RegisterFileState
from recommendations.errors import AlreadyDone, Invalid, NotAsPreviewed, ReasonNeeded, WrongState
from recommendations.models import Organization, RegisterFile
from recommendations.parsing.apart import sheets_apart
from recommendations.parsing.spreadsheet import Sheet
from recommendations.queries.registers_columns import NEEDED, Column, guessed
from recommendations.queries.registers_meanings import ANSWERING, NONE, STATUSES
from recommendations.queries.registers_plan import plan
from recommendations.queries.registers_rows import Plan
from recommendations.workflow.locks import locked_at
from recommendations.workflow.put_away import record_put_away

MEGABYTE: Final = 1024 * 1024
LONGEST_NAME: Final = 200


def give(file_name: str, content: bytes, *, by: By, name: str = "") -> RegisterFile:
    """Kept with its columns guessed. Raises Unreadable for what is no spreadsheet, AlreadyDone with `register` for a
    file that is here already, Invalid."""
    access.acting(by, Verb.CATALOGUE)
    if len(content) > settings.UPLOAD_MAX_MB * MEGABYTE:
        raise Invalid({"file": _("At most %(most)s MB.") % {"most": settings.UPLOAD_MAX_MB}})
    if len(name) > LONGEST_NAME:
        raise Invalid({"name": _("At most %(most)s characters.") % {"most": LONGEST_NAME}})
    sha256 = hashlib.sha256(content).hexdigest()
    _refuse_what_is_known(sha256)
    sheets = sheets_apart(content)
    first = max(sheets, key=lambda each: len(guessed(each)))
    try:
        with transaction.atomic():
            return RegisterFile.objects.create(
                given_by=by.person,
                file_name=file_name[-LONGEST_NAME:],
                name=name.strip(),
                content=content,
                sha256=sha256,
                sheet=first.name,
                columns=guessed(first),
            )
    except IntegrityError:
        _refuse_what_is_known(sha256)  # somebody gave the same at the same moment
        raise


def _refuse_what_is_known(sha256: str) -> None:
    there = RegisterFile.objects.exclude(state=RegisterFileState.DISCARDED).defer("content")
    if held := there.filter(sha256=sha256).first():
        raise AlreadyDone(sha256=sha256, register=held)


def sheets_of(register: RegisterFile) -> list[Sheet]:
    """Read anew, in a process of its own: not to be asked for within a transaction, which others would wait for."""
    return sheets_apart(bytes(register.content))


def plan_of(register: RegisterFile, sheets: list[Sheet] | None = None) -> Plan | None:
    """None until the columns that are needed are matched."""
    sheet = next((each for each in sheets or sheets_of(register) if each.name == register.sheet), None)
    if sheet is None or not all(register.columns.get(each) in sheet.headings for each in NEEDED):
        return None
    return plan(sheet, register.columns, register.answers)


def _open(register: RegisterFile, version: int) -> RegisterFile:
    found = locked_at(register, version)
    if found.state == RegisterFileState.BRINGING_IN:
        raise WrongState(_("This file is being brought in."))
    if found.state != RegisterFileState.MATCHING:
        raise WrongState(_("This file was brought in or put away already."))
    found.problem = ""
    return found


def _save(found: RegisterFile) -> RegisterFile:
    found.version += 1
    found.save()
    return found


def match(
    register: RegisterFile, *, by: By, version: int, name: str, sheet: str, columns: Mapping[str, str]
) -> RegisterFile:
    """Which sheet, and what its columns are. Another sheet begins with its columns guessed. Raises Invalid, Stale."""
    access.acting(by, Verb.CATALOGUE)
    chosen = next((each for each in sheets_of(register) if each.name == sheet), None)
    with transaction.atomic():
        return _match(_open(register, version), name, sheet, chosen, columns)


def _match(
    found: RegisterFile, name: str, sheet: str, chosen: Sheet | None, columns: Mapping[str, str]
) -> RegisterFile:
    if chosen is None:
        raise Invalid({"sheet": _("Choose a sheet of the file.")})
    given = {each: heading for each, heading in columns.items() if heading}
    if sheet != found.sheet:
        given = guessed(chosen)
    errors = (
        {each.value: _("Choose its column.") for each in NEEDED if given.get(each) not in chosen.headings}
        if sheet == found.sheet
        else {}
    )
    for each, heading in given.items():
        if each not in Column.values or heading not in chosen.headings:
            errors[each] = _("Choose a column of the sheet.")
        elif list(given.values()).count(heading) > 1:
            errors[each] = _("One column is one thing.")
    if len(name) > LONGEST_NAME:
        errors["name"] = _("At most %(most)s characters.") % {"most": LONGEST_NAME}
    if errors:
        raise Invalid(errors)
    found.name, found.sheet, found.columns = name.strip(), sheet, given
    return _save(found)


@transaction.atomic
def answer(register: RegisterFile, *, by: By, version: int, answers: Mapping[str, Mapping[str, str]]) -> RegisterFile:
    """What a person decided about words that could not be placed, and which office answers for an owner; an empty
    answer takes one back. Raises Invalid."""
    access.acting(by, Verb.CATALOGUE)
    found = _open(register, version)
    codes = set(Organization.objects.filter(archived_at__isnull=True).values_list("code", flat=True))
    allowed = {
        Column.OWNER.value: codes,
        Column.STATUS.value: {each.value for each in STATUSES},
        ANSWERING: codes,
    }
    kept = {name: dict(found.answers.get(name, {})) for name in allowed}
    for name, given in answers.items():
        for words, value in given.items():
            if name not in allowed or (value not in ("", NONE) and value not in allowed[name]):
                raise Invalid({name: _("“%(value)s” is not one of the values.") % {"value": value}})
            kept[name].pop(words, None)
            if value:
                kept[name][words] = value
    found.answers = kept
    return _save(found)


@transaction.atomic
def discard(register: RegisterFile, *, by: By, version: int, why: str) -> RegisterFile:
    """Put away: the file itself is gone, and the same may be given again; the journal keeps its name, its SHA-256 and
    the reason. Raises ReasonNeeded."""
    as_ = access.acting(by, Verb.CATALOGUE)
    found = _open(register, version)
    if not why.strip():
        raise ReasonNeeded()
    found.state, found.content, found.answers = RegisterFileState.DISCARDED, b"", {}
    record_put_away(found, by=by, acting=as_, why=why)
    return _save(found)


def bring_in(register: RegisterFile, *, by: By, version: int, previewed: str) -> RegisterFile:
    """Asked of the worker, who looks at every cell again (`registers_bringing`): `previewed` is the digest of the plan
    that a person saw. Raises NotAsPreviewed where the register or the file's answers moved on since, Invalid, Stale."""
    access.acting(by, Verb.CATALOGUE)
    planned = plan_of(register)
    with transaction.atomic():
        found = _open(register, version)
        if planned is not None and planned.digest != previewed:
            raise NotAsPreviewed()
        if planned is None or not planned.is_ready:
            raise Invalid({"file": _("Not every cell can come in yet.")})
        found.state, found.previewed, found.problem = RegisterFileState.BRINGING_IN, previewed, ""
        found.asked_by, found.asked_in = by.person, by.request_id
        found.taken_at, found.taken_by, found.attempts, found.rows_done, found.rows = None, "", 0, 0, None
        return _save(found)

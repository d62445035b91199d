"""A spreadsheet of an existing register comes in: its columns are matched, what it leaves open is decided, then all of
it is brought in, or nothing. It never makes an organization or a document that it could not find, and what it says of
progress moves no status."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from recommendations import access
from recommendations.access import Acting, By, Verb
from recommendations.choices import AssignmentRole, Channel, EntryKind, Kind, Nature, RegisterFileState
from recommendations.errors import AlreadyCatalogued, AlreadyDone, Invalid, NotAsPreviewed, WrongState
from recommendations.models import (
    ImportedStatement,
    Organization,
    Paragraph,
    Recommendation,
    RegisterFile,
    SourceDocument,
)
from recommendations.parsing.apart import sheets_apart
from recommendations.parsing.spreadsheet import Sheet
from recommendations.parsing.suggesting.suggest import suggest
from recommendations.parsing.suggesting.values import Passage, Source
from recommendations.queries.registers_columns import NEEDED, Column, guessed
from recommendations.queries.registers_meanings import NONE, STATUSES
from recommendations.queries.registers_plan import plan
from recommendations.queries.registers_rows import Plan, Row
from recommendations.workflow import catalogue
from recommendations.workflow.candidates import answered_by, standing_by_rule
from recommendations.workflow.entering import Part, enter
from recommendations.workflow.journal import record
from recommendations.workflow.locks import locked, locked_at

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
    if found.state != RegisterFileState.MATCHING:
        raise WrongState(_("This file was brought in or put away already."))
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
    """What a person decided about words that could not be placed; an empty answer takes one back. Raises Invalid."""
    access.acting(by, Verb.CATALOGUE)
    found = _open(register, version)
    codes = set(Organization.objects.filter(archived_at__isnull=True).values_list("code", flat=True))
    allowed = {Column.OWNER.value: codes, Column.STATUS.value: {each.value for each in STATUSES}}
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
def discard(register: RegisterFile, *, by: By, version: int) -> RegisterFile:
    """Put away: the same file may be given again."""
    access.acting(by, Verb.CATALOGUE)
    found = _open(register, version)
    found.state = RegisterFileState.DISCARDED
    return _save(found)


@dataclass(frozen=True, slots=True)
class BroughtIn:
    recommendations: int
    statements: int


def bring_in(register: RegisterFile, *, by: By, version: int, previewed: str) -> BroughtIn:
    """All of it in one transaction, after every cell was looked at again: `previewed` is the digest of the plan that a
    person saw. Raises NotAsPreviewed where the register or the file's answers moved on since, Invalid, Stale."""
    by = replace(by, channel=Channel.SPREADSHEET)
    as_ = access.acting(by, Verb.CATALOGUE)
    sheets = sheets_of(register)
    with transaction.atomic():
        return _bring_in(_open(register, version), sheets, previewed, by, as_)


def _bring_in(found: RegisterFile, sheets: list[Sheet], previewed: str, by: By, as_: Acting) -> BroughtIn:
    planned = plan_of(found, sheets)
    if planned is None or not planned.is_ready:
        raise Invalid({"file": _("Not every cell can come in yet.")})
    for document in sorted({each.paragraph.document_version.document for each in planned.rows}, key=lambda one: one.pk):
        locked(document)
    planned = plan_of(found, sheets)
    if planned is None or planned.digest != previewed:
        raise NotAsPreviewed()
    made = _Bringing(found, by, as_).all(planned)
    found.state, found.brought_in_at = RegisterFileState.BROUGHT_IN, timezone.now()
    _save(found)
    return made


class _Bringing:
    def __init__(self, register: RegisterFile, by: By, acting: Acting) -> None:
        self.register, self.by, self.acting = register, by, acting
        self.why = _("Brought in from %(register)s.") % {"register": register}
        self.answering = answered_by(Organization.objects.all())
        self.offices = {each.code: each for each in Organization.objects.filter(archived_at__isnull=True)}

    def all(self, planned: Plan) -> BroughtIn:
        new = planned.new
        asks = {place: self._enter(rows) for place, rows in new.items()}
        for row in planned.statements:
            self._state(asks.get(row.place) or row.there, row)
        return BroughtIn(len(new), len(planned.statements))

    def _enter(self, rows: list[Row]) -> Recommendation:
        row = rows[0]
        document = row.paragraph.document_version.document
        kind, nature = reading_of(row, document)
        ask = catalogue.Ask(
            quote=row.text,
            number=None,
            kind=kind,
            nature=nature,
            standing=standing_by_rule(document),
            follow_up=catalogue.starts_as(kind, document),
        )
        owners = dict.fromkeys(owner for each in rows for owner in each.owners)
        try:
            return enter(row.paragraph, ask, [self._part(each) for each in owners], by=self.by, why=self.why)
        except AlreadyCatalogued as refusal:
            raise NotAsPreviewed() from refusal

    def _part(self, owner: Organization) -> Part:
        office = self.answering.get(owner.code, "")
        answering = None if office == NONE else self.offices.get(office, owner)
        judgement = _("Owner by %(register)s.") % {"register": self.register}
        return Part(owner, AssignmentRole.OWNER, answering, judgement=judgement)

    def _state(self, ask: Recommendation | None, row: Row) -> None:
        if ask is None:
            raise NotAsPreviewed()
        found = locked(ask)
        made = ImportedStatement.objects.create(
            recommendation=found,
            organization=row.owners[0] if len(row.owners) == 1 else None,
            register_file=self.register,
            row=row.number,
            said=row.said,
            status=row.status,
            words=row.remarks,
            stated_on=row.stated_on,
            stated_precision=row.stated_precision,
        )
        found.version += 1
        found.save()
        content = {"register": str(self.register), "said": made.said, "text": made.words}
        record(EntryKind.IMPORTED, found, by=self.by, acting=self.acting, facts=facts_of(made), content=content)


def facts_of(made: ImportedStatement) -> dict[str, object]:
    """What the journal keeps of a statement beside its words."""
    return {
        "register_file": made.register_file.public_id,
        "row": made.row,
        "organization": made.organization.code if made.organization else None,
        "corresponds_to": made.status,
        "stated_on": made.stated_on,
        "stated_precision": made.stated_precision,
    }


def reading_of(row: Row, document: SourceDocument) -> tuple[Kind, Nature]:
    """By the words themselves, as the suggester reads them with what stands above; a steward looks at it when deciding
    whether it is tracked."""
    above: list[Paragraph] = []
    at: Paragraph | None = row.paragraph
    while at is not None:
        above.insert(0, at)
        at = at.parent
    passages = tuple(Passage(each.label, each.text, place - 1 if place else None) for place, each in enumerate(above))
    language = row.paragraph.document_version.language
    source = Source(passages, document.symbol or "", document.title, "", document.kind, language)
    found = [
        (min(each.end, row.end) - max(each.start, row.start), each)
        for each in suggest(source, (), ())
        if each.paragraph == row.paragraph.label
    ]
    shared, best = max(found, key=lambda pair: pair[0], default=(0, None))
    if best is None or shared <= 0:
        return Kind.RECOMMENDATION, Nature.SINGLE_ACTION
    return Kind(best.kind.value), Nature(best.nature)

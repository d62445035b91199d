"""Bringing an earlier register in, by the worker: all of it in one transaction, or nothing. A file is claimed by one
worker; what a dead one held another takes over. Nothing comes in twice: the same transaction settles the file."""

import logging
import threading
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings
from django.db import DatabaseError, transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from recommendations import access
from recommendations.access import Acting, By, Verb
from recommendations.choices import AssignmentRole, Channel, EntryKind, Kind, Nature, RegisterFileState
from recommendations.errors import AlreadyCatalogued, NotAll, NotAsPreviewed, Refused
from recommendations.models import ImportedStatement, Organization, Recommendation, RegisterFile
from recommendations.parsing.errors import Unreadable
from recommendations.parsing.spreadsheet import Sheet
from recommendations.parsing.suggesting.values import Candidate
from recommendations.points import point
from recommendations.queries.registers_kinds import asks_of, reading_of
from recommendations.queries.registers_rows import Place, Plan, Row
from recommendations.workflow import catalogue, claims
from recommendations.workflow.batches import batches
from recommendations.workflow.candidates import standing_by_rule
from recommendations.workflow.entering import New, Part, enter_all
from recommendations.workflow.journal import record_all
from recommendations.workflow.locks import locked, locked_all
from recommendations.workflow.registers import plan_of, sheets_of

logger = logging.getLogger(__name__)

LEAST_WAIT: Final = 1.0  # seconds between two words on how far it is
CRASHED: Final = "crashed"
Readings = dict[Place, tuple[Kind, Nature]]

_ends = threading.Event()


class _Stopped(Exception):  # noqa: N818 - it names what happened
    """This process ends."""


def bring_in_waiting() -> int:
    """Bring in what was asked for, oldest first; how many were tried. What cannot come in is settled as well."""
    done = 0
    _ends.clear()
    for register in list(_waiting().defer("content")):
        if register.attempts >= claims.MOST_ATTEMPTS:
            _give_up(register)
        elif claim(register):
            _bring_in(register)
            done += 1
    return done


def claim(register: RegisterFile) -> bool:
    """True for one worker only, however many are looking; until it is settled, or held for too long."""
    register.taken_at, register.taken_by = timezone.now(), claims.a_name()
    taken = _waiting().filter(pk=register.pk, attempts__lt=claims.MOST_ATTEMPTS)
    given = {"taken_at": register.taken_at, "taken_by": register.taken_by, "rows_done": 0, "rows": None}
    return taken.update(**given, attempts=F("attempts") + 1) == 1


def stop() -> None:
    """This process ends in good order: what it is bringing in is undone at the next row, and is free at once."""
    _ends.set()


def _waiting() -> QuerySet[RegisterFile]:
    free = Q(taken_at__isnull=True) | Q(taken_at__lt=timezone.now() - claims.taken_too_long())
    return RegisterFile.objects.filter(free, state=RegisterFileState.BRINGING_IN).order_by("updated_at", "id")


def _ours(register: RegisterFile) -> QuerySet[RegisterFile]:
    """Another worker may have it by now, if this one took too long."""
    mine = RegisterFile.objects.filter(pk=register.pk, taken_by=register.taken_by)
    return mine.filter(state=RegisterFileState.BRINGING_IN)


def _bring_in(register: RegisterFile) -> None:
    """In the language of the person who asked for it: the reasons in the journal are theirs."""
    point("register_claimed")
    person = register.asked_by
    language = person.language if person else settings.LANGUAGE_CODE
    try:
        with translation.override(language):
            _all_or_nothing(register, By(person, Channel.SPREADSHEET, register.asked_in))
    except (Refused, Unreadable) as refusal:
        logger.info("Earlier register %s was not brought in: %s", register.public_id, refusal)
        _back(_ours(register), refusal.code)
    except _Stopped:
        _let_go(register, attempts=F("attempts") - 1)
    except Exception:
        logger.exception("Earlier register %s could not be brought in.", register.public_id)
        claims.connect_anew()
        with suppress(DatabaseError):  # else its claim runs out
            _let_go(register)


def _let_go(register: RegisterFile, **more: Any) -> None:
    _ours(register).update(taken_at=None, taken_by="", **more)


def _give_up(register: RegisterFile) -> None:
    """Each worker that had it vanished or failed."""
    _back(_waiting().filter(pk=register.pk, attempts__gte=claims.MOST_ATTEMPTS), CRASHED)


def _back(rows: QuerySet[RegisterFile], problem: str) -> None:
    """To the steward, with what stopped it."""
    given = {"state": RegisterFileState.MATCHING, "problem": problem, "taken_at": None, "taken_by": ""}
    rows.update(**given, version=F("version") + 1, updated_at=timezone.now())


def _all_or_nothing(register: RegisterFile, by: By) -> None:
    as_ = access.acting(by, Verb.CATALOGUE)
    register.content = RegisterFile.objects.values_list("content", flat=True).get(pk=register.pk)
    sheets = sheets_of(register)
    planned = _as_previewed(register, sheets)
    readings = _readings(register, planned)  # takes its time, and nobody waits for it here
    with transaction.atomic():
        found = locked(register)
        if found.state != RegisterFileState.BRINGING_IN or found.taken_by != register.taken_by:
            return
        _hold(planned)
        _Bringing(found, by, as_, readings).all(_as_previewed(found, sheets))
        point("register_written")
    point("register_brought_in")


def _as_previewed(register: RegisterFile, sheets: list[Sheet]) -> Plan:
    planned = plan_of(register, sheets)
    if planned is None or not planned.is_ready or planned.digest != register.previewed:
        raise NotAsPreviewed()
    return planned


def _hold(planned: Plan) -> None:
    """Nobody changes them until all is written. Those of the same digest are the same."""
    locked_all(each.paragraph.document_version.document for each in planned.rows)
    locked_all(each.there for each in planned.statements if each.there)


def _readings(register: RegisterFile, planned: Plan) -> Readings:
    """Of what is new. Rows whose recommendation is there were checked with the plan."""
    how_far = _HowFar(register, len(planned.rows))
    done = len(planned.known)
    how_far(done)
    found: Readings = {}
    asks: dict[int, tuple[Candidate, ...]] = {}  # by their paragraphs
    for place, rows in planned.new.items():
        paragraph = rows[0].paragraph
        if paragraph.pk not in asks:
            asks[paragraph.pk] = asks_of(paragraph)
        found[place] = reading_of(rows[0], asks[paragraph.pk])
        done += len(rows)
        how_far(done)
    return found


class _HowFar:
    """Tells the row how many rows were checked. Said before the transaction: nobody sees what is written in it."""

    def __init__(self, register: RegisterFile, rows: int) -> None:
        self.register, self.rows, self.told = register, rows, 0.0

    def __call__(self, done: int) -> None:
        _go_on()
        now = time.monotonic()
        if now - self.told < LEAST_WAIT and done < self.rows:
            return
        self.told = now
        try:
            _ours(self.register).update(rows_done=done, rows=self.rows)
        except DatabaseError as error:  # it is only a word
            logger.warning("How far register %s is was not written: %s", self.register.public_id, error)
            claims.connect_anew()


def _go_on() -> None:
    if _ends.is_set():
        raise _Stopped


@dataclass(slots=True)
class _Bringing:
    register: RegisterFile
    by: By
    acting: Acting
    readings: Readings

    def all(self, planned: Plan) -> None:
        asks: dict[Place, Recommendation] = {}
        for new in batches(list(planned.new.items())):
            _go_on()
            asks |= zip((place for place, _rows in new), self._enter(new), strict=True)
        for rows in batches(planned.statements):
            _go_on()
            self._state([(row.there or asks[row.place], row) for row in rows])
        found = self.register
        found.state, found.brought_in_at, found.new_asks = RegisterFileState.BROUGHT_IN, timezone.now(), len(asks)
        found.taken_at, found.taken_by, found.problem = None, "", ""
        found.version += 1
        found.save()

    def _enter(self, new: Sequence[tuple[Place, list[Row]]]) -> list[Recommendation]:
        why = _("Brought in from %(register)s.") % {"register": self.register}
        try:
            return enter_all([self._new(place, rows) for place, rows in new], by=self.by, why=why)
        except NotAll as refusal:
            _of, first = refusal.stopped[0]
            raise NotAsPreviewed() if isinstance(first, AlreadyCatalogued) else first from None

    def _new(self, place: Place, rows: list[Row]) -> New:
        row = rows[0]
        document = row.paragraph.document_version.document
        kind, nature = self.readings[place]
        ask = catalogue.Ask(
            quote=row.text,
            number=None,
            kind=kind,
            nature=nature,
            standing=standing_by_rule(document),
            follow_up=catalogue.starts_as(kind, document),
        )
        parts = dict.fromkeys(part for each in rows for part in each.parts)
        return New(row, row.paragraph, ask, [self._part(*each) for each in parts])

    def _part(self, owner: Organization, office: Organization | None) -> Part:
        judgement = _("Owner by %(register)s.") % {"register": self.register}
        return Part(owner, AssignmentRole.OWNER, office, judgement=judgement, stated=True)

    def _state(self, given: Sequence[tuple[Recommendation, Row]]) -> None:
        made = ImportedStatement.objects.bulk_create(self._statement(ask, row) for ask, row in given)
        said = Counter(ask.pk for ask, _row in given)
        for often in set(said.values()):
            asks = Recommendation.objects.filter(pk__in=[pk for pk, times in said.items() if times == often])
            asks.update(version=F("version") + often, updated_at=timezone.now())
        register = str(self.register)
        facts = (
            (each.recommendation, facts_of(each), {"register": register, "said": each.said, "text": each.words})
            for each in made
        )
        record_all(EntryKind.IMPORTED, facts, by=self.by, acting=self.acting)

    def _statement(self, ask: Recommendation, row: Row) -> ImportedStatement:
        return ImportedStatement(
            recommendation=ask,
            organization=row.organization,
            register_file=self.register,
            row=row.number,
            said=row.said,
            status=row.status,
            words=row.remarks,
            stated_on=row.stated_on,
            stated_precision=row.stated_precision,
        )


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

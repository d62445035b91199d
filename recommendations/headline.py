"""The rule of the headline, pure: from what was cleared and found, in order, to the status that is shown.

Follows PRODUCT.md, "Reported status" and "Headline". Knows no database: the workflow feeds it facts of the journal to
write the projections, and `audit` feeds it the same facts to check them.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeAlias

from recommendations.choices import (
    LEAST_ADVANCED_FIRST,
    PHASE_OF,
    PHASES,
    Answer,
    Basis,
    Finding,
    Phase,
    Status,
)


@dataclass(frozen=True, slots=True)
class Report:
    """A cleared update. `entry` is its cleared entry; `corrects` the cleared entry whose place it takes."""

    entry: str
    answer: Answer
    effective_on: date
    status: Status | None = None
    corrects: str | None = None
    position: str = ""
    receipt: str = ""
    deferred_until: date | None = None
    review_on: date | None = None


@dataclass(frozen=True, slots=True)
class FindingMade:
    """A review as it was made, on the cleared entry `of`; it moves figures only from `FindingInEffect` on."""

    entry: str
    of: str
    basis: Basis
    finding: Finding
    status: Status | None


@dataclass(frozen=True, slots=True)
class FindingInEffect:
    entry: str
    made: str


@dataclass(frozen=True, slots=True)
class Asked:
    entry: str


Event: TypeAlias = Report | FindingMade | FindingInEffect | Asked


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one assignment stands. `status` is derived (not asked, no information) while nothing was reported."""

    asked: bool = False
    reported: Report | None = None
    finding: FindingMade | None = None
    beside: FindingMade | None = None
    position: str = ""
    receipt: str = ""
    status: Status = Status.NOT_ASKED
    basis: Basis = Basis.NONE
    deferred_until: date | None = None
    review_on: date | None = None
    newer_report: bool = False
    differ: bool = False


@dataclass(frozen=True, slots=True)
class _Shown:
    status: Status
    basis: Basis
    report: Report


class _Fold:
    def __init__(self) -> None:
        self.asked = False
        self.reports: list[Report] = []
        self.made: dict[str, tuple[FindingMade, int]] = {}
        self.governing: tuple[FindingMade, int] | None = None
        self.beside: FindingMade | None = None
        self.shown: _Shown | None = None

    def take(self, event: Event) -> None:
        match event:
            case Asked():
                self.asked = True
            case Report():
                self.reports.append(event)
                self._report(event)
            case FindingMade():
                self.made[event.entry] = (event, len(self.reports))
            case FindingInEffect():
                self._effect(*self.made[event.made])

    def _report(self, report: Report) -> None:
        current = current_report(self.reports)
        if current is None:
            return
        if self.governing is None:
            self.shown = _Shown(_status_of(current), Basis.REPORTED, current)
        elif current is report and self._takes_over(report):
            self.shown = _Shown(_status_of(report), Basis.REPORTED, report)

    def _takes_over(self, report: Report) -> bool:
        return _status_of(report) in PHASES[Phase.OPEN] and self._brings_news(report)

    def _brings_news(self, report: Report) -> bool:
        if report.answer == Answer.CORRECTION:
            corrected = next((each for each in self.reports if each.entry == report.corrects), None)
            return corrected is None or corrected.status != report.status
        return report.answer == Answer.NEW_INFORMATION

    def _effect(self, finding: FindingMade, known: int) -> None:
        if finding.finding == Finding.NO_FINDING_YET_AGREED or finding.status is None:
            return
        before = self.governing[0] if self.governing else None
        if (
            before
            and before.basis != Basis.OWN_SIDE
            and (finding.basis == Basis.OWN_SIDE or self._older(finding, before))
        ):
            self.beside = finding if finding.basis == Basis.OWN_SIDE else self.beside
            return
        # Made while this finding waited to take effect: it stands beside it from now on.
        newer = before if before and before.basis == Basis.OWN_SIDE else self.beside
        self.beside = newer if newer and self._older(finding, newer) else None
        self.governing = (finding, known)
        reviewed = next((each for each in self.reports if each.entry == finding.of), self.reports[-1])
        self.shown = _Shown(finding.status, finding.basis, reviewed)
        # A report that was cleared while the finding waited to take effect is later than the finding.
        for position in range(known, len(self.reports)):
            later = self.reports[position]
            if current_report(self.reports[: position + 1]) is later and self._takes_over(later):
                self.shown = _Shown(_status_of(later), Basis.REPORTED, later)

    def _older(self, finding: FindingMade, than: FindingMade) -> bool:
        made = list(self.made)
        return made.index(finding.entry) < made.index(than.entry)


def _status_of(report: Report) -> Status:
    if report.status is None:
        raise ValueError("a report without a status has no place in the headline")
    return report.status


def current_report(reports: Iterable[Report]) -> Report | None:
    """The one with the latest effective date, the later cleared of equals; corrected ones are out of the running."""
    in_order = list(reports)
    corrected = {each.corrects for each in in_order if each.corrects}
    best: Report | None = None
    for each in in_order:
        if each.entry not in corrected and (best is None or each.effective_on >= best.effective_on):
            best = each
    return best


def _latest(reports: Iterable[Report], given: str) -> str:
    """What the current one of the reports that give this at all says: a position, or a counterpart's receipt."""
    in_order = list(reports)
    corrected = {each.corrects for each in in_order}
    best = current_report(each for each in in_order if getattr(each, given) and each.entry not in corrected)
    return str(getattr(best, given)) if best else ""


def standing_of(events: Iterable[Event]) -> Standing:
    """Fold the facts of one assignment, in the order they were recorded, into where it stands."""
    fold = _Fold()
    everything: list[Report] = []
    for event in events:
        if isinstance(event, Report):
            everything.append(event)
            if event.status is None:
                continue
        fold.take(event)
    standing = Standing(
        asked=fold.asked,
        status=Status.NO_INFORMATION if fold.asked else Status.NOT_ASKED,
        position=_latest(everything, "position"),
        receipt=_latest(everything, "receipt"),
        reported=current_report(each for each in everything if each.answer != Answer.NOT_OURS),
    )
    if fold.shown is None:
        return standing
    reported = current_report(fold.reports)
    standing = replace(
        standing,
        reported=reported,
        status=fold.shown.status,
        basis=fold.shown.basis,
        deferred_until=fold.shown.report.deferred_until if fold.shown.status == Status.DEFERRED else None,
        review_on=fold.shown.report.review_on,
    )
    return _beside_the_finding(standing, fold, reported)


def _beside_the_finding(standing: Standing, fold: _Fold, reported: Report | None) -> Standing:
    if fold.governing is None or reported is None:
        return standing
    finding, known = fold.governing
    later = reported in fold.reports[known:]
    firm = PHASE_OF[_status_of(reported)] in (Phase.ESTABLISHED, Phase.CLOSED)
    return replace(
        standing,
        finding=finding,
        beside=fold.beside,
        differ=reported.status != finding.status,
        newer_report=later and firm and reported.status != standing.status,
    )


@dataclass(frozen=True, slots=True)
class Headline:
    """Of a recommendation: the least advanced status of its owners', with the weakest basis it rests on."""

    status: Status
    basis: Basis
    deferred_until: date | None = None


def least_advanced(of: Iterable[Headline]) -> Headline | None:
    """The least advanced of them; None of none. Of equals the weaker basis counts, then the earlier deferral."""
    return min(of, key=_order, default=None)


def _order(headline: Headline) -> tuple[int, int, int]:
    deferral = headline.deferred_until.toordinal() if headline.deferred_until else date.max.toordinal()
    return LEAST_ADVANCED_FIRST.index(headline.status), list(Basis).index(headline.basis), deferral

"""What this reader can do on the page of one recommendation: the forms that stand in it, each with what it shows."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.http import HttpRequest

from recommendations import access
from recommendations.access import Reader, Verb
from recommendations.browser.presence import in_words
from recommendations.browser.shared import by, organizations_of
from recommendations.browser.typed import Errors, Typed, Values, values_at_start, values_of, values_typed
from recommendations.choices import (
    OPEN_UPDATES,
    PHASES,
    WITH_THE_AUTHOR,
    Answer,
    AssignmentRole,
    AssignmentState,
    Basis,
    Finding,
    FollowUp,
    Nature,
    Phase,
    Role,
    Status,
    UpdateState,
)
from recommendations.models import Assignment, Evidence, ProgressUpdate, Recommendation, Review
from recommendations.queries import names
from recommendations.queries.editing import others_at
from recommendations.workflow import needs


@dataclass(frozen=True, slots=True)
class UpdateForm:
    """The form in place, for one assignment, with the draft that is there or last time's answer."""

    assignment: Assignment
    update: ProgressUpdate | None
    values: Values
    errors: Errors
    message: str
    unsaved: bool
    phases: list[tuple[Phase, list[Status]]]
    earlier: list[ProgressUpdate]
    last: ProgressUpdate | None
    evidence: list[Evidence]
    evidence_typed: dict[str, str]
    owes_a_reason: bool
    others: list[str]
    organizations: list[str]

    @property
    def is_counterpart(self) -> bool:
        return self.assignment.role == AssignmentRole.COUNTERPART

    @property
    def is_aim(self) -> bool:
        return self.assignment.recommendation.nature == Nature.AIM

    @property
    def others_in_words(self) -> str:
        return in_words(self.others)

    @property
    def answers(self) -> list[Answer]:
        without_earlier = (Answer.NEW_INFORMATION, Answer.NOT_OURS)
        return [each for each in Answer if self.earlier or each in without_earlier or each == self.values["answer"]]


@dataclass(frozen=True, slots=True)
class Open:
    """An update on its way, as its own family sees it."""

    update: ProgressUpdate
    evidence: list[Evidence]
    may_clear: bool
    own_work: bool
    may_recall: bool
    typed: Typed | None = None


@dataclass(frozen=True, slots=True)
class Reviewable:
    update: ProgressUpdate
    basis: Basis
    findings: list[Finding]
    phases: list[tuple[Phase, list[Status]]]
    evidence: list[Evidence]
    typed: Typed | None = None


@dataclass(frozen=True, slots=True)
class Work:
    form: UpdateForm | None = None
    others: list[Assignment] = field(default_factory=list)
    open: list[Open] = field(default_factory=list)
    reviews: list[Reviewable] = field(default_factory=list)
    comments: list[tuple[Review, Typed | None]] = field(default_factory=list)
    releases: list[ProgressUpdate] = field(default_factory=list)
    ask: frozenset[int] = frozenset()
    confirm: frozenset[int] = frozenset()


def work_on(request: HttpRequest, recommendation: Recommendation, reader: Reader, typed: Typed | None) -> Work:
    """Nothing on what is archived, a whole or not tracked; only assignments of the reader's own offices."""
    closed = recommendation.archived_at or recommendation.is_whole or recommendation.follow_up != FollowUp.TRACKED
    assignments = [
        each
        for each in recommendation.assignments.all()
        if each.answering_organization_id in _offices(reader) and each.counts
    ]
    if closed or not assignments:
        return Work()
    opened = {each.assignment_id: each for each in _open(assignments)}
    mine = [each for each in assignments if reader.covers(Role.DESK_OFFICER, each.answering_organization_id)]
    writable = [each for each in mine if each.pk not in opened or opened[each.pk].state in WITH_THE_AUTHOR]
    chosen = _chosen(request, writable, opened, typed)
    return Work(
        form=_form(request, reader, chosen, opened.get(chosen.pk), typed) if chosen else None,
        others=[each for each in writable if each != chosen],
        open=[
            _shown(request, opened[each.pk], reader, typed)
            for each in assignments
            if each.pk in opened and each != chosen and each.answering_organization_id in reader.own
        ],
        reviews=_reviews(request, assignments, reader, typed),
        comments=_comments(assignments, reader, typed),
        releases=_releases(assignments, reader),
        ask=frozenset(each.pk for each in assignments if reader.covers(Role.MANAGER, each.answering_organization_id)),
        confirm=frozenset(
            each.pk for each in assignments if each.state == AssignmentState.PROPOSED and _confirms(reader, each)
        ),
    )


def _offices(reader: Reader) -> frozenset[int]:
    return frozenset().union(*reader.offices.values())


def _confirms(reader: Reader, assignment: Assignment) -> bool:
    roles = access.RULES[Verb.CONFIRM].roles
    return any(reader.covers(each, assignment.answering_organization_id) for each in roles)


def _open(assignments: list[Assignment]) -> Iterable[ProgressUpdate]:
    """At most one for each of them."""
    here = {each.pk: each for each in assignments}
    found = ProgressUpdate.objects.filter(assignment__in=list(here), state__in=OPEN_UPDATES)
    for each in found.prefetch_related("author", "corrects", "evidence__added_by"):
        each.assignment = here[each.assignment_id]
        yield each


def held(update: ProgressUpdate) -> list[Evidence]:
    return [each for each in update.evidence.all() if each.removed_at is None]


def _chosen(
    request: HttpRequest, writable: list[Assignment], opened: dict[int, ProgressUpdate], typed: Typed | None
) -> Assignment | None:
    """The one whose form stands open: the one asked for, then one with a draft, then the first."""
    wanted = typed.row if typed and typed.panel == "update" else request.GET.get("report", "")
    for each in writable:
        if each.public_id == wanted:
            return each
    if wanted and typed:
        return None
    return next((each for each in writable if each.pk in opened), writable[0] if writable else None)


def _form(
    request: HttpRequest, reader: Reader, assignment: Assignment, update: ProgressUpdate | None, typed: Typed | None
) -> UpdateForm:
    earlier = list(needs.earlier(assignment).order_by("-effective_on", "-cleared_at"))
    last = next((each for each in earlier if each.cleared_entry == assignment.reported_entry), None)
    values = values_of(update) if update else values_at_start(last, getattr(request.user, "language", "en"))
    mine = typed if typed and typed.panel == "update" and typed.row == assignment.public_id else None
    data = mine.data if mine else None
    if data is not None:
        values = values_typed(data, values)
    statuses = needs.statuses_for(
        assignment.recommendation, reports_for_itself=assignment.organization.reports_for_itself
    )
    return UpdateForm(
        assignment=assignment,
        update=update,
        values=values,
        errors=mine.errors if mine else {},
        message=mine.message if mine else "",
        unsaved=data is not None,
        phases=by_phase(statuses),
        earlier=earlier,
        last=last,
        evidence=held(update) if update else [],
        evidence_typed={name[2:]: data.get(name, "") for name in data if name.startswith("e-")} if data else {},
        owes_a_reason=assignment.reported_status in PHASES[Phase.CLOSED],
        others=others_at(assignment, reader),
        organizations=_names_of(organizations_of(request)),
    )


def _names_of(known: names.Organizations) -> list[str]:
    """For “should be …”: by name; one that is not here can be written all the same."""
    return sorted({known.words[pk] for pk in known.in_use()}, key=names.alphabetical)


def by_phase(statuses: list[Status]) -> list[tuple[Phase, list[Status]]]:
    grouped = [(phase, [each for each in PHASES[phase] if each in statuses]) for phase in Phase]
    return [(phase, found) for phase, found in grouped if found]


def _shown(request: HttpRequest, update: ProgressUpdate, reader: Reader, typed: Typed | None) -> Open:
    officer = reader.covers(Role.CLEARING_OFFICER, update.assignment.answering_organization_id)
    submitted = update.state == UpdateState.SUBMITTED
    may_clear = officer and submitted and access.may_clear(by(request), update)
    desk = reader.covers(Role.DESK_OFFICER, update.assignment.answering_organization_id)
    return Open(
        update=update,
        evidence=held(update),
        may_clear=may_clear,
        own_work=officer and submitted and not may_clear,
        may_recall=desk and submitted and update.author_id == reader.user_id,
        typed=typed if typed and typed.row == update.public_id else None,
    )


def _reviews(
    request: HttpRequest, assignments: list[Assignment], reader: Reader, typed: Typed | None
) -> list[Reviewable]:
    found = []
    for each in assignments:
        rated = each.role != AssignmentRole.COUNTERPART and each.recommendation.nature != Nature.AIM
        if not rated or each.reported_entry is None or not each.reported_status:
            continue
        for role, verb, basis in (
            (Role.REVIEWER, Verb.REVIEW_OWN_SIDE, Basis.OWN_SIDE),
            (Role.AUDITOR, Verb.FIND_INDEPENDENTLY, Basis.INDEPENDENT),
        ):
            if not reader.covers(role, each.answering_organization_id):
                continue
            update = ProgressUpdate.objects.filter(cleared_entry=each.reported_entry).first()
            if update and access.may_review(by(request), update, verb):
                found.append(_reviewable(update, each, basis, typed))
    return found


def _reviewable(update: ProgressUpdate, assignment: Assignment, basis: Basis, typed: Typed | None) -> Reviewable:
    findings = [Finding.AGREES, Finding.FINDS_OTHERWISE]
    if basis == Basis.INDEPENDENT:
        findings.append(Finding.COULD_NOT_BE_VERIFIED)
    statuses = needs.statuses_for(assignment.recommendation, reports_for_itself=True)
    return Reviewable(
        update=update,
        basis=basis,
        findings=findings,
        phases=by_phase([each for each in statuses if each != update.status]),
        evidence=held(update),
        typed=typed if typed and typed.panel == "review" and typed.row == update.public_id else None,
    )


def _comments(assignments: list[Assignment], reader: Reader, typed: Typed | None) -> list[tuple[Review, Typed | None]]:
    roles = access.RULES[Verb.COMMENT].roles
    mine = [each for each in assignments if any(reader.covers(role, each.answering_organization_id) for role in roles)]
    if not mine:
        return []
    waiting = Review.objects.filter(assignment__in=mine, in_effect_at__isnull=True).select_related(
        "acting_organization"
    )
    return [(each, typed if typed and typed.row == each.public_id else None) for each in waiting]


def _releases(assignments: list[Assignment], reader: Reader) -> list[ProgressUpdate]:
    mine = [each for each in assignments if reader.covers(Role.CLEARING_OFFICER, each.answering_organization_id)]
    if not mine:
        return []
    rows = ProgressUpdate.objects.filter(assignment__in=mine, state=UpdateState.CLEARED)
    return list(rows.select_related("assignment__organization").order_by("-effective_on"))

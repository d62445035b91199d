"""Who may do and read what: every permission is here, as plain functions that doors and verbs share."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from django.db.models import Q
from django.utils import timezone

from recommendations.choices import (
    RELEASED_TO_PARTNERS,
    ROLES_OF_THE_REGISTER,
    ROLES_THAT_READ_THEIR_FAMILY,
    Channel,
    Release,
    Role,
    Scope,
    UpdateState,
)
from recommendations.errors import NotPermitted, OwnWork, ScopeMissing
from recommendations.models import Assignment, Entry, Evidence, Membership, Organization, ProgressUpdate, Review, User


class Verb(StrEnum):
    DRAFT = "draft"
    SUBMIT = "submit"
    RECALL = "recall"
    PROPOSE_TARGET_DATE = "propose_target_date"
    CLEAR = "clear"
    RETURN = "return"
    RELEASE = "release"
    AGREE_TARGET_DATE = "agree_target_date"
    REVIEW_OWN_SIDE = "review_own_side"
    FIND_INDEPENDENTLY = "find_independently"
    COMMENT = "comment"
    DISCUSS = "discuss"
    CONFIRM = "confirm"
    ASK = "ask"
    NAME_FOCAL_POINT = "name_focal_point"
    HAND_OVER = "hand_over"
    CATALOGUE = "catalogue"
    ADMINISTER = "administer"


@dataclass(frozen=True, slots=True)
class Rule:
    """The roles that may, and the scope a token needs for it; no scope means: not with a token."""

    roles: tuple[Role, ...]
    scope: Scope | None = None


RULES: Final[dict[Verb, Rule]] = {
    Verb.DRAFT: Rule((Role.DESK_OFFICER,), Scope.WRITE_UPDATES),
    Verb.SUBMIT: Rule((Role.DESK_OFFICER,), Scope.WRITE_UPDATES),
    Verb.RECALL: Rule((Role.DESK_OFFICER,), Scope.WRITE_UPDATES),
    Verb.PROPOSE_TARGET_DATE: Rule((Role.DESK_OFFICER,), Scope.WRITE_UPDATES),
    Verb.CLEAR: Rule((Role.CLEARING_OFFICER,), Scope.WRITE_CLEARANCE),
    Verb.RETURN: Rule((Role.CLEARING_OFFICER,), Scope.WRITE_CLEARANCE),
    Verb.RELEASE: Rule((Role.CLEARING_OFFICER,), Scope.WRITE_CLEARANCE),
    Verb.AGREE_TARGET_DATE: Rule((Role.CLEARING_OFFICER,), Scope.WRITE_CLEARANCE),
    Verb.REVIEW_OWN_SIDE: Rule((Role.REVIEWER,), Scope.WRITE_REVIEW),
    Verb.FIND_INDEPENDENTLY: Rule((Role.AUDITOR,), Scope.WRITE_REVIEW),
    Verb.COMMENT: Rule((Role.CLEARING_OFFICER, Role.MANAGER), Scope.WRITE_REVIEW),
    # A word between colleagues, with no token; an auditor reads them and is none.
    Verb.DISCUSS: Rule((Role.DESK_OFFICER, Role.CLEARING_OFFICER, Role.REVIEWER, Role.MANAGER)),
    Verb.CONFIRM: Rule((Role.CLEARING_OFFICER, Role.MANAGER), Scope.WRITE_CLEARANCE),
    Verb.ASK: Rule((Role.MANAGER,)),
    Verb.NAME_FOCAL_POINT: Rule((Role.MANAGER,)),
    Verb.HAND_OVER: Rule((Role.MANAGER,)),
    Verb.CATALOGUE: Rule((Role.STEWARD,)),
    Verb.ADMINISTER: Rule((Role.ADMINISTRATOR,)),
}
REGISTER_VERBS: Final = (Verb.CATALOGUE, Verb.ADMINISTER)


@dataclass(frozen=True, slots=True)
class By:
    """Who acts, through which door. Without a user: the register itself, or an operator at the command line.

    `scopes` narrows a token; None narrows nothing."""

    user: User | None
    channel: Channel
    request_id: str = ""
    scopes: frozenset[Scope] | None = None

    @property
    def person(self) -> User:
        """The user; raises NotPermitted where a verb needs a person and the register itself acts."""
        if self.user is None:
            raise NotPermitted()
        return self.user


@dataclass(frozen=True, slots=True)
class Acting:
    """For which organization, in which role: what the journal keeps beside the person."""

    organization: Organization | None
    role: Role | None


THE_REGISTER: Final = Acting(None, None)


# Families


def parents() -> dict[int, int | None]:
    return dict(Organization.objects.values_list("id", "parent_id"))


def with_all_above(organization_id: int, tree: dict[int, int | None]) -> list[int]:
    """The organization first, then its parent, and so on to the top."""
    found: list[int] = []
    at: int | None = organization_id
    while at is not None and at not in found:
        found.append(at)
        at = tree.get(at)
    return found


def family(organization_ids: Iterable[int]) -> frozenset[int]:
    """The organizations and all below them."""
    tops = set(organization_ids)
    if not tops:
        return frozenset()
    tree = parents()
    return frozenset(each for each in tree if tops.intersection(with_all_above(each, tree)))


def current_memberships(user: User, on: date | None = None) -> list[Membership]:
    if not user.is_active:
        return []
    day = on or timezone.localdate()
    held = user.memberships.filter(Q(until__isnull=True) | Q(until__gt=day), since__lte=day)
    return list(held.select_related("organization", "own_body"))


# Doing


def acting(by: By, verb: Verb, *, for_: Organization | None = None) -> Acting:
    """As what `by` may do this for the (answering) organization. Raises NotPermitted or ScopeMissing."""
    rule = RULES[verb]
    if by.user is None:
        if verb in REGISTER_VERBS and by.channel in (Channel.COMMAND, Channel.TASK):
            return THE_REGISTER
        raise NotPermitted()
    if by.scopes is not None and (rule.scope is None or rule.scope not in by.scopes):
        raise ScopeMissing(scope=rule.scope)
    held = [each for each in current_memberships(by.user) if each.role in rule.roles]
    if verb not in REGISTER_VERBS:
        above = with_all_above(for_.pk, parents()) if for_ else []
        held = [each for each in held if each.organization_id in above]
        held.sort(key=lambda each: above.index(each.organization_id or 0))
    if not held:
        raise NotPermitted(verb=verb)
    best = held[0]
    return Acting(best.own_body or best.organization, Role(best.role))


def offices_of(by: By, verb: Verb) -> frozenset[int]:
    """Ids of all organizations for which `by` may do this. Raises NotPermitted where there is none, or ScopeMissing."""
    rule = RULES[verb]
    held = [each for each in current_memberships(by.person) if each.role in rule.roles]
    if by.scopes is not None and (rule.scope is None or rule.scope not in by.scopes):
        raise ScopeMissing(scope=rule.scope)
    if not held:
        raise NotPermitted(verb=verb)
    return family(each.organization_id for each in held if each.organization_id)


def may(by: By, verb: Verb, *, for_: Organization | None = None) -> bool:
    try:
        acting(by, verb, for_=for_)
    except NotPermitted:
        return False
    return True


def wrote(user: User | None, update: ProgressUpdate) -> bool:
    """Saved any version of it."""
    return user is not None and update.writers.filter(pk=user.pk).exists()


def cleared(user: User | None, update: ProgressUpdate) -> bool:
    if user is None or update.cleared_entry is None:
        return False
    return Entry.objects.filter(id=update.cleared_entry, actor=user).exists()


def acting_to_clear(by: By, update: ProgressUpdate, verb: Verb = Verb.CLEAR) -> Acting:
    """Raises OwnWork for whoever saved any version of it; the parent's clearing officer may."""
    found = acting(by, verb, for_=update.assignment.answering_organization)
    if wrote(by.user, update):
        raise OwnWork()
    return found


def acting_to_review(by: By, update: ProgressUpdate, verb: Verb) -> Acting:
    found = acting(by, verb, for_=update.assignment.answering_organization)
    if wrote(by.user, update) or cleared(by.user, update):
        raise OwnWork()
    return found


def may_clear(by: By, update: ProgressUpdate) -> bool:
    try:
        acting_to_clear(by, update)
    except NotPermitted:
        return False
    return True


def may_review(by: By, update: ProgressUpdate, verb: Verb = Verb.REVIEW_OWN_SIDE) -> bool:
    try:
        acting_to_review(by, update, verb)
    except NotPermitted:
        return False
    return True


# Reading


@dataclass(frozen=True, slots=True)
class Reader:
    """What one person may read, worked out once per request. `own`: ids of the organizations whose unreleased words
    they may read; `roles`: what they are, anywhere; `offices`: ids per role, with all below; `line`: ids of the
    organizations whose persons they know by name; `held`: the memberships from which all of it comes; `releases`: what
    has to be said of words of others for this person to read them."""

    user_id: int | None
    own: frozenset[int]
    roles: frozenset[Role]
    offices: dict[Role, frozenset[int]]
    line: frozenset[int] = frozenset()
    held: tuple[Membership, ...] = ()
    releases: tuple[Release, ...] = RELEASED_TO_PARTNERS

    def reads_words_of(self, assignment: Assignment) -> bool:
        return assignment.answering_organization_id in self.own

    def may_read(self, assignment: Assignment, release: str, *, cleared: bool = True) -> bool:
        """Words that belong to the assignment, once they are cleared, as far as they are released."""
        return self.reads_words_of(assignment) or (cleared and release in self.releases)

    def reads_update(self, update: ProgressUpdate) -> bool:
        return self.may_read(update.assignment, update.release, cleared=update.state == UpdateState.CLEARED)

    def reads_finding(self, review: Review) -> bool:
        """Its words: also in the family that made it."""
        return review.acting_organization_id in self.own or self.may_read(review.assignment, review.release)

    def reads_remarks(self, assignments: Iterable[Assignment]) -> bool:
        """What an earlier register remarked beside a status: nobody has released it here, so the families that answer
        read it, and the stewards, who brought it in."""
        return Role.STEWARD in self.roles or any(map(self.reads_words_of, assignments))

    def reads_evidence(self, evidence: Evidence) -> bool:
        """By its own release, and by that of the update or finding it belongs to; what was taken back stays inside."""
        about = evidence.review or evidence.update
        if about is None:
            return False
        if isinstance(about, Review):
            own = about.acting_organization_id in self.own or self.reads_words_of(about.assignment)
            readable = self.reads_finding(about)
        else:
            own = self.reads_words_of(about.assignment)
            readable = self.reads_update(about) and evidence.removed_at is None
        return own or (readable and evidence.release in self.releases)

    def reads_who_saw(self, evidence: Evidence) -> bool:
        """Who saw a paper that is not held here is a person, named in the family that answers only."""
        about = evidence.review or evidence.update
        return about is not None and self.reads_words_of(about.assignment) and self.reads_evidence(evidence)

    def sees_finding(self, review: Review) -> bool:
        """A finding is shown to its subject, and to those who made it, before it takes effect."""
        inside = self.reads_words_of(review.assignment) or review.acting_organization_id in self.own
        return inside or review.in_effect_at is not None

    def knows(self, organization_id: int | None) -> bool:
        """Whether persons of that organization are shown by name. A person is known by name inside their family: to
        whoever works in their organization, below it or above it; everybody else sees the function."""
        return organization_id is not None and organization_id in self.line

    def covers(self, role: Role, organization_id: int | None) -> bool:
        return organization_id is not None and organization_id in self.offices.get(role, frozenset())


NOBODY: Final = Reader(None, frozenset(), frozenset(), {})
# Who has not signed in, where the installation lets everybody read: only what is released to the public.
ANYBODY: Final = Reader(None, frozenset(), frozenset(), {}, releases=(Release.PUBLIC,))


def reader(user: User) -> Reader:
    """Two queries, whatever the user is."""
    held = current_memberships(user)
    if not held:
        return Reader(user.pk, frozenset(), frozenset(), {})
    tree = parents()
    offices: dict[Role, frozenset[int]] = {}
    for role in {Role(each.role) for each in held} - set(ROLES_OF_THE_REGISTER):
        tops = {each.organization_id for each in held if each.role == role}
        offices[role] = frozenset(each for each in tree if tops.intersection(with_all_above(each, tree)))
    own: frozenset[int] = frozenset().union(*(offices.get(role, frozenset()) for role in ROLES_THAT_READ_THEIR_FAMILY))
    roles = frozenset(Role(each.role) for each in held)
    return Reader(user.pk, own, roles, offices, own | _with_all_above(_not_audited(offices), tree), tuple(held))


def readable_updates(reader: Reader) -> Q:
    """A condition on ProgressUpdate: whose words this person may read."""
    return Q(assignment__answering_organization_id__in=reader.own) | Q(
        state=UpdateState.CLEARED, release__in=reader.releases
    )


def readable_evidence(reader: Reader) -> Q:
    """A condition on Evidence: what `reads_evidence` says of one, for all at once."""
    own = Q(update__assignment__answering_organization__in=reader.own)
    own |= Q(review__assignment__answering_organization__in=reader.own)
    own |= Q(review__acting_organization__in=reader.own)
    reported = Q(update__state=UpdateState.CLEARED, update__release__in=reader.releases, removed_at__isnull=True)
    found = Q(review__release__in=reader.releases)
    return own | (Q(release__in=reader.releases) & (reported | found))


def seen_updates(reader: Reader) -> Q:
    """A condition on ProgressUpdate: of which this person may know that they are there. Cleared ones count for
    everybody, so everybody sees that they are; all others stay in their family."""
    return Q(assignment__answering_organization_id__in=reader.own) | Q(state=UpdateState.CLEARED)


def shared_with(reader: Reader, tree: dict[int, int | None]) -> frozenset[int]:
    """The organizations whose shared views this person sees: their own offices, what is below and what is above."""
    return _with_all_above(_not_audited(reader.offices), tree)


def _not_audited(offices: dict[Role, frozenset[int]]) -> set[int]:
    """The offices that the person belongs to: the bodies in an auditor's mandate are none of them."""
    return {each for role, ids in offices.items() if role != Role.AUDITOR for each in ids}


def _with_all_above(organization_ids: Iterable[int], tree: dict[int, int | None]) -> frozenset[int]:
    return frozenset(above for each in organization_ids for above in with_all_above(each, tree))

import pytest

from recommendations.choices import EntryKind, Role
from recommendations.errors import AlreadyDone, Invalid, ReasonNeeded, RolesDoNotMix
from recommendations.models import Entry, Membership
from recommendations.tests import make
from recommendations.tests.make import by
from recommendations.workflow import memberships
from recommendations.workflow.audit import differences


def grant(cast, user, role, **more):
    return memberships.grant(user, role, by=by(cast.administrator), **more)


def test_each_grant_and_withdrawal_is_in_the_journal(cast):
    made = grant(cast, cast.reader, Role.REVIEWER, organization=cast.au, why="New post.")
    memberships.withdraw(made, by=by(cast.administrator), version=1, why="Moved on.")
    entries = Entry.objects.filter(chain_kind="user", chain_id=str(cast.reader.pk)).order_by("seq")
    assert [(each.kind, each.actor) for each in entries] == [
        (EntryKind.GRANTED, cast.administrator),
        (EntryKind.WITHDRAWN, cast.administrator),
    ]
    assert (entries[0].facts["organization"], entries[1].content["why"]) == ("AU", "Moved on.")
    assert differences() == []


def test_an_administrator_holds_no_other_role_at_the_same_time(cast):
    with pytest.raises(RolesDoNotMix):
        grant(cast, cast.desk, Role.ADMINISTRATOR)
    with pytest.raises(RolesDoNotMix):
        grant(cast, cast.administrator, Role.STEWARD)
    memberships.withdraw(cast.desk.memberships.get(), by=by(cast.administrator), version=1, why="Moved.")
    grant(cast, cast.desk, Role.ADMINISTRATOR)


def test_other_roles_may_be_held_together_and_each_once(cast):
    grant(cast, cast.desk, Role.CLEARING_OFFICER, organization=cast.dppa)
    with pytest.raises(AlreadyDone):
        grant(cast, cast.desk, Role.CLEARING_OFFICER, organization=cast.dppa)


@pytest.mark.parametrize("role", list(Role))
def test_stewards_and_administrators_name_no_organization_and_all_others_do(cast, role):
    of_the_register = role in (Role.STEWARD, Role.ADMINISTRATOR)
    with pytest.raises(Invalid) as refusal:
        grant(cast, cast.reader, role, organization=cast.au if of_the_register else None)
    assert set(refusal.value.errors) == {"organization"}


def test_only_an_auditor_has_a_body_of_their_own(cast):
    with pytest.raises(Invalid) as refusal:
        grant(cast, cast.reader, Role.REVIEWER, organization=cast.au, own_body=cast.oversight)
    assert set(refusal.value.errors) == {"own_body"}


def test_a_withdrawal_needs_a_reason_happens_once_and_deletes_nothing(cast):
    held = cast.desk.memberships.get()
    with pytest.raises(ReasonNeeded):
        memberships.withdraw(held, by=by(cast.administrator), version=1, why=" ")
    memberships.withdraw(held, by=by(cast.administrator), version=1, why="Moved.")
    with pytest.raises(AlreadyDone):
        memberships.withdraw(held, by=by(cast.administrator), version=2, why="Again.")
    assert Membership.objects.get(pk=held.pk).until == make.today()

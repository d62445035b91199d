import pytest

from recommendations.access import reader
from recommendations.errors import Invalid, NotPermitted, Stale
from recommendations.models import SavedView
from recommendations.queries import names
from recommendations.queries import saved_views as seen
from recommendations.tests.make import by
from recommendations.workflow import saved_views


@pytest.fixture
def view(cast):
    return saved_views.save("Open ones", "phase=open&owner=DPPA", by=by(cast.desk))


def names_seen_by(user) -> list[str]:
    return [each.view.name for each in seen.of(reader(user), names.organizations())]


def test_a_view_keeps_its_address_without_what_passes(cast):
    view = saved_views.save("  Open   ones ", "?status=&phase=open&page=3&columns=due", by=by(cast.desk))
    assert (view.name, view.query) == ("Open ones", "columns=due&phase=open")


def test_the_same_again_is_the_same_view(cast, view):
    again = saved_views.save("Open ones", "owner=DPPA&phase=open", by=by(cast.desk))
    assert again == view
    assert SavedView.objects.count() == 1


def test_a_name_stands_for_one_view_of_a_person(cast, view):
    with pytest.raises(Invalid) as refusal:
        saved_views.save("Open ones", "phase=closed", by=by(cast.desk))
    assert set(refusal.value.errors) == {"name"}
    saved_views.save("Open ones", "phase=closed", by=by(cast.desk_two))


@pytest.mark.parametrize(
    ("name", "query", "field"),
    [
        ("", "phase=open", "name"),
        ("x" * 101, "phase=open", "name"),
        ("Wrong", "phase=nowhere", "query"),
        ("Wrong", "statsu=open", "query"),
        ("Wrong", "ordering=size", "query"),
        ("Wrong", "columns=shoe", "query"),
        ("Long", "q=" + "a" * 5000, "query"),
    ],
)
def test_what_shows_no_list_or_has_no_name_is_refused_by_field(cast, name, query, field):
    with pytest.raises(Invalid) as refusal:
        saved_views.save(name, query, by=by(cast.desk))
    assert set(refusal.value.errors) == {field}
    assert not SavedView.objects.exists()


def test_only_its_owner_changes_it(cast, view):
    for act in (
        lambda: saved_views.rename(view, "Mine", by=by(cast.desk_two), version=1),
        lambda: saved_views.share(view, cast.dppa, by=by(cast.manager), version=1),
        lambda: saved_views.stop_sharing(view, by=by(cast.manager), version=1),
        lambda: saved_views.delete(view, by=by(cast.administrator), version=1),
    ):
        with pytest.raises(NotPermitted):
            act()
    view.refresh_from_db()
    assert (view.name, view.shared_with, view.version) == ("Open ones", None, 1)


def test_a_stale_change_is_refused(cast, view):
    saved_views.rename(view, "Open now", by=by(cast.desk), version=1)
    with pytest.raises(Stale):
        saved_views.delete(view, by=by(cast.desk), version=1)
    assert SavedView.objects.get().name == "Open now"


def test_a_new_name_is_not_that_of_another_view(cast, view):
    saved_views.save("Closed", "phase=closed", by=by(cast.desk))
    with pytest.raises(Invalid):
        saved_views.rename(view, "Closed", by=by(cast.desk), version=1)


def test_it_is_shared_with_an_own_organization_only(cast, view):
    for organization in (cast.auc, cast.un, cast.secretariat):
        with pytest.raises(Invalid):
            saved_views.share(view, organization, by=by(cast.desk), version=1)
    saved_views.share(view, cast.dppa, by=by(cast.desk), version=1)


def test_the_family_sees_what_is_shared_and_nobody_else(cast, view):
    assert names_seen_by(cast.desk) == ["Open ones"]
    assert names_seen_by(cast.desk_two) == []
    saved_views.share(view, cast.dppa, by=by(cast.desk), version=1)
    for one in (cast.desk_two, cast.clearing, cast.clearing_above, cast.reviewer, cast.manager):
        assert names_seen_by(one) == ["Open ones"], one
    for other in (cast.other_desk, cast.other_manager, cast.auditor, cast.steward, cast.administrator, cast.reader):
        assert names_seen_by(other) == [], other
    saved_views.stop_sharing(view, by=by(cast.desk), version=2)
    assert names_seen_by(cast.desk_two) == []


def test_what_is_shared_above_is_seen_below(cast):
    view = saved_views.save("Whole family", "phase=open", by=by(cast.clearing_above))
    saved_views.share(view, cast.secretariat, by=by(cast.clearing_above), version=1)
    assert names_seen_by(cast.desk) == ["Whole family"]


def test_an_auditor_shares_with_none_of_the_bodies_in_the_mandate(cast):
    view = saved_views.save("Sample", "phase=closed", by=by(cast.auditor))
    with pytest.raises(Invalid):
        saved_views.share(view, cast.secretariat, by=by(cast.auditor), version=1)

from recommendations.models import Entry, Organization, Theme
from recommendations.tests import make
from recommendations.tests.admin.stage import act, address, assert_kept, client_of, errors_of, filled, save
from recommendations.workflow import organizations


def test_a_steward_adds_an_organization_with_its_name(cast):
    answer = save(
        cast.steward,
        address("organization", "add"),
        code="ECOWAS",
        kind="regional_economic_community",
        why="Asked in S/2008/186.",
        **{"names-0-name": "Economic Community of West African States", "names-0-acronym": "ECOWAS"},
    )
    assert answer.status_code == 302
    made = Organization.objects.get(code="ECOWAS")
    assert made.name() == "Economic Community of West African States"
    assert_kept("added", "Asked in S/2008/186.", by=cast.steward)


def test_an_organization_without_a_name_is_refused_and_what_was_typed_stays(cast):
    answer = save(cast.steward, address("organization", "add"), code="ECOWAS", kind="other", why="Because.")
    assert "at least one name" in str(errors_of(answer))
    assert b'value="ECOWAS"' in answer.content
    assert not Organization.objects.filter(code="ECOWAS").exists()


def test_without_a_reason_nothing_changes(cast):
    answer = save(cast.steward, address("organization", "change", cast.dppa.pk), note="New note", why="")
    assert "why" in errors_of(answer)
    assert Organization.objects.get(pk=cast.dppa.pk).note == ""


def test_a_steward_changes_note_and_names(cast):
    path = address("organization", "change", cast.dppa.pk)
    given = {"names-0-name": "Department of Political Affairs", "names-0-valid_to": "2018-12-31"}
    assert save(cast.steward, path, note="Renamed.", why="Reform of 2019.", **given).status_code == 302
    entry = assert_kept("changed", "Reform of 2019.", by=cast.steward)
    assert entry.content["after"]["note"] == "Renamed."
    assert cast.dppa.names.get().valid_to.year == 2018


def test_two_at_once_the_second_sees_the_first_beside_what_was_typed(cast):
    path = address("organization", "change", cast.dppa.pk)
    mine = filled(cast.steward, path, note="What I typed", why="Mine.")
    row = Organization.objects.get(pk=cast.dppa.pk)
    organizations.change(row, by=make.REGISTER, version=row.version, why="Theirs.", note="What they saved")
    client = client_of(cast.steward)
    answer = client.post(path, mine)
    assert answer.status_code == 409
    assert "What they saved" in str(errors_of(answer)["note"])
    assert "What I typed" in answer.content.decode()
    assert Organization.objects.get(pk=row.pk).note == "What they saved"
    seen = answer.context["adminform"].form["version"].value()
    assert client.post(path, {**mine, "version": seen}).status_code == 302
    assert Organization.objects.get(pk=row.pk).note == "What I typed"
    assert_kept("changed", "Mine.", by=cast.steward)


def test_an_organization_cannot_stand_below_itself(cast):
    answer = save(cast.steward, address("organization", "change", cast.un.pk), parent=cast.dppa.pk, why="Try.")
    assert "below itself" in str(errors_of(answer)["parent"])


def test_no_version_is_no_way_round(cast):
    path = address("organization", "change", cast.dppa.pk)
    assert save(cast.steward, path, note="New", why="Try.", version="").status_code == 409


def test_themes(cast):
    save(cast.steward, address("theme", "add"), code="training", name="Training", why="Needed.")
    theme = Theme.objects.get()
    assert_kept("added", "Needed.", by=cast.steward)
    save(cast.steward, address("theme", "change", theme.pk), name="Training and exercises", why="Fuller.")
    assert_kept("changed", "Fuller.", by=cast.steward)
    assert "code" in errors_of(save(cast.steward, address("theme", "add"), code="training", name="Again", why="Try."))


def test_the_history_is_the_journal(cast):
    save(cast.steward, address("organization", "change", cast.dppa.pk), note="A note", why="For the history.")
    page = client_of(cast.steward).get(address("organization", "history", cast.dppa.pk)).content.decode()
    assert "For the history." in page
    assert "A note" in page
    assert "Added" in page


def test_nothing_changed_leaves_no_entry(cast):
    before = Entry.objects.count()
    path = address("organization", "change", cast.dppa.pk)
    assert save(cast.steward, path, why="Nothing.").status_code == 302
    assert Entry.objects.count() == before


def test_no_action_deletes(cast):
    answer = act(cast.steward, "organization", "delete_selected", cast.dppa)
    assert answer.status_code in (200, 302)
    assert Organization.objects.filter(pk=cast.dppa.pk).exists()

import pytest

from recommendations.choices import Release
from recommendations.models import Entry, ProgressUpdate
from recommendations.tests import make
from recommendations.tests.admin.stage import OURS, THEIRS, address, client_of, errors_of, filled, form_data, save
from recommendations.workflow import audit, clearing, updates

NOW = {"effective_on": str(make.today())}


def change(row) -> str:
    return address("progressupdate", "change", row.pk)


def test_the_whole_way_through_the_administration(cast):
    owned = make.assignment(make.recommendation("1"), cast.dppa)
    path = address("progressupdate", "add")
    given = {"assignment": owned.pk, "status": "in_progress", "_do": "save"}
    assert save(cast.desk, path, **given).status_code == 302
    row = ProgressUpdate.objects.get()
    answer = save(cast.desk, change(row), done="", _do="submit", **NOW)
    assert "Say what was done." in str(errors_of(answer)["done"])
    row.refresh_from_db()
    assert (row.state, row.effective_on) == ("draft", None), "A refusal undoes the save before it too."
    assert save(cast.desk, change(row), done="Talks.", _do="submit", **NOW).status_code == 302
    answer = save(cast.clearing, change(row), _do="return", feedback_words="")
    assert "feedback_words" in errors_of(answer)
    assert save(cast.clearing, change(row), _do="return", feedback_words="Name the record.").status_code == 302
    page = client_of(cast.desk).get(change(row)).content.decode()
    assert "Name the record." in page
    assert save(cast.desk, change(row), done="Talks, recorded.", _do="submit").status_code == 302
    answer = save(cast.clearing, change(row), _do="clear", release="own_organization")
    assert answer.status_code == 302
    row.refresh_from_db()
    owned.refresh_from_db()
    assert (row.state, row.release, owned.headline) == ("cleared", "own_organization", "in_progress")
    assert save(cast.clearing, change(row), _do="release", release="partners", why="Agreed.").status_code == 302
    row.refresh_from_db()
    assert row.release == "partners"
    assert set(Entry.objects.filter(update=row).values_list("channel", flat=True)) == {"admin"}
    assert audit.differences() == []


def test_recall_and_discard(cast, register):
    assert save(cast.desk, change(register.submitted), _do="recall").status_code == 302
    assert save(cast.desk, change(register.draft), _do="discard").status_code == 302
    states = ProgressUpdate.objects.in_bulk([register.submitted.pk, register.draft.pk])
    assert {each.state for each in states.values()} == {"recalled", "discarded"}
    assert audit.differences() == []


def test_only_its_author_recalls(cast, register):
    answer = save(cast.desk_two, change(register.submitted), _do="recall")
    assert answer.status_code == 403
    assert "Only its author recalls" in answer.content.decode()


def test_a_desk_does_not_clear_and_a_clearing_officer_does_not_write(cast, register):
    path = change(register.submitted)
    data = {**filled(cast.desk, path), "release": "partners"}
    for pressed in ("clear", "return", "release"):
        assert client_of(cast.desk).post(path, {**data, "_do": pressed}).status_code == 403
    data = form_data(client_of(cast.clearing).get(path))
    for pressed in ("save", "submit", "discard"):
        assert client_of(cast.clearing).post(path, {**data, "_do": pressed, "done": "X"}).status_code == 403
    register.submitted.refresh_from_db()
    assert (register.submitted.state, register.submitted.done) == ("submitted", f"{OURS} was done")


def test_nobody_clears_what_they_wrote(cast, register):
    make.memberships.grant(cast.desk, "clearing_officer", by=make.REGISTER, organization=cast.dppa)
    path = change(register.submitted)
    page = client_of(cast.desk).get(path)
    assert b'value="clear"' not in page.content
    answer = client_of(cast.desk).post(path, {**form_data(page), "release": "partners", "_do": "clear"})
    assert answer.status_code == 403
    register.submitted.refresh_from_db()
    assert register.submitted.state == "submitted"


def test_a_desk_cannot_release_to_the_public(cast, register):
    answer = save(cast.desk, change(register.draft), release="public", _do="submit", **NOW)
    assert "clearing officer releases" in str(errors_of(answer)["release"])
    register.draft.refresh_from_db()
    assert (register.draft.state, register.draft.release) == ("draft", "partners")


def test_raw_state_and_projections_are_not_taken(cast, register):
    raw = {"state": "cleared", "cleared_entry": "x", "author": cast.steward.pk, "feedback": "f", "submitted_at": "x"}
    save(cast.desk, change(register.draft), done="More.", _do="save", **raw)
    register.draft.refresh_from_db()
    assert (register.draft.state, register.draft.author, register.draft.done) == ("draft", cast.desk, "More.")
    assert register.draft.feedback == ""


@pytest.mark.parametrize("status", ["not_asked", "no_information", "not_verified", "in_practice"])
def test_a_status_that_cannot_be_reported_is_not_taken(cast, register, status):
    assert "status" in errors_of(save(cast.desk, change(register.draft), status=status, _do="submit", **NOW))


def test_without_a_button_nothing_is_decided(cast, register):
    answer = save(cast.clearing, change(register.submitted))
    assert "Choose what to do" in str(errors_of(answer))


def test_a_colleague_was_faster_and_no_word_is_lost(cast, register):
    mine = filled(cast.desk_two, change(register.draft), done="What I typed", _do="save")
    row = ProgressUpdate.objects.get(pk=register.draft.pk)
    row = updates.save(row, by=make.by(cast.desk), version=row.version, done="What they saved")
    answer = client_of(cast.desk_two).post(change(row), mine)
    assert answer.status_code == 409
    assert "What they saved" in str(errors_of(answer)["done"])
    assert "What I typed" in answer.content.decode()
    updates.submit(row, by=make.by(cast.desk), version=row.version)
    answer = client_of(cast.desk_two).post(change(row), mine)
    assert answer.status_code == 409
    assert "What I typed" in answer.content.decode()
    row.refresh_from_db()
    clearing.clear(row, by=make.by(cast.clearing), version=row.version)
    assert "What I typed" in client_of(cast.desk_two).post(change(row), mine).content.decode()


def test_evidence_is_added_with_the_draft(cast, register):
    given = {"evidence-2-0-kind": "web_page", "evidence-2-0-held_as": "link", "evidence-2-0-url": "https://example.org"}
    given["evidence-2-0-dated"] = str(make.today())
    answer = save(cast.desk, change(register.draft), _do="save", **given)
    assert "Paste the words" in str(errors_of(answer))
    given["evidence-2-0-captured_text"] = "The words."
    assert save(cast.desk, change(register.draft), _do="submit", **given, **NOW).status_code == 302
    assert register.draft.evidence.count() == 2
    assert audit.differences() == []


def test_only_the_own_offices_are_offered_and_listed(cast, register):
    page = client_of(cast.desk).get(address("progressupdate", "add"))
    offered = set(page.context["adminform"].form.fields["assignment"].queryset)
    assert offered == set(register.owned)
    answer = save(cast.desk, address("progressupdate", "add"), assignment=register.other.pk, _do="save")
    assert "assignment" in errors_of(answer)
    listed = client_of(cast.desk).get(address("progressupdate")).context["cl"]
    assert set(listed.queryset) == {register.draft, register.submitted, register.held, register.released}
    assert client_of(cast.other_desk).get(change(register.draft)).status_code == 404
    assert client_of(cast.other_desk).get(change(register.released)).status_code == 404


def test_a_steward_reads_what_is_released_and_writes_none_of_it(cast, register):
    client = client_of(cast.steward)
    assert list(client.get(address("progressupdate")).context["cl"].queryset) == [register.released]
    assert b"Released words." in client.get(change(register.released)).content
    assert client.get(change(register.held)).status_code == 404
    for pressed in ("save", "submit", "clear", "release", ""):
        given = {"_do": pressed, "release": "public", "version": register.released.version}
        assert client.post(change(register.released), given).status_code == 403
    history = client.get(address("assignment", "history", register.owned[2].pk)).content.decode()
    assert "The words are not released." in history
    assert OURS not in history


def test_evidence_that_is_not_released_is_not_shown_below_what_is(cast):
    row = make.draft(make.assignment(make.recommendation("1"), cast.dppa), cast.desk)
    make.symbol(row, cast.desk, f"{OURS}-symbol")
    row.evidence.update(release=Release.OWN_ORGANIZATION)
    updates.submit(row, by=make.by(cast.desk), version=row.version)
    row.refresh_from_db()
    clearing.clear(row, by=make.by(cast.clearing), version=row.version)
    for path in (change(row), address("progressupdate", "history", row.pk)):
        assert OURS not in client_of(cast.steward).get(path).content.decode()
        assert OURS in client_of(cast.desk).get(path).content.decode()


def test_the_history_of_the_own_family_holds_its_own_words_only(cast, register):
    page = client_of(cast.desk).get(address("progressupdate", "history", register.submitted.pk)).content.decode()
    assert OURS in page
    assert THEIRS not in page

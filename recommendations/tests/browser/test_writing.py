"""The desk officer's form: nothing typed is lost, and nothing is decided here."""

from recommendations.choices import Nature, Status, UpdateState
from recommendations.models import ProgressUpdate
from recommendations.tests import make
from recommendations.tests.browser.stage import form_of, owned, said, text_of
from recommendations.tests.staged import staged
from recommendations.workflow import updates


@staged
def assignment(cast):
    return owned("1", cast.dppa)


def address(assignment) -> str:
    return f"/assignments/{assignment.public_id}/update/"


def page_of(assignment) -> str:
    return f"/recommendations/{assignment.recommendation.public_id}/"


def test_a_draft_is_saved_then_submitted(cast, client_of, assignment):
    client = client_of(cast.desk)
    response = client.post(address(assignment), form_of(assignment, action="save"), follow=True)
    assert "Draft saved. Nobody outside your organization sees it." in said(response)
    assert "Talks were held." in text_of(response)
    response = client.post(address(assignment), form_of(assignment), follow=True)
    assert "Submitted for clearing" in said(response)
    assert "you can recall it" in said(response)
    assert ProgressUpdate.objects.get().state == UpdateState.SUBMITTED


def test_pressing_submit_twice_does_one_thing(cast, client_of, assignment):
    client = client_of(cast.desk)
    form = form_of(assignment)
    first, second = client.post(address(assignment), form), client.post(address(assignment), form)
    assert (first.status_code, second.status_code) == (302, 302)
    assert ProgressUpdate.objects.count() == 1
    assert assignment.entries.filter(kind="submitted").count() == 1


def test_what_is_missing_is_said_on_top_and_beside_and_the_words_are_kept(cast, client_of, assignment):
    client = client_of(cast.desk)
    form = form_of(assignment, status="deferred", done="Typed with care.", effective_on="2999-01-01")
    response = client.post(address(assignment), form)
    assert response.status_code == 422
    body = text_of(response)
    assert '<a href="#u-effective_on">Choose today or an earlier day.</a>' in body
    assert '<a href="#u-deferred_until">Say until when, or until which event.</a>' in body
    assert 'id="u-effective_on-error"' in body
    assert "data-focus" in body
    assert "Typed with care.</textarea>" in body
    assert 'value="2999-01-01"' in body
    assert ProgressUpdate.objects.get().done == "Typed with care."


def test_a_day_that_cannot_be_read_is_said_and_the_rest_is_saved(cast, client_of, assignment):
    response = client_of(cast.desk).post(address(assignment), form_of(assignment, effective_on="30 June"))
    assert response.status_code == 422
    assert "2026-09-30" in said(response)
    assert 'value="30 June"' in text_of(response)
    assert ProgressUpdate.objects.get().done == "Talks were held."


def test_autosave_answers_the_script(cast, client_of, assignment):
    client = client_of(cast.desk)
    answer = client.post(address(assignment), form_of(assignment, action="autosave", done="One")).json()
    assert answer["version"] == 1
    assert answer["words"].startswith("Draft saved at ")
    again = client.post(address(assignment), form_of(assignment, action="autosave", done="Two")).json()
    assert again["version"] == 2
    same = client.post(address(assignment), form_of(assignment, action="autosave", done="Two")).json()
    assert same["version"] == 2, "the same words make no new version"
    updates.save(updates.open_update(assignment), by=make.by(cast.desk_two), version=2, done="Three")
    stale = client.post(address(assignment), form_of(assignment, action="autosave", done="Mine", version=2))
    assert stale.status_code == 409
    assert stale.json()["stale"]
    assert "Dan Desk changed this" in stale.json()["words"]
    client.logout()
    assert client.post(address(assignment), form_of(assignment, action="autosave")).status_code == 401


def test_a_conflict_shows_both_texts_and_saves_what_was_chosen(cast, client_of, assignment):
    make.draft(assignment, cast.desk, done="The first words.")
    client = client_of(cast.desk)
    form = form_of(assignment, action="save", done="My own words.", next_steps="My next steps.")
    update = updates.open_update(assignment)
    updates.save(update, by=make.by(cast.desk_two), version=update.version, done="Words of Dan.")
    response = client.post(address(assignment), form)
    assert response.status_code == 409
    page = said(response)
    assert "Dan Desk changed this while you were writing" in page
    assert "Words of Dan." in page
    assert "My own words." in page
    assert "My next steps." in page
    merged = {
        "action": "merge",
        "update": update.public_id,
        "version": update.version + 1,
        "take-done": "theirs",
        "yours-done": "My own words.",
        "take-next_steps": "yours",
        "yours-next_steps": "My next steps, edited.",
    }
    assert client.post(address(assignment), merged).status_code == 302
    update.refresh_from_db()
    assert (update.done, update.next_steps) == ("Words of Dan.", "My next steps, edited.")
    updates.save(update, by=make.by(cast.desk_two), version=update.version, done="Dan again.")
    response = client.post(address(assignment), merged)
    assert response.status_code == 409
    assert "My next steps, edited." in text_of(response)


def test_two_who_start_at_once_both_keep_their_words(cast, client_of, assignment):
    form = form_of(assignment, action="save", done="Mine, first.")
    make.draft(assignment, cast.desk_two, done="Dan was faster.")
    response = client_of(cast.desk).post(address(assignment), form)
    assert response.status_code == 409
    assert "Mine, first." in said(response)
    assert "Dan was faster." in said(response)


def test_words_typed_onto_an_update_that_is_finished_become_a_new_draft(cast, client_of, assignment):
    update = make.draft(assignment, cast.desk, done="Before.")
    form = form_of(assignment, action="save", done="Typed meanwhile.")
    updates.submit(update, by=make.by(cast.desk_two), version=update.version)
    client = client_of(cast.desk)
    response = client.post(address(assignment), form)
    assert response.status_code == 409
    assert "has been submitted for clearing" in said(response)
    assert "Typed meanwhile." in said(response)


def test_evidence_in_all_four_ways_then_taken_off(cast, client_of, assignment):
    from django.core.files.uploadedfile import SimpleUploadedFile

    client = client_of(cast.desk)
    ways = [
        {
            "e-held_as": "symbol",
            "e-symbol": "S/PRST/2021/21",
            "e-title": "A statement",
            "e-release": "own_organization",
        },
        {"e-held_as": "link", "e-url": "https://example.org/a", "e-captured_text": "The words."},
        {"e-held_as": "sighted", "e-sighted_by": "Dora Desk", "e-filed_at": "Registry", "e-title": "A note"},
        {"e-held_as": "file", "e-file": SimpleUploadedFile("a.pdf", b"%PDF"), "e-unclassified": "on"},
    ]
    for way in ways:
        more = {"e-kind": "official_document", "e-dated": make.today().isoformat(), **way}
        form = form_of(assignment, action="add-evidence", done="Still typing.", **more)
        response = client.post(address(assignment), form, follow=True)
        assert "Evidence added" in said(response), said(response)
        assert "Still typing.</textarea>" in text_of(response)
    for words in ("S/PRST/2021/21, A statement", "own organization only", "“The words.”"):
        assert words in said(response)
    update = updates.open_update(assignment)
    held = list(update.evidence.order_by("id"))
    assert [each.held_as for each in held] == ["symbol", "link", "sighted", "file"]
    form = form_of(assignment, action=f"remove-evidence:{held[0].public_id}")
    client.post(address(assignment), form)
    assert update.evidence.filter(removed_at=None).count() == 3


def test_a_file_without_the_word_that_it_is_unclassified_is_refused_beside_it(cast, client_of, assignment):
    from django.core.files.uploadedfile import SimpleUploadedFile

    more = {"e-held_as": "file", "e-kind": "assessment", "e-dated": make.today().isoformat()}
    more["e-file"] = SimpleUploadedFile("a.pdf", b"%PDF")
    response = client_of(cast.desk).post(address(assignment), form_of(assignment, done="Kept.", **more))
    assert response.status_code == 422
    assert "recorded as sighted" in said(response)
    assert "Kept.</textarea>" in text_of(response)


def test_recall_and_discard(cast, client_of, assignment):
    update = make.submitted(assignment, cast.desk)
    client = client_of(cast.desk)
    given = {"action": "recall", "update": update.public_id, "version": update.version}
    assert "it is a draft again" in said(client.post(address(assignment), given, follow=True))
    update.refresh_from_db()
    given = {"action": "discard", "update": update.public_id, "version": update.version}
    assert "The draft was put away" in said(client.post(address(assignment), given, follow=True))


def test_the_form_fits_what_is_reported(cast, client_of):
    client = client_of(cast.desk)
    aim = text_of(client.get(page_of(owned("2", cast.dppa, nature=Nature.AIM))))
    assert 'name="status"' not in aim
    assert "has no status" in aim
    practice = text_of(client.get(page_of(owned("3", cast.dppa, nature=Nature.CONTINUING_PRACTICE))))
    assert 'value="in_practice"' in practice
    assert 'value="implemented"' not in practice
    counterpart = owned("4", cast.auc, role="counterpart")
    assert 'name="receipt"' in text_of(client_of(cast.other_desk).get(page_of(counterpart)))
    council = text_of(client.get(page_of(owned("5", cast.council, answering=cast.dppa))))
    assert 'value="no_record_found"' in council
    assert "does not report for itself" in council


def test_the_record_is_asked_for_of_an_organ(cast, client_of):
    council = owned("5", cast.council, answering=cast.dppa)
    response = client_of(cast.desk).post(address(council), form_of(council))
    assert response.status_code == 422
    assert "from the official record" in said(response)


def test_last_times_answer_is_filled_in(cast, client_of, assignment):
    make.cleared(assignment, cast.desk, cast.clearing, Status.IN_PROGRESS, done="Said last time.")
    assert "Said last time.</textarea>" in text_of(client_of(cast.desk).get(page_of(assignment)))


def test_those_who_may_not_write_see_no_form(cast, client_of, assignment):
    make.draft(assignment, cast.desk, done="A draft.")
    for who in (cast.other_desk, cast.reader, cast.other_manager, cast.steward, cast.administrator):
        body = text_of(client_of(who).get(page_of(assignment)))
        assert "<textarea" not in body
        assert "A draft." not in body


def test_words_that_arrive_late_from_a_window_that_was_closed_are_gone_on_from(cast, client_of, assignment):
    client = client_of(cast.desk)
    form = form_of(assignment, action="autosave", done="One two")
    client.post(address(assignment), form)
    client.post(address(assignment), {**form, "done": "One two three four"})
    assert ProgressUpdate.objects.get().done == "One two three four"
    shorter = client.post(address(assignment), {**form, "done": "One two five"})
    assert shorter.status_code == 409
    ProgressUpdate.objects.get().writers.add(cast.desk_two)
    longer = client.post(address(assignment), {**form, "done": "One two three four five"})
    assert longer.status_code == 409, "a colleague may have taken words away"

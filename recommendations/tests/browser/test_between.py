"""Any form whose row moved on: both versions beside each other, a choice for each field, and nothing lost."""

import pytest
from django.test import RequestFactory

from recommendations.browser import between
from recommendations.browser.keeping import Keeping
from recommendations.errors import Refused, Stale
from recommendations.models import KeptText
from recommendations.tests import make
from recommendations.tests.browser.forms import forms_of, kept_form
from recommendations.tests.browser.stage import owned, said, text_of
from recommendations.tests.staged import staged
from recommendations.workflow import clearing, focal_points, updates

WORDS = "Name the record of the meeting & its “date”."


def page_of(row) -> str:
    return f"/recommendations/{row.assignment.recommendation.public_id}/"


def written(client, row, name: str, **given) -> dict:
    return {**kept_form(client.get(page_of(row)), name), **given}


def beside(response) -> dict:
    """The form of the conflict page, as a browser sends it."""
    assert response.status_code == 409
    return next(each for each in forms_of(response) if "settle" in each["fields"])


@staged
def submitted(cast):
    return make.submitted(owned("1", cast.dppa), cast.desk)


def written_anew(cast, update) -> None:
    """Recalled, corrected and handed in again while the clearing officer writes."""
    me = make.by(cast.desk)
    updates.recall(update, by=me, version=update.version)
    update.refresh_from_db()
    updates.save(update, by=me, version=update.version, done="Corrected meanwhile.")
    update.refresh_from_db()
    updates.submit(update, by=me, version=update.version)


@pytest.mark.parametrize(("verb", "field"), [("return", "feedback"), ("clear", "memo")])
def test_what_a_clearing_officer_wrote_stands_beside_the_update_as_it_is_now(cast, client_of, submitted, verb, field):
    client = client_of(cast.clearing)
    at = f"/updates/{submitted.public_id}/{verb}/"
    form = written(client, submitted, f"{verb}-{submitted.public_id}", **{field: WORDS})
    written_anew(cast, submitted)
    response = client.post(at, form)
    assert "Dora Desk changed this while you were writing" in said(response)
    assert "Corrected meanwhile." in said(response)
    assert WORDS in said(response)
    again = beside(response)
    assert again["fields"]["version"] != form["version"]
    assert client.post(again["attrs"]["action"], again["fields"]).status_code == 302
    submitted.refresh_from_db()
    assert submitted.state == ("returned" if verb == "return" else "cleared")
    entry = submitted.entries.order_by("recorded_at", "seq").filter(kind__in=("returned", "cleared")).last()
    assert entry.content[field] == WORDS
    assert not KeptText.objects.exists()


def test_each_field_may_be_left_as_it_is_or_taken_over(cast, client_of):
    update = make.cleared(owned("1", cast.dppa), cast.desk, cast.clearing)
    client = client_of(cast.clearing)
    at = f"/updates/{update.public_id}/release/"
    typed = {"version": update.version, "release": "own_organization"}
    clearing.set_release(update, by=make.by(cast.clearing_above), version=update.version, release="public")
    for taken, expected in (("theirs", "public"), ("yours", "own_organization")):
        both = client.post(at, typed)
        assert "Released to the public" in said(both) or "Public" in said(both)
        form = beside(both)["fields"]
        assert form["take-release"] == ["yours"]
        assert client.post(at, {**form, "take-release": taken}).status_code == 302
        update.refresh_from_db()
        assert update.release == expected


def test_the_words_of_a_finding_stand_beside_what_moved(cast, client_of):
    update = make.cleared(owned("1", cast.dppa), cast.desk, cast.clearing)
    client = client_of(cast.reviewer)
    name = f"review-{update.public_id}"
    form = written(client, update, name, finding="finds_otherwise", status="not_started", note=WORDS)
    assignment = update.assignment
    type(assignment).objects.filter(pk=assignment.pk).update(version=form_version(form) + 1)
    response = client.post(f"/updates/{update.public_id}/review/", form)
    assert WORDS in said(response)
    again = beside(response)["fields"]
    assert client.post(f"/updates/{update.public_id}/review/", again).status_code == 302
    made = update.reviews.get()
    assert (made.note, made.status) == (WORDS, "not_started")


def form_version(form: dict) -> int:
    return int(form["version"][0])


def test_a_field_that_one_may_not_read_is_not_told(cast, client_of, submitted):
    """Whoever sends names of fields that are not in the form learns nothing of what stands in them."""
    held = make.cleared(owned("2", cast.dppa), cast.desk, cast.clearing, done="Held back.")
    request = RequestFactory().post("/x/", {"done": "Mine."})
    request.user = cast.other_desk
    type(held).objects.filter(pk=held.pk).update(release="own_organization")
    held.refresh_from_db()
    request.session = {}
    assert "Held back." not in text_of(between.page(request, Stale(held, seen=1)))
    request.user, request._reader = cast.desk, None
    assert "Held" in text_of(between.page(request, Stale(held, seen=1)))


def test_who_has_the_work_is_not_told_to_whoever_asks_for_it_in_a_form(cast):
    """A person is no field of any such form: the name would be read outside the family."""
    row = owned("3", cast.auc)
    focal_points.name(row, by=make.by(cast.other_manager), version=row.version, focal_point=cast.other_desk)
    row.refresh_from_db()
    request = RequestFactory().post("/x/", {"focal_point": "nobody", "why": "Because."})
    request.user, request.session = cast.steward, {}
    assert "Amina" not in text_of(between.page(request, Stale(row, seen=1)))


@pytest.mark.parametrize(("raised", "status"), [(Refused("This is not done."), 409)])
def test_a_refusal_for_which_a_form_has_no_place_shows_the_words_to_copy(cast, raised, status):
    request = RequestFactory().post("/x/", {"note": WORDS})
    request.user = cast.desk
    request.session = {}
    response = Keeping(lambda request: None).process_exception(request, raised)
    assert response.status_code == status
    assert "This is not done." in said(response)
    assert WORDS in said(response)
    assert Keeping(lambda request: None).process_exception(RequestFactory().get("/x/"), raised) is None

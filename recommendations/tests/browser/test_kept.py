"""Nothing typed is lost: kept for its writer while it is written, through the sign-in, and when it was refused."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory

from recommendations.browser.kept import CARRIED, after_sign_in
from recommendations.models import KeptText, ProgressUpdate
from recommendations.tests import make
from recommendations.tests.browser.forms import kept_form
from recommendations.tests.browser.stage import owned, said, text_of
from recommendations.tests.staged import staged
from recommendations.workflow import updates

WORDS = "An hour of careful words about the “desks” & <them>."
SCRIPT = {"HTTP_X_KEEPS": "1"}


@staged
def submitted(cast):
    return make.submitted(owned("1", cast.dppa), cast.desk)


@pytest.fixture
def clearing(cast, client_of):
    return client_of(cast.clearing)


def page_of(update) -> str:
    return f"/recommendations/{update.assignment.recommendation.public_id}/"


def at(update, verb: str = "return") -> str:
    return f"/updates/{update.public_id}/{verb}/"


def written(client, update, verb: str = "return", **given) -> dict:
    """The form of the page as its reader has it, with something typed into it."""
    return {**kept_form(client.get(page_of(update)), f"{verb}-{update.public_id}"), **given}


def keep(client, update, **given):
    form = written(client, update, **given)
    return client.post(f"/kept/?form=return-{update.public_id}&seen=", form, **SCRIPT)


# While it is written


def test_what_is_kept_stands_in_the_form_again_with_its_time(clearing, submitted):
    answer = keep(clearing, submitted, feedback=WORDS)
    assert answer.status_code == 200
    assert answer.json()["words"].startswith("Kept for you at ")
    page = clearing.get(page_of(submitted))
    assert "Kept from " in said(page)
    assert "Throw away" in said(page)
    assert kept_form(page, f"return-{submitted.public_id}")["feedback"] == [WORDS]


def test_it_is_for_its_writer_alone(cast, client_of, clearing, submitted):
    keep(clearing, submitted, feedback=WORDS)
    for other in (cast.clearing_above, cast.desk, cast.administrator):
        for address in (page_of(submitted), "/not-sent/"):
            assert "careful words" not in text_of(client_of(other).get(address))


def test_it_is_gone_once_it_is_sent(clearing, submitted):
    keep(clearing, submitted, feedback=WORDS)
    response = clearing.post(at(submitted), written(clearing, submitted, feedback=WORDS))
    assert response.status_code == 302
    assert not KeptText.objects.exists()
    assert f'data-sent="return-{submitted.public_id}"' in text_of(clearing.get("/"))
    assert 'data-sent=""' in text_of(clearing.get("/"))


def test_it_can_be_thrown_away_without_script(clearing, submitted):
    keep(clearing, submitted, feedback=WORDS)
    form = written(clearing, submitted)
    response = clearing.post(f"/kept/throw-away/?form=return-{submitted.public_id}", form)
    assert response["Location"] == page_of(submitted)
    assert not KeptText.objects.exists()
    assert "Thrown away. Nothing of it was sent." in said(clearing.get(page_of(submitted)))


def test_enter_in_a_field_never_throws_away_what_was_kept_nor_presses_a_button_that_is_not_the_forms_own(
    clearing, submitted
):
    for _time in ("before it is kept", "after"):
        page = text_of(clearing.get(page_of(submitted)))
        form = re.search(rf'<form[^>]*data-keeps="return-{submitted.public_id}".*?</form>', page, re.DOTALL)[0]
        own = [
            each for each in re.findall(r"<button[^>]*>", form) if 'type="button"' not in each and " form=" not in each
        ]
        assert "data-throw-away" not in own[0]
        assert "data-see-both" not in own[0]
        keep(clearing, submitted, feedback=WORDS)
    assert 'form="throw-away"' in form
    assert '<form id="throw-away"' in page


def test_which_button_was_pressed_is_no_word_of_anybodys(clearing, submitted):
    keep(clearing, submitted, feedback=WORDS, act="accept", action="return")
    assert "no field in it any more" not in said(clearing.get(page_of(submitted)))


def test_two_windows_keep_beside_each_other(clearing, submitted):
    keep(clearing, submitted, feedback="In the first window.")
    second = keep(clearing, submitted, feedback="In the second window.")
    assert second.status_code == 409
    assert second.json()["stale"]
    form = written(clearing, submitted, feedback="In the second window.")
    beside = clearing.post(f"/kept/?form=return-{submitted.public_id}~b", form, **SCRIPT)
    assert beside.status_code == 200
    assert "Other words of yours for this form are kept too." in said(clearing.get(page_of(submitted)))
    listed = said(clearing.get("/not-sent/"))
    assert "In the first window." in listed
    assert "In the second window." in listed


def test_what_was_refused_is_kept(clearing, submitted):
    form = written(clearing, submitted, "clear", memo="Memo of May.", release="nobody")
    response = clearing.post(at(submitted, "clear"), form)
    assert response.status_code == 422
    assert "Memo of May." in text_of(response)
    assert KeptText.objects.get().typed["memo"] == ["Memo of May."]


def test_no_password_file_or_key_is_kept(clearing, submitted):
    more = {"password": "secret", "new_password1": "secret", "csrfmiddlewaretoken": "secret"}
    more["paper"] = SimpleUploadedFile("paper.pdf", b"secret")
    assert keep(clearing, submitted, feedback=WORDS, **more).status_code == 200
    kept = KeptText.objects.get()
    assert "secret" not in str(kept.typed)
    assert kept.typed["files-not-kept"] == ["paper.pdf"]
    assert "Files have to be chosen again: paper.pdf." in said(clearing.get(page_of(submitted)))


def test_a_word_whose_field_is_gone_is_shown(clearing, submitted):
    keep(clearing, submitted, feedback="", formerly="Words of a field that is gone.")
    page = said(clearing.get(page_of(submitted)))
    assert "These words have no field in it any more: Words of a field that is gone." in page


def test_what_belongs_to_a_form_that_is_gone_is_still_found(cast, clearing, submitted):
    keep(clearing, submitted, feedback=WORDS)
    updates.recall(submitted, by=make.by(cast.desk), version=submitted.version)
    listed = clearing.get("/not-sent/")
    assert WORDS in said(listed)
    assert f'href="{page_of(submitted)}"' in text_of(listed)


# Through the sign-in


def sign_in(client, name: str, next_page: str):
    return client.post("/sign-in/", {"username": name, "password": "pass", "next": next_page}, follow=True)


def ended(client) -> Client:
    """The same browser, its session gone."""
    client.cookies.pop("sessionid")
    return client


def test_a_session_that_ended_loses_nothing(cast, clearing, submitted):
    form = written(clearing, submitted, feedback=WORDS)
    response = ended(clearing).post(at(submitted), form, follow=True)
    assert response.redirect_chain == [(f"/sign-in/?next={page_of(submitted).replace('/', '%2F')}", 302)]
    assert "Your session had ended. Sign in and what you typed is there again." in said(response)
    assert "careful words" not in text_of(response)
    page = sign_in(clearing, "clearing", page_of(submitted))
    assert kept_form(page, f"return-{submitted.public_id}")["feedback"] == [WORDS]
    assert submitted.entries.filter(kind="returned").count() == 0


def test_nor_that_of_the_update_form_which_says_onto_what_it_was_typed(cast, client_of):
    update = make.draft(owned("1", cast.dppa), cast.desk)
    client = client_of(cast.desk)
    name = f"update-{update.assignment.public_id}"
    form = {**kept_form(client.get(page_of(update)), name), "done": WORDS, "action": "submit"}
    ended(client).post(f"/assignments/{update.assignment.public_id}/update/", form)
    updates.save(update, by=make.by(cast.desk_two), version=update.version, done="Dan was faster.")
    again = kept_form(sign_in(client, "desk", page_of(update)), name)
    assert again["done"] == [WORDS]
    both = client.post(f"/assignments/{update.assignment.public_id}/update/", {**again, "action": "submit"})
    assert both.status_code == 409
    assert "Dan was faster." in said(both)
    assert "careful words" in said(both)
    assert ProgressUpdate.objects.get().done == "Dan was faster."


def test_files_have_to_be_chosen_again_and_the_page_says_which(clearing, submitted):
    form = written(clearing, submitted, feedback=WORDS, paper=SimpleUploadedFile("paper.pdf", b"%PDF"))
    response = ended(clearing).post(at(submitted), form, follow=True)
    assert "Files have to be chosen again: paper.pdf." in said(response)
    assert "paper.pdf" in said(sign_in(clearing, "clearing", page_of(submitted)))


def test_nothing_of_it_is_shown_to_somebody_else_who_signs_in(cast, clearing, submitted):
    form = written(clearing, submitted, feedback=WORDS)
    ended(clearing).post(at(submitted), form)
    page = sign_in(clearing, "clearing-above", page_of(submitted))
    assert page.context["request"].user == cast.clearing_above
    assert "careful words" not in text_of(page)
    assert "careful words" not in text_of(clearing.get("/not-sent/"))
    kept = KeptText.objects.get()
    assert kept.user == cast.clearing


def test_a_form_of_somebody_else_sends_nothing_under_my_name(cast, client_of, clearing, submitted):
    form = written(clearing, submitted, feedback=WORDS)
    other = client_of(cast.clearing_above)
    response = other.post(at(submitted), form)
    assert response.status_code == 403
    assert "nothing of it was sent under your name" in said(response)
    assert "careful words" not in text_of(response)
    asked = other.post(f"/kept/?form=return-{submitted.public_id}", form, **SCRIPT)
    assert asked.json()["somebody_else"]
    assert not KeptText.objects.exists()
    assert submitted.entries.filter(kind="returned").count() == 0


def test_a_script_is_told_by_a_number(cast, clearing, submitted):
    form = written(clearing, submitted, feedback=WORDS)
    stranger = ended(clearing)
    assert stranger.post(f"/kept/?form=return-{submitted.public_id}", form, **SCRIPT).status_code == 401
    assert stranger.post(at(submitted), form, HTTP_HX_REQUEST="true").status_code == 401
    assert stranger.get("/", HTTP_HX_REQUEST="true").status_code == 401
    assert stranger.get("/").status_code == 302
    assert "typed_before_sign_in" not in stranger.session


def test_whoever_says_no_writer_fills_no_session(client, submitted):
    for writer in ("", "1", "1:forged"):
        client.post(at(submitted), {"keeps": "return-x", "writer": writer, "feedback": WORDS})
    assert "typed_before_sign_in" not in client.session


def test_who_is_signed_in_is_told_to_our_own_pages(cast, client, clearing):
    assert client.get("/form-key/").json()["person"] is None
    answer = clearing.get("/form-key/")
    assert answer.json()["person"] == cast.clearing.pk
    assert len(answer.json()["key"]) == 64
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"


# Refused without a place in the form


def test_a_membership_withdrawn_meanwhile_does_not_take_the_words(cast, clearing, submitted):
    form = written(clearing, submitted, feedback=WORDS)
    cast.clearing.memberships.update(until=make.today())
    response = clearing.post(at(submitted), form)
    assert response.status_code == 403
    assert "What you had written" in said(response)
    assert "careful words" in said(response)
    assert KeptText.objects.get().typed["feedback"] == [WORDS]


def test_a_form_that_grew_too_old_shows_what_was_written(cast, submitted):
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.clearing)
    form = written(client, submitted, feedback=WORDS, csrfmiddlewaretoken="x" * 64)
    response = client.post(at(submitted), form)
    assert response.status_code == 403
    assert "This form has grown too old" in said(response)
    assert "careful words" in said(response)


def test_a_sign_in_goes_on_where_there_is_no_room_for_what_was_carried_and_nothing_of_it_is_lost(cast, monkeypatch):
    request = RequestFactory().post("/sign-in/")
    carried = {"person": cast.desk.pk, "form": "feedback", "typed": {"feedback": [WORDS]}}
    request.session = {CARRIED: carried}
    monkeypatch.setattr("recommendations.workflow.kept.MOST", 0)
    after_sign_in(request)
    assert not KeptText.objects.exists()
    assert request.session == {CARRIED: carried}
    monkeypatch.undo()
    after_sign_in(request)
    assert KeptText.objects.get(user=cast.desk).typed["feedback"] == [WORDS]
    assert request.session == {}

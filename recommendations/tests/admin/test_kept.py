"""Nothing typed is lost in the administration either: kept while it is written, shown beside what others saved, and
shown to copy when one may no longer send it."""

import pytest

from recommendations.admin.site import site
from recommendations.models import KeptText, Theme
from recommendations.tests.admin.stage import address, client_of, form_data, something_of_everything, staff
from recommendations.tests.browser.forms import forms_of
from recommendations.tests.browser.stage import said, text_of
from recommendations.tests.staged import staged

WORDS = "An hour of careful words."
# Who changes which table, and a field of it with what stands there at the same time from somebody else.
CHANGED = {
    "organization": ("steward", "note", "Their note."),
    "theme": ("steward", "name", "Their name"),
    "sourcedocument": ("steward", "title", "Their title."),
    "recommendation": ("steward", "note", "Their note."),
    "assignment": ("steward", None, None),
    "user": ("administrator", "full_name", "Their name"),
    "progressupdate": ("desk", "done", "Their words."),
}


@staged
def cast():
    return staff()


@staged
def rows(cast):
    found = something_of_everything(cast)
    return {
        "organization": cast.dppa,
        "theme": found.theme,
        "sourcedocument": found.document,
        "recommendation": found.recommendation,
        "assignment": found.owned[0],
        "user": cast.desk_two,
        "progressupdate": found.draft,
    }


def filled(client, path: str, **given) -> dict:
    """All of the form as a browser sends it, hidden fields too."""
    page = client.get(path)
    fields = next(each["fields"] for each in forms_of(page) if each["attrs"].get("data-keeps"))
    return {**fields, **form_data(page), **given}


@pytest.mark.parametrize("model", CHANGED)
def test_every_form_is_kept_and_filled_in_again(cast, rows, model):
    who, _field, _theirs = CHANGED[model]
    client = client_of(getattr(cast, who))
    path = address(model, "change", rows[model].pk)
    form = filled(client, path)
    words = "done" if model == "progressupdate" else "why"
    name = f"admin:{model}:{rows[model].pk}"
    kept = client.post(f"/kept/?form={name}&seen=", {**form, words: WORDS}, HTTP_X_KEEPS="1")
    assert kept.status_code == 200
    again = client.get(path)
    assert "Kept from " in said(again)
    assert WORDS in next(f["fields"][words] for f in forms_of(again) if f["attrs"].get("data-keeps") == name)


@pytest.mark.parametrize("model", [each for each, (_who, field, _theirs) in CHANGED.items() if field])
def test_somebody_who_was_faster_stands_beside_the_words_which_stay(cast, rows, model):
    who, field, theirs = CHANGED[model]
    client = client_of(getattr(cast, who))
    row = rows[model]
    path = address(model, "change", row.pk)
    form = filled(client, path, **{field: "My own words.", "why": "Mine.", "_do": "save"})
    assert client.post(path, {**form, field: theirs}).status_code == 302
    response = client.post(path, form)
    assert response.status_code == 409, said(response)[:800]
    assert f"Since then somebody saved: {theirs}" in said(response)
    assert "My own words." in text_of(response)
    assert getattr(type(row).objects.get(pk=row.pk), field) == theirs
    sent = {**form, "version": form_data(response).get("version")}
    assert client.post(path, sent).status_code == 302
    assert getattr(type(row).objects.get(pk=row.pk), field) == "My own words."
    assert not KeptText.objects.exists()


@pytest.mark.parametrize("model", CHANGED)
def test_who_was_taken_off_meanwhile_may_still_copy_what_they_wrote(cast, rows, model):
    who, _field, _theirs = CHANGED[model]
    person = getattr(cast, who)
    client = client_of(person)
    path = address(model, "change", rows[model].pk)
    words = "done" if model == "progressupdate" else "why"
    form = filled(client, path, **{words: WORDS, "_do": "save"})
    person.memberships.all().update(until="2000-01-02", since="2000-01-01")
    response = client.post(path, form)
    assert response.status_code == 403
    assert "What you had written" in said(response)
    assert WORDS in said(response)
    assert WORDS in KeptText.objects.get().typed[words]


def test_a_session_that_ended_brings_the_words_back_to_the_form(cast, rows):
    client = client_of(cast.steward)
    path = address("theme", "change", rows["theme"].pk)
    form = filled(client, path, why=WORDS)
    client.cookies.pop("sessionid")
    assert client.post(path, form)["Location"].startswith("/sign-in/?next=")
    given = {"username": "steward", "password": "pass", "next": path}
    again = client.post("/sign-in/", given, follow=True)
    assert any(WORDS in each["fields"].get("why", []) for each in forms_of(again))


def test_what_is_sent_twice_is_done_once(cast, rows):
    client = client_of(cast.steward)
    path = address("theme", "add")
    form = filled(client, path, code="twice", name="Twice", why="Why.")
    assert [client.post(path, form).status_code for _ in range(2)] == [302, 302]
    assert Theme.objects.filter(code="twice").count() == 1


def test_no_table_that_is_changed_is_left_out(cast):
    changed = {model._meta.model_name for model, door in site._registry.items() if getattr(door, "changes", None)}
    assert changed <= set(CHANGED) | {"membership", "redactionrequest"}

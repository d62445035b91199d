"""Questions that every page of the administration answers, for everyone who may come."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver

from recommendations import models
from recommendations.admin.site import site
from recommendations.models import Entry
from recommendations.tests import make
from recommendations.tests.admin.stage import (
    OURS,
    THEIRS,
    act,
    address,
    client_of,
    form_data,
    something_of_everything,
    staff,
)
from recommendations.tests.staged import staged
from recommendations.workflow import audit, themes

# What has no page of its own here: read below what it belongs to, or kept by verbs that nobody calls by hand.
NOT_IN_THE_ADMIN = {
    "Addressee",  # shown with its recommendation
    "ApiToken",  # its owner's, on a page of the product
    "Candidate",  # decided on the review screen, with its decisions
    "CandidateDecision",
    "Comment",  # a family's own
    "Chain",  # the journal: shown as the history of what it is about
    "DocumentVersion",  # below its document
    "Editing",  # who has a form open just now
    "Entry",
    "Evidence",  # below its update
    "Footnote",
    "ImportedStatement",  # shown with its recommendation
    "KeptText",  # its writer's alone
    "LeadInSpan",  # shown with its recommendation
    "OrganizationName",  # below its organization
    "OutboxMessage",
    "RecommendationPlace",  # shown with its recommendation
    "RegisterFile",  # the intake has pages for it
    "Rendering",  # marked on the page of its words
    "Review",  # the reviewer's, on the page of the recommendation
    "ReviewComment",
    "Reviewing",  # who has a review screen open just now
    "SavedView",  # its owner's
    "Seal",
    "Section",
    "SourcePiece",
    "TargetDateAgreement",
    "TargetDateProposal",
    "Upload",  # the intake has pages for it
}

LOOK = ("changelist", "change", "history")
WORK = (*LOOK, "add")
CATALOGUE = {
    "organization": WORK,
    "theme": WORK,
    "sourcedocument": LOOK,
    "paragraph": LOOK,
    "recommendation": WORK,
    "assignment": WORK,
    "succession": WORK,
    "redactionrequest": WORK,
    "progressupdate": LOOK,
}
ACCOUNTS = {
    "organization": LOOK,
    "user": WORK,
    "membership": WORK,
    "redactionrequest": WORK,
    "letter": LOOK,
    "digestrun": LOOK,
}
MAY = {
    "steward": CATALOGUE,
    "administrator": ACCOUNTS,
    "desk": {"progressupdate": WORK},
    "desk_two": {"progressupdate": WORK},
    "clearing": {"progressupdate": LOOK},
    "clearing_above": {"progressupdate": LOOK},
    "other_desk": {"progressupdate": WORK},
    "other_clearing": {"progressupdate": LOOK},
}
KEPT = ("organization", "theme", "sourcedocument")
ACTIONS = {
    ("recommendation", "archive"): "steward",
    ("recommendation", "restore"): "steward",
    **{(model, action): "steward" for model in KEPT for action in ("archive", "restore")},
    ("assignment", "end"): "steward",
    ("user", "deactivate"): "administrator",
    ("user", "activate"): "administrator",
    ("user", "set_password"): "administrator",
    ("membership", "withdraw"): "administrator",
    ("redactionrequest", "agree"): "steward administrator",
}
FILES = ("organization", "theme")  # taken along and brought in
WISHED = {"status": "implemented", "state": "cleared", "headline": "implemented", "release": "public"}
WHO = ("desk", "clearing", "other_desk", "reviewer", "manager", "steward", "auditor", "administrator", "reader", None)
FEW = ("desk", "manager", "steward", "administrator", None)
REGISTERED = {model._meta.model_name: model for model in site._registry}


@staged
def cast():
    return staff()


@staged
def register(cast):
    return something_of_everything(cast)


@pytest.fixture
def rows(cast, register):
    """One row of every table that has pages."""
    found = {
        "organization": cast.dppa,
        "theme": register.theme,
        "succession": register.succession,
        "sourcedocument": register.document,
        "paragraph": register.paragraph,
        "recommendation": register.recommendation,
        "assignment": register.owned[0],
        "user": cast.desk,
        "membership": register.membership,
        "redactionrequest": register.redaction,
        "progressupdate": register.released,
        "letter": register.letter,
        "digestrun": register.digest_run,
    }
    assert set(found) == set(REGISTERED)
    return found


def pages(rows, *, add=True):
    for model, row in rows.items():
        yield model, "changelist", address(model)
        yield model, "change", address(model, "change", row.pk)
        yield model, "history", address(model, "history", row.pk)
        if add:
            yield model, "add", address(model, "add")


def test_every_table_has_pages_or_says_that_it_has_none():
    named = {name for name in models.__all__ if hasattr(getattr(models, name), "_meta")}
    registered = {model.__name__ for model in REGISTERED.values()}
    assert registered | NOT_IN_THE_ADMIN == named
    assert not registered & NOT_IN_THE_ADMIN


def test_every_action_is_in_the_table():
    offered = {(name, each) for name, model in REGISTERED.items() for each in site._registry[model].actions}
    assert offered == set(ACTIONS)


@pytest.mark.parametrize("name", WHO)
def test_each_role_opens_its_pages_and_no_others(cast, rows, register, name):
    person = getattr(cast, name) if name else None
    client = client_of(person)
    theirs = {**rows, "progressupdate": register.theirs} if (name or "").startswith("other") else rows
    for model, what, path in pages(theirs):
        expected = 302 if name is None else 200 if what in MAY.get(name, {}).get(model, ()) else 403
        assert client.get(path).status_code == expected, path


@pytest.mark.parametrize("name", WHO)
def test_each_role_takes_its_files_along_and_only_stewards_bring_them_in(cast, rows, register, name):
    client = client_of(getattr(cast, name) if name else None)
    before = Entry.objects.count()
    for model in FILES:
        reads = "changelist" in MAY.get(name, {}).get(model, ())
        for ending in ("csv", "xlsx"):
            expected = 302 if name is None else 200 if reads else 403
            assert client.get(address(model, "export", ending)).status_code == expected
        taken = client.get(address(model, "import")), client.post(address(model, "import"), {"why": "Try."})
        allowed = {200, 422} if name == "steward" else {403} if name else {302}
        assert {each.status_code for each in taken} == allowed
        if reads:
            assert client.get(address(model, "export", "docx")).status_code == 404
    assert Entry.objects.count() == before


@pytest.mark.parametrize("name", FEW)
def test_nobody_deletes_anything(cast, rows, name):
    client = client_of(getattr(cast, name) if name else None)
    refused = 302 if name is None else 403
    for model, row in rows.items():
        path = address(model, "delete", row.pk)
        assert client.get(path).status_code == refused
        assert client.post(path, {"post": "yes"}).status_code == refused
        client.post(address(model), {"action": "delete_selected", "_selected_action": row.pk, "post": "yes"})
        assert type(row).objects.filter(pk=row.pk).exists()
    assert not any("delete" in each for model in REGISTERED.values() for each in site._registry[model].actions)


@pytest.mark.parametrize("name", WHO)
def test_no_unreleased_word_reaches_another_family(cast, rows, register, name):
    person = getattr(cast, name) if name else None
    client = client_of(person)
    ours = name in ("desk", "desk_two", "clearing", "clearing_above")
    theirs = name in ("other_desk", "other_clearing")
    for assignment in (*register.owned, register.other):
        rows[f"assignment{assignment.pk}"] = assignment
    updates = (register.draft, register.submitted, register.held, register.released, register.theirs)
    paths = [path for model, _what, path in pages({k: v for k, v in rows.items() if k in REGISTERED})]
    paths += [address("assignment", "history", each.pk) for each in (*register.owned, register.other)]
    paths += [address("progressupdate", what, each.pk) for each in updates for what in ("change", "history")]
    paths += [address("recommendation", "history", each.recommendation_id) for each in register.owned]
    found = "".join(client.get(path).content.decode() for path in ["/admin/", *paths])
    assert (OURS in found) == ours
    assert (THEIRS in found) == theirs


def test_search_does_not_tell_what_is_not_shown(cast, register):
    for name in ("steward", "administrator", "other_desk"):
        for model in MAY[name]:
            client = client_of(getattr(cast, name))
            assert client.get(address(model), {"q": OURS}).context["cl"].result_count == 0


@pytest.mark.parametrize(
    ("name", "model", "lookup"),
    [
        ("steward", "assignment", "updates__done__contains"),
        ("steward", "recommendation", "assignments__updates__done__contains"),
        ("steward", "progressupdate", "done__startswith"),
        ("steward", "redactionrequest", "entry__content__contains"),
        ("administrator", "user", "password__startswith"),
        ("administrator", "organization", "answers_for__updates__feedback__contains"),
    ],
)
def test_the_address_bar_asks_nothing_that_the_page_does_not_offer(cast, register, name, model, lookup):
    client = client_of(getattr(cast, name))
    client.raise_request_exception = False
    assert client.get(address(model), {lookup: "Z"}).status_code == 400


@pytest.mark.parametrize("name", FEW)
def test_each_action_is_for_its_role(cast, rows, register, name):
    person = getattr(cast, name) if name else None
    before = Entry.objects.count()
    for (model, action), whose in ACTIONS.items():
        given = {"action": action, "_selected_action": rows[model].pk, "confirmed": "yes", "why": "Try."}
        answer = client_of(person).post(address(model), {**given, f"version-{rows[model].pk}": "1"})
        if name in whose.split():
            assert answer.status_code in (200, 302, 403, 409), (model, action)
        elif model in MAY.get(name, {}):
            assert answer.status_code in (302, 200)
        else:
            assert answer.status_code == (403 if name else 302), (model, action)
    if name not in ("steward", "administrator"):
        assert Entry.objects.count() == before
    assert audit.differences() == []


@pytest.mark.parametrize("name", WHO)
def test_whoever_may_not_write_changes_nothing_by_sending(cast, rows, register, name):
    person = getattr(cast, name) if name else None
    before = Entry.objects.count()
    writers = {"steward": CATALOGUE, "administrator": ACCOUNTS}.get(name, {})
    for model, row in rows.items():
        if "add" in writers.get(model, ()) or (name == "steward" and model == "sourcedocument"):
            continue
        for what, args in (("change", (row.pk,)), ("add", ())):
            data = {"why": "Try.", "version": getattr(row, "version", 0), "_do": "save"}
            data |= {"note": "X", "name": "X", "full_name": "X", "done": "X", "role": "steward", "is_staff": "on"}
            answer = client_of(person).post(address(model, what, *args), data)
            assert answer.status_code in ((200, 403, 404) if name else (302,)), (model, what)
    assert Entry.objects.count() == before
    assert audit.differences() == []


def test_raw_columns_change_nothing(cast, rows, register):
    """Everything a table has, sent as it never should be; only what the form offers moves, and nothing did here."""
    for name, taking in MAY.items():
        person = getattr(cast, name)
        for model in taking:
            row = rows[model]
            page = client_of(person).get(address(model, "change", row.pk))
            if page.status_code != 200:
                continue
            form = page.context["adminform"].form
            raw = {each.name: "1" for each in row._meta.concrete_fields if each.name not in form.fields}
            raw |= (
                {"status": "implemented", "state": "cleared"} if "status" not in form.fields else {"state": "cleared"}
            )
            before = type(row).objects.values().get(pk=row.pk)
            client_of(person).post(address(model, "change", row.pk), {**raw, **form_data(page), "why": "Raw."})
            after = type(row).objects.values().get(pk=row.pk)
            moved = {each for each in after if after[each] != before[each]} - {"version", "updated_at"}
            assert not moved, (name, model, moved)
    assert audit.differences() == []


@pytest.mark.parametrize("name", ["steward", "administrator", "desk"])
def test_longer_lists_cost_no_more(cast, rows, register, name):
    client = client_of(getattr(cast, name))

    def queries(model):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert client.get(address(model)).status_code == 200
        return len(asked)

    few = {model: queries(model) for model in MAY[name]}
    for place in range(20, 32):
        owned = make.assignment(make.recommendation(str(place)), cast.dppa)
        make.cleared(owned, cast.desk, cast.clearing)
        body = make.organization(f"BODY-{place}", parent=cast.un)
        themes.add(f"theme-{place}", f"Theme {place}", by=make.REGISTER)
        make.user(f"person-{place}", "desk_officer", body)
        make.document(f"S/2001/{place}", content=f"{make.TEXT} {place}".encode())
    many = {model: queries(model) for model in MAY[name]}
    assert few == many


def test_no_page_is_left_out():
    """Every address of the administration is one of those tried above, or one that every AdminSite has."""
    tried = {f"recommendations_{model}_{what}" for model in REGISTERED for what in (*WORK, "delete")}
    tried |= {f"recommendations_{model}_{what}" for model in FILES for what in ("import", "export")}
    general = {"index", "login", "logout", "password_change", "password_change_done", "autocomplete", "jsi18n"}
    general |= {"view_on_site", "app_list"}
    names = {each.name for each in site.get_urls() if getattr(each, "name", None)}
    for each in site.get_urls():
        names |= {one.name for one in getattr(each, "url_patterns", []) if one.name}
    assert names - tried <= general
    assert get_resolver().namespace_dict["admin"]


def test_what_a_role_may_not_choose_is_not_told_by_the_helpers(cast, rows):
    """Popups and completions of Django's admin obey the same permissions."""
    client = client_of(cast.desk)
    given = {"app_label": "recommendations", "model_name": "assignment", "field_name": "recommendation", "term": "S"}
    assert client.get("/admin/autocomplete/", given).status_code == 403
    assert client.get(address("user"), {"_popup": "1", "_to_field": "id"}).status_code == 403


def test_an_action_of_another_role_is_unknown_in_the_list(cast, register):
    answer = act(cast.administrator, "organization", "archive", cast.dppa)
    assert answer.status_code in (200, 302)
    assert audit.differences() == []

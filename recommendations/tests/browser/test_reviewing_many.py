"""The review screen with many candidates and all organizations: the page stays small, nothing is out of reach, and
everything from a score on goes in one field."""

import re

import pytest

from recommendations.models import Candidate, DocumentVersion, Organization, OrganizationName, Recommendation
from recommendations.tests import make
from recommendations.tests.admin.stage import client_of
from recommendations.tests.browser.forms import forms_of
from recommendations.tests.browser.stage import said
from recommendations.tests.browser.test_reviewing_candidates import at, fresh, send, the_form
from recommendations.tests.workflow.candidates_stage import ask, proposed, version
from recommendations.tests.workflow.test_versions import another
from recommendations.workflow import candidates_deciding

JUDGED = {"parts-0-named": "judgement", "parts-0-judgement": "It has the means."}
WORDS = "The United Nations should do thing {n} well, with those who are near to it, in the time that they agree on."
MORE = "It was described to the mission, which took note of it, and went on with its work of that year, {n} in all."


def report(n: int) -> str:
    return "I. Asks \n\n" + "".join(f"{n}. {WORDS.format(n=n)} {MORE.format(n=n)} \n\n" for n in range(1, n + 1))


def many(n: int) -> list[Candidate]:
    make.document(content=report(n).encode())
    sentence = "The United Nations should"
    found: DocumentVersion = version()
    rows = []
    for each in found.paragraphs.all():
        quote = WORDS.format(n=each.label)
        start = each.text.index(sentence)
        actors = {"addressee": "The United Nations", "actors": ["UN", "AU"], "themes": [], "also_at": []}
        kinds = {"kind": "recommendation", "nature": "single_action", "score": 0.9, "suggested": True, "lead_in": []}
        place = {"paragraph": each.label, "quote": quote, "start": start, "end": start + len(quote)}
        rows.append({**place, **kinds, **actors, "why": [{"code": "modal", "words": "should"}]})
    return proposed(*rows)


@pytest.fixture
def steward(cast):
    return client_of(cast.steward)


@pytest.fixture
def all_organizations(cast):
    rows = [Organization(code=f"BODY-{n}", kind="other") for n in range(190)]
    made = Organization.objects.bulk_create(rows)
    names = [
        OrganizationName(organization=each, language="en", name=f"Body of the number {n}")
        for n, each in enumerate(made)
    ]
    OrganizationName.objects.bulk_create(names)


def test_with_220_candidates_and_all_organizations_the_page_stays_below_150_kb(steward, all_organizations):
    rows = many(220)
    page = steward.get(at(f"?c={rows[100].public_id}")).content
    assert len(page) < 150_000
    assert page.count(b"Body of the number") == 190  # one list for all fields


def test_every_candidate_is_within_reach_of_the_list_and_of_the_report(steward, cast):
    rows = many(60)
    page = steward.get(at(f"?c={rows[30].public_id}")).content.decode()
    assert page.count('class="card') == 21
    assert f'href="?c={rows[19].public_id}#now" data-follow>20 before these' in page
    assert f'href="?c={rows[41].public_id}#now" data-follow>19 after these' in page
    assert all(f'href="?c={each.public_id}#now" aria-label' in page for each in rows)
    assert all(f'<option value="{each.public_id}:1">' in page for each in rows if each != rows[30])


@pytest.mark.parametrize("typed", ["African Union", " african  union ", "AU", "au"])
def test_an_organization_is_taken_by_its_name_or_its_code(steward, cast, typed):
    rows = proposed(ask("1"))
    given = {"parts-0-organization": typed, "parts-0-answering": "African Union Commission", **JUDGED}
    assert send(steward, "accept", **given).status_code == 302
    (part,) = fresh(rows[0]).recommendation.assignments.all()
    assert (part.organization.code, part.answering_organization.code) == ("AU", "AUC")


def test_nobody_answers_where_that_is_said_and_the_organization_itself_where_nothing_is(steward, cast):
    rows = proposed(ask("1"), ask("2"))
    send(steward, "accept", **{"parts-0-organization": "Security Council", "parts-0-answering": "nobody", **JUDGED})
    send(steward, "accept", **{"parts-0-organization": "African Union", "parts-0-answering": "", **JUDGED})
    found = [fresh(each).recommendation.assignments.get().answering_organization for each in rows]
    assert found == [None, cast.au]


def test_a_name_that_nobody_has_is_said_beside_its_field_and_stays_as_typed(steward, cast):
    proposed(ask("1"))
    answer = send(steward, "accept", **{"parts-0-organization": "The Afrian Union"})
    assert answer.status_code == 422
    assert "“The Afrian Union” is no organization of the register." in said(answer)
    assert 'value="The Afrian Union"' in answer.content.decode()
    assert not Recommendation.objects.exists()


def test_two_organizations_of_one_name_are_told_apart_by_their_codes(steward, cast):
    make.organization("OTHER", name="African Union")
    rows = proposed(ask("1"))
    assert send(steward, "accept", **{"parts-0-organization": "African Union"}).status_code == 422
    assert "<option>African Union (OTHER)</option>" in steward.get(at()).content.decode()
    assert send(steward, "accept", **{"parts-0-organization": "African Union (OTHER)", **JUDGED}).status_code == 302
    assert fresh(rows[0]).recommendation.assignments.get().organization.code == "OTHER"


def test_more_than_a_thousand_are_accepted_with_one_field(steward, cast, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 10
    many(40)
    form = the_form(steward.get(at("?above=0.5")), "accept-all")
    assert steward.post(form["attrs"]["action"], {**form["fields"], "act": "accept-all"}).status_code == 302
    assert Recommendation.objects.count() == 40


@pytest.mark.parametrize(
    ("act", "given"),
    [
        ("reject", {"version": "9" * 5000, "reason": "No."}),
        ("accept-all", {"seen": "ONE:" + "9" * 5000}),
        ("undo", {"decision": "9" * 5000}),
        ("split", {"split_at": "9" * 5000}),
        ("merge", {"merge_with": "OTHER:" + "9" * 5000}),
        ("mark", {"paragraph": "1", "quote": "x", "start": "9" * 5000}),
    ],
)
def test_a_number_of_thousands_of_digits_is_refused_and_nothing_is_done(steward, cast, act, given):
    one, other = proposed(ask("1"), ask("2"))
    given = {
        name: typed.replace("OTHER", other.public_id).replace("ONE", one.public_id) for name, typed in given.items()
    }
    answer = steward.post(at(), {"act": act, "c": one.public_id, **given})
    assert answer.status_code in (404, 409, 422)
    assert not Recommendation.objects.exists()


def test_a_number_of_rows_of_thousands_of_digits_is_too_many(steward, cast):
    (row,) = proposed(ask("1"))
    given = {"parts-TOTAL_FORMS": "9" * 5000, "act": "more-parts", "c": row.public_id}
    page = steward.post(at(), given).content.decode()
    assert len(set(re.findall(r"parts-(\d+)-organization", page))) == 40
    assert forms_of(steward.get(at()))


def test_what_was_rejected_on_the_version_before_says_so_and_is_opened_again(steward, cast):
    rows = proposed(ask("1"), ask("2"))
    candidates_deciding.reject(rows[0], by=make.by(cast.steward), version=1, reason="Told, not asked.")
    another()
    one, _two = proposed(ask("1"), ask("2"))
    page = steward.get(at("?state=rejected"))
    assert "rejected on version 1 Told, not asked. Stella Steward" in " ".join(said(page).split())
    assert f"/1/review/?state=all&amp;c={rows[0].public_id}#now" in page.content.decode()
    form = next(each for each in forms_of(page) if "decision" in each["fields"])
    answer = steward.post(form["attrs"]["action"], {**form["fields"], "act": "undo"})
    assert fresh(one).state == "to_decide"
    assert "Opened again: rejected on version 1" in said(steward.get(answer["Location"]))

"""A data steward's pages: a new ask from the very words, changes with a reason, and nothing of it for others."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from recommendations.browser import writer
from recommendations.models import Assignment, Entry, KeptText, Organization, Recommendation, Succession, Theme
from recommendations.tests import make
from recommendations.tests.browser.stage import said, text_of
from recommendations.workflow import catalogue, organizations, successions, themes
from recommendations.workflow.audit import differences

NEW = "/recommendations/new/?document=S/2000/1&paragraph=8"
FIRST = "The United Nations should do thing 8 well."
SECOND = "The African Union should support thing 8."


@pytest.fixture
def steward(cast, client_of):
    make.document()
    return client_of(cast.steward)


def asked(**typed):
    blank = {
        "action": "add",
        "quote": FIRST,
        "kind": "recommendation",
        "nature": "single_action",
        "standing": "recommended",
        "addressees-TOTAL_FORMS": "1",
        "addressees-INITIAL_FORMS": "0",
        "parts-TOTAL_FORMS": "1",
        "parts-INITIAL_FORMS": "0",
    }
    return {**blank, **typed}


# A new recommendation


def test_the_words_that_were_marked_stand_in_the_form(steward):
    start = make.document().versions.get().paragraphs.get(label="8").text.index("The African")
    page = steward.get(f"{NEW}&start={start}&end={start + len(SECOND)}")
    assert page.context["form"]["quote"].value() == SECOND
    assert "S/2000/1 para. 8" in said(page)
    assert steward.get(f"{NEW}&start=5&end=9999").context["form"]["quote"].value() is None


def test_an_ask_with_all_that_belongs_to_it_is_added_in_one_act(cast, steward):
    theme = themes.add("training", "Training", by=make.REGISTER)
    answer = steward.post(
        NEW,
        asked(
            themes=[theme.code],
            places="Mali\nDarfur",
            **{
                "addressees-0-words": "The United Nations",
                "addressees-0-organization": "UN",
                "parts-TOTAL_FORMS": "2",
                "parts-0-organization": "UN",
                "parts-0-role": "owner",
                "parts-0-answering": "DPPA",
                "parts-0-named": "text",
                "parts-1-organization": "AU",
                "parts-1-role": "counterpart",
                "parts-1-answering": "-",
                "parts-1-named": "judgement",
                "parts-1-judgement": "The support is for it.",
            },
        ),
    )
    row = Recommendation.objects.get()
    assert answer["Location"] == f"/recommendations/{row.public_id}/"
    assert (row.reference, row.text, row.follow_up) == ("S/2000/1 para. 8", FIRST, "to_be_decided")
    assert [each.words for each in row.addressees.all()] == ["The United Nations"]
    assert sorted(each.name for each in row.places.all()) == ["Darfur", "Mali"]
    parts = {each.organization.code: each for each in row.assignments.all()}
    assert parts["UN"].answering_organization == cast.dppa
    assert parts["AU"].answering_organization is None
    assert (parts["AU"].role, parts["AU"].judgement) == ("counterpart", "The support is for it.")
    assert {each.state for each in parts.values()} == {"proposed"}
    assert differences() == []


def test_what_expresses_a_view_starts_for_reference_unless_the_steward_says_otherwise(steward):
    steward.post(NEW, asked(kind="view_expressed"))
    steward.post(NEW, asked(kind="view_expressed", quote=SECOND, follow_up="tracked"))
    assert [each.follow_up for each in Recommendation.objects.order_by("ord")] == ["for_reference", "tracked"]


def test_the_second_ask_of_a_paragraph_gets_its_number_from_the_register(steward):
    steward.post(NEW, asked())
    steward.post(NEW, asked(quote=SECOND))
    assert Recommendation.objects.get(text=SECOND).reference == "S/2000/1 para. 8, ask 2"


def test_words_that_do_not_stand_there_are_refused_with_the_nearest_and_kept(steward):
    answer = steward.post(NEW, asked(quote="The United  Nations shuld do thing 8 well", note="My note."))
    assert answer.status_code == 422
    assert "do not stand in paragraph 8" in said(answer)
    assert answer.context["form"].nearest == FIRST
    assert "shuld do thing" in text_of(answer)
    assert "My note." in text_of(answer)
    assert not Recommendation.objects.exists()
    taken = steward.post(NEW, asked(quote="shuld", action="take-nearest", nearest=FIRST))
    assert taken.context["form"]["quote"].value() == FIRST


def test_words_of_another_paragraph_lead_there(steward):
    answer = steward.post(NEW, asked(quote="The United Nations should do thing 9 well."))
    assert "They stand in paragraph 9." in said(answer)


def test_words_that_stand_there_twice_need_a_choice(steward):
    answer = steward.post(NEW, asked(quote="thing 8"))
    assert answer.status_code == 422
    assert "2 times: say which" in said(answer)
    assert steward.post(NEW, asked(quote="thing 8", occurrence="2")).status_code == 302
    row = Recommendation.objects.get()
    assert row.paragraph.text[: row.start].count("thing 8") == 1


def test_a_repeated_post_adds_nothing_and_leads_to_the_one_that_is_there(cast, client_of, steward):
    first, second = steward.post(NEW, asked()), steward.post(NEW, asked())
    assert first["Location"] == second["Location"]
    assert Recommendation.objects.count() == 1
    other = client_of(make.user("another-steward", "steward"))
    answer = other.post(NEW, asked())
    assert answer.status_code == 409
    assert "in the register already" in said(answer)


def test_an_assignment_that_cannot_be_takes_the_whole_with_it(cast, steward):
    twice = {f"parts-{n}-{name}": value for n in (0, 1) for name, value in (("organization", "UN"), ("named", "text"))}
    answer = steward.post(NEW, asked(**{"parts-TOTAL_FORMS": "2", **twice}))
    assert answer.status_code == 422
    assert "assigned already" in said(answer)
    assert not Recommendation.objects.exists()
    assert not Assignment.objects.exists()


def test_an_editorial_judgement_says_why(cast, steward):
    answer = steward.post(NEW, asked(**{"parts-0-organization": "UN", "parts-0-named": "judgement"}))
    assert answer.status_code == 422
    assert "Say why this organization" in said(answer)


def test_one_more_row_keeps_what_is_typed_and_complains_of_nothing(steward):
    answer = steward.post(NEW, asked(action="more-parts", kind="", note="Half done."))
    assert answer.status_code == 200
    assert len(answer.context["sheet"].parts.forms) == 2
    assert "Half done." in text_of(answer)
    assert 'class="error mt1"' not in text_of(answer)


def test_a_lead_in_is_words_of_a_paragraph_above(steward):
    version = make.document(
        "S/2000/9", content=b"I. Asks \n\n1. The Council should: \n\n(a) Do one thing; \n\n(b) Do another. \n\n"
    )
    inner = version.versions.get().paragraphs.get(label="1(a)")
    page = steward.get("/recommendations/new/?document=S/2000/9&paragraph=1(a)")
    lead = page.context["sheet"].lead_in[0]
    assert lead["words"].value() == "The Council should:"
    at = f"lead-{inner.parent.pk}"
    address = "/recommendations/new/?document=S/2000/9&paragraph=1(a)"
    wrong = steward.post(address, asked(quote="Do one thing;", **{f"{at}-use": "on", f"{at}-words": "The Assembly:"}))
    assert wrong.status_code == 422
    steward.post(address, asked(quote="Do one thing;", **{f"{at}-use": "on", f"{at}-words": "The Council should:"}))
    assert [each.text for each in Recommendation.objects.get().lead_in_spans.all()] == ["The Council should:"]


# Change


def what(row, **typed):
    page = {
        "action": "change",
        "what-version": row.version,
        "what-kind": row.kind,
        "what-nature": row.nature,
        "what-standing": row.standing,
        "what-follow_up": row.follow_up,
        "what-why": "Read again.",
        "addressees-TOTAL_FORMS": "0",
        "addressees-INITIAL_FORMS": "0",
    }
    return {**page, **typed}


def test_a_change_has_a_reason_and_stands_in_the_history(cast, steward):
    row = make.recommendation("1", themes=[themes.add("training", "Training", by=make.REGISTER)])
    at = f"/recommendations/{row.public_id}/change/"
    assert steward.post(at, what(row, **{"what-why": ""})).status_code == 422
    assert steward.post(at, what(row, **{"what-follow_up": "for_reference"})).status_code == 302
    row.refresh_from_db()
    assert row.follow_up == "for_reference"
    assert not row.themes.exists(), "unticked"
    assert Entry.objects.get(recommendation=row, kind="changed").content["why"] == "Read again."


def test_theirs_stands_beside_what_was_typed_and_can_be_taken_over(cast, steward):
    row = make.recommendation("1")
    at = f"/recommendations/{row.public_id}/change/"
    mine = what(row, **{"what-kind": "request", "what-note": "Mine."})
    catalogue.change(row, by=make.by(cast.steward), version=row.version, why="Theirs.", kind="call", note="Theirs.")
    answer = steward.post(at, mine)
    assert answer.status_code == 409
    assert answer.context["what"].theirs == {"kind": "Call", "note": "Theirs."}
    assert "Mine." in text_of(answer)
    seen = answer.context["what"]["version"].value()
    steward.post(at, {**mine, "what-version": seen, "take-what-kind": "yes"})
    row.refresh_from_db()
    assert (row.kind, row.note) == ("call", "Mine.")


def test_a_second_click_changes_nothing_and_is_no_mistake(cast, steward):
    row = make.recommendation("1")
    at = f"/recommendations/{row.public_id}/change/"
    for _click in (1, 2):
        assert steward.post(at, what(row, **{"what-kind": "call"})).status_code == 302
    for _click in (1, 2):
        version = row.version + 1
        put_away = {"action": "archive", "archive-version": version, "archive-why": "A double."}
        assert steward.post(at, put_away).status_code == 302
    row.refresh_from_db()
    assert row.archived_at
    kinds = list(Entry.objects.filter(recommendation=row).order_by("seq").values_list("kind", flat=True))
    assert kinds == ["added", "changed", "archived"]


def test_who_is_asked_is_proposed_changed_and_ended(cast, steward):
    row = make.recommendation("1")
    at = f"/recommendations/{row.public_id}/change/"
    steward.post(
        at, {"action": "propose", "new-organization": "DPPA", "new-role": "owner", "new-judgement": "Its desk."}
    )
    part = row.assignments.get()
    assert (part.organization, part.answering_organization, part.state) == (cast.dppa, cast.dppa, "proposed")
    a = f"part-{part.public_id}-a"
    given = {f"{a}-version": part.version, f"{a}-answering": "AUC", f"{a}-why": "They write."}
    steward.post(at, {"action": f"answering:{part.public_id}", **given})
    part.refresh_from_db()
    assert part.answering_organization == cast.auc
    e = f"part-{part.public_id}-e"
    assert steward.post(at, {"action": f"end:{part.public_id}", f"{e}-version": part.version}).status_code == 422
    steward.post(at, {"action": f"end:{part.public_id}", f"{e}-version": part.version, f"{e}-why": "Not theirs."})
    part.refresh_from_db()
    assert part.state == "ended"
    assert differences() == []


def test_the_date_of_the_source(cast, steward):
    row = make.recommendation("1")
    at = f"/recommendations/{row.public_id}/change/"
    given = {
        "date-version": row.version,
        "date-due_on": "2030-05-05",
        "date-due_precision": "year",
        "date-why": "Para. 8.",
    }
    assert steward.post(at, {"action": "date", **given, "date-due_on": "soon"}).status_code == 422
    steward.post(at, {"action": "date", **given})
    row.refresh_from_db()
    assert (str(row.due_on), row.due_precision) == ("2030-12-31", "year")


# Many at once


ALL = "/recommendations/change/?document=S/2000/1"


def ticked(page):
    return [f"{each.row.public_id}:{each.row.version}" for each in page.context["shown"]]


def test_a_bulk_change_is_previewed_then_done_to_all(cast, steward):
    rows = [make.recommendation("1"), make.recommendation("2", follow_up="for_reference")]
    page = steward.get(ALL)
    assert "mixed:" in said(page)
    given = {"follow_up": "for_reference", "why": "An unofficial paper."}
    preview = steward.post(ALL, {"action": "preview", **given})
    assert [[each.differences, each.changes] for each in preview.context["shown"]] == [
        [[("Follow-up", "Tracked", "For reference")], True],
        [[], False],
    ]
    assert Entry.objects.filter(kind="changed").count() == 0
    answer = steward.post(ALL, {"action": "apply", **given, "row": ticked(preview)})
    assert answer["Location"] == "/recommendations/?document=S%2F2000%2F1"
    assert [Recommendation.objects.get(pk=each.pk).follow_up for each in rows] == ["for_reference"] * 2
    assert Entry.objects.filter(kind="changed").count() == 1
    assert steward.post(ALL, {"action": "apply", **given, "row": ticked(preview)}).status_code == 302
    assert Entry.objects.filter(kind="changed").count() == 1, "a second click does nothing more"


def test_what_was_unticked_stays(cast, steward):
    rows = [make.recommendation("1"), make.recommendation("2")]
    preview = steward.post(ALL, {"action": "preview", "kind": "call", "why": "Read."})
    steward.post(ALL, {"action": "apply", "kind": "call", "why": "Read.", "row": ticked(preview)[:1]})
    assert [Recommendation.objects.get(pk=each.pk).kind for each in rows] == ["call", "recommendation"]


def test_a_row_that_changed_in_between_stops_all_and_is_shown(cast, steward):
    rows = [make.recommendation("1"), make.recommendation("2")]
    given = {"kind": "call", "why": "Read."}
    preview = steward.post(ALL, {"action": "preview", **given})
    catalogue.change(rows[1], by=make.by(cast.steward), version=rows[1].version, why="Meanwhile.", note="A note.")
    answer = steward.post(ALL, {"action": "apply", **given, "row": ticked(preview)})
    assert answer.status_code == 409
    assert [each.row.reference for each in answer.context["shown"] if each.problem] == ["S/2000/1 para. 2"]
    assert {each.kind for each in Recommendation.objects.all()} == {"recommendation"}
    steward.post(ALL, {"action": "apply", **given, "row": ticked(answer)})
    assert {each.kind for each in Recommendation.objects.all()} == {"call"}


def test_a_bulk_change_says_what_and_why(cast, steward):
    make.recommendation("1")
    for given in ({"kind": "call"}, {"why": "Read."}, {"kind": "novel", "why": "Read."}):
        answer = steward.post(ALL, {"action": "preview", **given})
        assert (answer.status_code, answer.context["shown"]) == (422, None)


def test_a_list_that_cannot_be_read_is_not_changed(steward):
    assert steward.get("/recommendations/change/?nonsense=1").status_code == 400


# Organizations, successions, documents, themes


def named(**typed):
    return {
        "names-TOTAL_FORMS": "1",
        "names-INITIAL_FORMS": "0",
        "names-0-name": "Economic Community of West African States",
        "names-0-acronym": "ECOWAS",
        "names-0-language": "en",
        **typed,
    }


def test_an_organization_is_added_renamed_and_put_away(cast, steward):
    given = named(code="ECOWAS", kind="regional_economic_community", reports_for_itself="on", why="Asked.")
    assert steward.post("/steward/organizations/new/", given).status_code == 302
    row = Organization.objects.get(code="ECOWAS")
    at = "/organizations/ECOWAS/change/"
    names = {
        "names-TOTAL_FORMS": "2",
        "names-0-valid_to": "2020-12-31",
        "names-1-name": "The Community",
        "names-1-language": "en",
        "names-1-valid_from": "2021-01-01",
    }
    given = named(kind=row.kind, reports_for_itself="on", version=row.version, why="Renamed.", **names)
    assert steward.post(at, given).status_code == 302
    row.refresh_from_db()
    assert row.name() == "The Community"
    assert str(row.names.order_by("pk").first()) == "Economic Community of West African States"
    steward.post(at, {"action": "archive", "archive-version": row.version, "archive-why": "Gone."})
    row.refresh_from_db()
    assert row.archived_at
    assert "ECOWAS" not in [
        code for code, _name in steward.get(NEW).context["sheet"].parts.forms[0].fields["organization"].choices
    ]
    assert steward.get(at).status_code == 200, "still readable at its address"


def test_an_empty_row_begins_with_what_is_chosen_most(cast, steward):
    names = steward.get("/organizations/DPPA/change/").context["names"]
    assert names.forms[-1]["language"].value() == "en"
    more = steward.post("/steward/organizations/new/", named(action="more-names"))
    assert [each["language"].value() for each in more.context["names"].forms] == ["en", "en"]
    assert steward.get(NEW).context["sheet"].parts.forms[0]["role"].value() == "owner"


def test_what_keeps_an_organization_in_use_is_said(cast, steward):
    make.assignment(make.recommendation("1"), cast.council, answering=cast.dppa)
    row = cast.council
    answer = steward.post(
        f"/organizations/{row.code}/change/", {"action": "archive", "archive-version": 1, "archive-why": "Gone."}
    )
    assert answer.status_code == 409
    assert "1 open assignment" in said(answer)
    assert "Gone." in text_of(answer), "what was typed stays"
    page = steward.get(f"/organizations/{row.code}/change/")
    assert "In use: 1 open assignment. It can be archived when nothing relies on it." in said(page)
    assert 'value="archive"' not in text_of(page), "nothing is offered that would be refused"


def test_a_name_that_needs_a_note_is_refused_without_one(steward):
    given = named(code="MISSION", kind="other", why="Asked.", **{"names-0-name": "Mission in Kosovo"})
    answer = steward.post("/steward/organizations/new/", given)
    assert answer.status_code == 422
    assert "needs a note" in said(answer)


def test_after_a_succession_each_open_assignment_is_decided(cast, steward):
    first = make.assignment(make.recommendation("1"), cast.dppa)
    second = make.assignment(make.recommendation("2"), cast.dppa)
    given = {"kind": "split", "on": "2019-01-01", "predecessors": ["DPPA"], "successors": ["AUC"], "why": "Resolution."}
    answer = steward.post("/steward/successions/new/", given)
    row = Succession.objects.get()
    at = f"/steward/successions/{row.public_id}/"
    assert answer["Location"] == at
    assert [each.public_id for each, _form in steward.get(at).context["shown"]] == [first.public_id, second.public_id]
    p = first.public_id
    move = {f"{p}-version": first.version, f"{p}-decision": "move", f"{p}-why": "Its work now."}
    assert steward.post(at, {"action": f"decide:{p}", **move}).status_code == 422, "to whom?"
    for _click in (1, 2):
        assert steward.post(at, {"action": f"decide:{p}", **move, f"{p}-to": "AUC"}).status_code == 302
    states = [(each.organization.code, each.state) for each in first.recommendation.assignments.order_by("pk")]
    assert states == [("DPPA", "ended"), ("AUC", "proposed")]
    assert [each for each, _form in steward.get(at).context["shown"]] == [second]
    assert differences() == []


def test_a_document_and_a_theme_are_changed(cast, steward):
    row = make.document()
    at = f"/steward/documents/{row.code}/"
    given = {"title": "Another title", "symbol": row.code, "kind": row.kind, "issuers": ["UN"], "version": row.version}
    assert steward.post(at, {**given, "dated": "2000-01-01", "why": "As printed."}).status_code == 422
    given = {**given, "dated": "2000-01-01", "date_precision": "day", "why": "As printed."}
    assert steward.post(at, given).status_code == 302
    row.refresh_from_db()
    assert (row.title, list(row.issuers.all())) == ("Another title", [cast.un])
    steward.post("/steward/themes/new/", {"code": "training", "name": "Training", "why": "Needed."})
    theme = Theme.objects.get()
    steward.post("/themes/training/change/", {"name": "Exercises", "version": theme.version, "why": "Fuller."})
    theme.refresh_from_db()
    assert theme.name == "Exercises"
    steward.post(
        "/themes/training/change/", {"action": "archive", "archive-version": theme.version, "archive-why": "Out."}
    )
    theme.refresh_from_db()
    assert theme.archived_at
    assert differences() == []


def test_the_first_page_says_what_waits(cast, steward):
    make.recommendation("1", follow_up="to_be_decided")
    organizations.add("OLD", by=make.REGISTER, kind="other", names=[organizations.Name("Old body")])
    page = said(steward.get("/steward/"))
    assert "1 to be decided" in page


def test_more_successions_cost_no_more(cast, steward, django_assert_max_num_queries):
    """And their figures are their lists."""

    def gave_way(number):
        body = make.organization(f"BODY-{number}")
        assert successions.add("split", by=make.REGISTER, on=make.today(), predecessors=[body], successors=[cast.auc])
        make.assignment(make.recommendation(str(number)), body)
        make.assignment(make.recommendation(str(number), ask=2), cast.dppa, answering=body)

    for place in ("/steward/", "/steward/successions/"):
        steward.get(place)
    gave_way(1)
    taken = {}
    for place in ("/steward/", "/steward/successions/"):
        with CaptureQueriesContext(connection) as queries:
            steward.get(place)
        taken[place] = len(queries)
    for number in range(2, 6):
        gave_way(number)
    for place, few in taken.items():
        with django_assert_max_num_queries(few):
            page = steward.get(place)
    assert [left for _each, left in page.context["rows"]] == [2] * 5
    assert steward.get("/steward/").context["open_work"] == 10


# Who may


PAGES = (
    "/steward/",
    NEW,
    ALL,
    "/steward/organizations/new/",
    "/organizations/DPPA/change/",
    "/steward/successions/",
    "/steward/successions/new/",
    "/steward/themes/new/",
    "/steward/documents/S/2000/1/",
)


@pytest.mark.parametrize("who", ["desk", "manager", "auditor", "administrator", "reader"])
def test_others_are_told_who_can(cast, client_of, who):
    make.recommendation("1")
    client = client_of(getattr(cast, who))
    before = Entry.objects.count()
    for address in PAGES:
        for answer in (client.get(address), client.post(address, asked(why="Try.", code="X", name="X", kind="call"))):
            assert answer.status_code == 403, address
            assert "Only the data stewards of the register can do this." in said(answer)
    assert Entry.objects.count() == before


def test_strangers_are_asked_to_sign_in(client, cast):
    make.document()
    for address in PAGES:
        assert client.get(address)["Location"].startswith("/sign-in/?next=")
        assert client.post(address).status_code in (302, 403)


# Nothing typed is lost


def test_what_was_typed_and_not_sent_stands_in_the_form_again_until_it_is_sent(cast, steward):
    row = make.recommendation("1")
    form, at = f"recommendation:{row.public_id}:what", f"/recommendations/{row.public_id}/change/"
    typed = what(row, **{"what-note": "Half a note.", "what-kind": "call"})
    assert steward.post(f"/kept/?form={form}", typed).status_code == 200
    page = text_of(steward.get(at))
    assert "Half a note." in page
    assert '<option value="call" selected>' in page
    assert steward.post(at, {**typed, "keeps": form, "writer": writer.token(cast.steward.pk)}).status_code == 302
    row.refresh_from_db()
    assert row.note == "Half a note."
    assert not KeptText.objects.exists()


def test_what_is_sent_after_the_session_ended_is_kept_for_the_sign_in(cast, client):
    row = make.recommendation("1")
    at = f"/recommendations/{row.public_id}/change/"
    answer = client.post(at, what(row, **{"what-note": "Half a note."}))
    assert answer["Location"].startswith("/sign-in/")
    row.refresh_from_db()
    assert row.note == ""


def test_an_organization_that_the_text_does_not_name_needs_a_reason_and_an_office_of_others_a_yes(steward):
    assert 'value="text" selected' not in steward.get(NEW).content.decode()
    wrong = {"parts-0-organization": "AU", "parts-0-answering": "DPPA", "parts-0-judgement": "It trains."}
    answer = steward.post(NEW, asked(quote=FIRST, **{**wrong, "parts-0-judgement": ""}))
    assert answer.status_code == 422
    assert "“African Union” stands neither" in text_of(answer)
    answer = steward.post(NEW, asked(quote=FIRST, **wrong))
    assert "answers for African Union?" in text_of(answer)
    assert 'name="parts-0-office_agreed"' in answer.content.decode()
    assert steward.post(NEW, asked(quote=FIRST, **wrong, **{"parts-0-office_agreed": "on"})).status_code == 302
    assert Recommendation.objects.get().assignments.get().judgement == "It trains."

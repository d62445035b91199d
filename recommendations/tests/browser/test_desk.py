"""My desk and the manager's pages: figures that are their lists, one click to work, many at once, what comes next."""

import re
from datetime import timedelta
from html import unescape

import pytest

from recommendations.choices import EntryKind, Role
from recommendations.models import Assignment, Comment, Entry
from recommendations.queries.desk import IN_ORDER
from recommendations.tests import make
from recommendations.tests.browser.stage import everything, owned, said, text_of
from recommendations.tests.make import by
from recommendations.tests.staged import staged
from recommendations.tests.workflow.candidates_stage import ask, proposed
from recommendations.workflow import assigning, comments, focal_points, target_dates, uploads


@staged
def rows(cast):
    return [owned(str(each), cast.dppa) for each in range(1, 13)]


def named(row, cast, focal_point, alternate=None):
    row.refresh_from_db()
    names = {"focal_point": focal_point, "alternate": alternate}
    focal_points.name(row, by=by(cast.manager), version=row.version, **names)
    row.refresh_from_db()


def chosen(rows) -> list[str]:
    found = Assignment.objects.filter(pk__in=[each.pk for each in rows])
    return [f"{each.public_id}.{each.version}" for each in found]


def keys(response) -> list[str]:
    """The rows that stand on a page."""
    return re.findall(r'<tr id="(?:piece-)?([\w-]+)"', text_of(response))


def in_header(response) -> int:
    found = re.search(r'<span class="n">(\d+)', text_of(response))
    return int(found.group(1)) if found else 0


def test_nothing_waits_for_a_reader(cast, client_of):
    assert "Nothing waits for you." in said(client_of(cast.reader).get("/"))


def test_every_figure_on_the_desk_is_its_list_and_the_header_says_their_sum(cast, client_of):
    everything(cast)
    Comment.objects.create(
        assignment=Assignment.objects.first(), author=cast.manager, text="See this.", once="1"
    ).mentions.set([cast.desk])
    seen = set()
    for who in ("desk", "clearing", "reviewer", "manager", "auditor", "clearing_above", "other_clearing"):
        client = client_of(getattr(cast, who))
        page = client.get("/")
        figures = dict(re.findall(r'href="/desk/(\w+)/">(\d+)<', text_of(page)))
        assert in_header(page) == sum(int(each) for each in figures.values()), who
        for kind in IN_ORDER:
            listed = len(keys(client.get(f"/desk/{kind}/")))
            assert listed == int(figures.get(kind, 0)), f"{who} {kind}"
        seen |= set(figures)
    assert {"returned", "drafts", "to_draft", "to_clear", "to_review", "to_comment", "to_confirm", "mentions"} <= seen


def test_a_long_panel_shows_its_first_ten_and_leads_to_all(cast, client_of, rows):
    client = client_of(cast.clearing)
    page = client.get("/")
    assert len(keys(page)) == 10
    assert "All 12" in said(page)
    assert len(keys(client.get("/desk/to_confirm/"))) == 12
    assert client.get("/desk/nothing/").status_code == 404


def test_all_pages_of_a_kind_together_are_its_figure(cast, client_of, rows, monkeypatch):
    monkeypatch.setattr("recommendations.browser.desk.pages.ON_A_PAGE", 5)
    client = client_of(cast.clearing)
    pages = [keys(client.get(f"/desk/to_confirm/?page={each}")) for each in (1, 2, 3)]
    assert [len(each) for each in pages] == [5, 5, 2]
    assert len({key for each in pages for key in each}) == 12
    at = Assignment.objects.get(pk=rows[7].pk).public_id
    assert f"to_confirm-{at}" in keys(client.get(f"/desk/to_confirm/?at=to_confirm.{at}"))


def test_mine_and_the_offices(cast, client_of, rows):
    for each in rows[:3]:
        assigning.ask(each, by=by(cast.manager))
    named(rows[0], cast, cast.desk)
    named(rows[1], cast, cast.desk_two)
    client = client_of(cast.desk)
    mine = client.get("/")
    assert keys(mine) == [f"to_draft-{rows[each].public_id}" for each in (0, 2)]
    assert "Mine 2 The office’s 3" in said(mine)
    office = client.get("/?whose=office")
    assert keys(office) == [f"to_draft-{rows[each].public_id}" for each in (0, 2, 1)]
    assert "focal point: Dan Desk" in said(office)
    assert in_header(office) == 2
    assert len(keys(client.get("/desk/to_draft/?whose=office"))) == 3


def test_they_are_ours(cast, client_of, rows):
    client = client_of(cast.clearing)
    page = client.post("/desk/confirm/", {"chosen": chosen(rows[:3]), "list": ""}, follow=True)
    assert "3 confirmed: they are yours." in said(page)
    assert len(keys(page)) == 9
    assert Assignment.objects.filter(state="confirmed").count() == 3


def test_what_stopped_one_is_listed_nothing_is_done_and_the_ticks_stay(cast, client_of, rows):
    given = chosen(rows[:3])
    rows[1].refresh_from_db()
    assigning.end(rows[1], by=by(cast.steward), version=rows[1].version, why="Transferred.")
    client = client_of(cast.clearing)
    page = client.post("/desk/confirm/", {"chosen": given, "list": "to_confirm"})
    assert page.status_code == 409
    assert "Nothing was done" in said(page)
    assert f"{rows[1].recommendation.reference} : Somebody changed it since you looked." in said(page)
    assert text_of(page).count("checked") == 2
    assert Assignment.objects.filter(state="confirmed").count() == 0
    nothing = client.post("/desk/confirm/", {"list": "to_confirm"})
    assert nothing.status_code == 422
    assert "Choose at least one." in said(nothing)


def test_another_familys_or_unknown_rows_are_not_taken(cast, client_of, rows):
    theirs = owned("20", cast.auc)
    refused = client_of(cast.clearing).post("/desk/confirm/", {"chosen": chosen([rows[0], theirs])})
    assert refused.status_code == 403
    assert "Only clearing officers and managers" in said(refused)
    assert client_of(cast.clearing).post("/desk/confirm/", {"chosen": "nothing.1"}).status_code == 404
    assert client_of(cast.desk).post("/desk/ask/", {"chosen": chosen(rows)}).status_code == 403


def test_only_who_can_report_is_sent_to_the_form_to_decline(cast, client_of, rows):
    from recommendations.choices import Role
    from recommendations.workflow import memberships

    assert "Decline" not in said(client_of(cast.clearing).get("/"))
    memberships.grant(cast.clearing, Role.DESK_OFFICER, by=make.REGISTER, organization=cast.dppa)
    assert "Decline" in said(client_of(cast.clearing).get("/"))


# After an act


def link_of(page, key: str) -> str:
    return unescape(re.search(rf'href="([^"]+)" data-item="{key}"', text_of(page)).group(1))


def test_after_an_act_the_desk_says_what_happened_and_what_is_next(cast, client_of, rows):
    first, second, third = (make.submitted(each, cast.desk) for each in rows[:3])
    client = client_of(cast.clearing)
    address = link_of(client.get("/desk/to_clear/"), f"to_clear-{second.assignment.public_id}")
    page = client.get(address)
    place = re.search(r'name="desk" value="([^"]+)"', text_of(page)).group(1)
    given = {"version": second.version, "release": "partners", "desk": place}
    back = client.post(f"/updates/{second.public_id}/clear/", given, follow=True)
    assert back.redirect_chain[-1][0].startswith("/desk/to_clear/?at=to_clear.")
    assert f"{second.assignment.recommendation.reference} . Cleared. It counts from now on" in said(back)
    assert f"Next to clear: {third.assignment.recommendation.reference}" in said(back)
    given = {"version": third.version, "release": "partners", "desk": "to_clear...a"}
    back = client.post(f"/updates/{third.public_id}/clear/", given, follow=True)
    assert f"Next to clear: {first.assignment.recommendation.reference}" in said(back)


def test_an_answered_mention_leads_back_to_the_desk_and_another_comment_does_not(cast, client_of, rows):
    comments.write(rows[0], by=by(cast.manager), text="See this.", once="1", tell=[cast.desk])
    client = client_of(cast.desk)
    address = link_of(client.get("/"), f"mentions-{rows[0].public_id}")
    assert f'id="{address.partition("#")[2]}"' in text_of(client.get(address))
    post = f"/assignments/{rows[0].public_id}/comments/"
    stays = client.post(post, {"text": "And that.", "once": "2", "desk": "to_draft..."})
    assert stays["Location"].startswith("/recommendations/")
    back = client.post(post, {"text": "I have seen it.", "once": "3", "desk": "mentions..."}, follow=True)
    assert back.redirect_chain[-1][0].startswith("/?at=mentions.")
    assert "Nothing waits for you." in said(back)


def test_an_agreed_date_leads_back_to_the_desk(cast, client_of, rows):
    day = make.today() + timedelta(days=200)
    proposal = target_dates.propose(rows[0], by=by(cast.desk), due_on=day, due_precision="day")
    client = client_of(cast.clearing)
    page = text_of(client.get(link_of(client.get("/"), f"to_agree-{rows[0].public_id}")))
    assert 'id="target-date"' in page
    given = {"proposal": proposal.public_id, "action": "agree", "version": rows[0].version, "desk": "to_agree..."}
    back = client.post(f"/assignments/{rows[0].public_id}/target-date/decide/", given, follow=True)
    assert back.redirect_chain[-1][0].startswith("/?at=to_agree.")
    assert "Next to confirm:" in said(back)


def test_without_the_desk_one_stays_on_the_page(cast, client_of, rows):
    update = make.submitted(rows[0], cast.desk)
    for place in ("", "nowhere...", 'to_clear."x"..a'):
        given = {"version": update.version, "release": "partners", "desk": place}
        response = client_of(cast.clearing).post(f"/updates/{update.public_id}/clear/", given)
        assert response.status_code == 409 or response["Location"].startswith("/recommendations/")


def test_one_click_says_it_is_ours_and_goes_on(cast, client_of, rows):
    client = client_of(cast.clearing)
    button = re.search(r'value="(\d+)" formaction="([^"]+)"', text_of(client.get("/")))
    back = client.post(unescape(button.group(2)), {"version": button.group(1), "back": "/"}, follow=True)
    assert "is yours" in said(back)
    assert "Next to confirm:" in said(back)


# The manager


def test_who_has_the_work_in_figures_that_are_lists(cast, client_of):
    everything(cast)
    ours = list(Assignment.objects.filter(answering_organization=cast.dppa, state__in=("proposed", "confirmed")))
    for row, person in zip(ours, [cast.desk, cast.desk_two, None] * 20, strict=False):
        if person and not row.recommendation.archived_at:
            named(row, cast, person)
    client = client_of(cast.manager)
    page = text_of(client.get("/desk/family/"))
    figures = re.findall(r'<a class="fig" href="([^"]+)">(\d+)</a>', page)
    assert len(figures) > 12
    for address, number in figures:
        assert len(keys(client.get(unescape(address)))) == int(number), address
    assert client.get("/desk/family/?person=nobody").status_code == 200
    assert client.get("/desk/family/?person=stranger").status_code == 404
    assert client.get("/desk/family/?kind=mentions").status_code == 404


def test_a_focal_point_for_many_and_the_queue_gets_shorter(cast, client_of, rows):
    client = client_of(cast.manager)
    given = {"chosen": chosen(rows[:5]), "list": "family", "focal_point": "desk", "alternate": "desk-two"}
    page = client.post("/desk/name/?person=nobody", given, follow=True)
    assert page.redirect_chain[-1][0] == "/desk/family/?person=nobody"
    assert "5 pieces of work are Dora Desk’s now." in said(page)
    assert len(keys(page)) == 7
    assert "Without a focal point 7" in said(client.get("/"))
    assert "alternate: Dan Desk" in said(client.get("/desk/family/?person=desk"))
    off = {"chosen": chosen(rows[:2]), "list": "family", "focal_point": "nobody"}
    assert "2 pieces of work have no focal point now." in said(client.post("/desk/name/", off, follow=True))


def test_somebody_who_cannot_have_it_is_said_per_row(cast, client_of, rows):
    client = client_of(cast.manager)
    below = make.organization("BELOW", parent=cast.dppa)
    make.user("below-desk", Role.DESK_OFFICER, below, full_name="Bea Below")
    given = {"chosen": chosen(rows[:2]), "list": "family", "focal_point": "below-desk"}
    page = client.post("/desk/name/", given)
    assert page.status_code == 409
    assert said(page).count("Bea Below is not a desk officer of") == 2
    given["focal_point"] = ""
    page = client.post("/desk/name/", given)
    assert page.status_code == 422
    assert "Choose who has the work." in said(page)


@pytest.mark.parametrize("who", ["other-desk", "administrator", "nobody-of-this-name"])
def test_who_is_of_another_family_stays_unknown_to_a_manager(cast, client_of, rows, who):
    """The same words for an account of others and for none: no name, and not whether there is one."""
    for field in ("focal_point", "alternate"):
        given = {"chosen": chosen(rows[:2]), "list": "family", "focal_point": "desk", field: who}
        page = client_of(cast.manager).post("/desk/name/", given)
        assert page.status_code == 422
        assert "Choose one of the persons in the list." in said(page)
        assert not any(name in said(page) for name in ("Amina Desk", "Ari Administrator"))


def test_asking_many(cast, client_of, rows):
    client = client_of(cast.manager)
    given = {"chosen": chosen(rows[:4]), "list": "family"}
    for _twice in range(2):
        page = client.post("/desk/ask/", given, follow=True)
    assert page.status_code == 200
    assert Entry.objects.filter(kind=EntryKind.ASKED).count() == 4
    assert "To draft: 4" in said(client_of(cast.desk).get("/"))


def test_who_left_the_office_is_pointed_out(cast, client_of, rows):
    named(rows[0], cast, cast.desk)
    cast.desk.is_active = False
    cast.desk.save()
    assert "no desk officer here any more" in said(client_of(cast.manager).get("/desk/family/"))


def test_handing_over_is_looked_at_first(cast, client_of, rows):
    named(rows[0], cast, cast.desk)
    named(rows[1], cast, cast.desk_two, cast.desk)
    make.draft(rows[0], cast.desk)
    client = client_of(cast.manager)
    assert "Amina" not in said(client.get("/desk/hand-over/"))
    page = client.get("/desk/hand-over/?from=desk&to=desk-two")
    assert "2 pieces of work move" in said(page)
    assert "1 open update of Dora Desk stays with its office" in said(page)
    seal = re.search(r'name="seal" value="(\w+)"', text_of(page)).group(1)
    given = {"from": "desk", "to": "desk-two", "seal": seal, "why": "On leave."}
    done = client.post("/desk/hand-over/", given, follow=True)
    assert "2 pieces of work of Dora Desk are Dan Desk’s now." in said(done)
    assert set(Assignment.objects.filter(pk__in=[rows[0].pk, rows[1].pk]).values_list("focal_point", "alternate")) == {
        (cast.desk_two.pk, None)
    }
    again = client.post("/desk/hand-over/", given)
    assert again.status_code == 409
    assert "Choose whose work moves" in said(again)


def test_a_hand_over_of_what_has_changed_meanwhile_is_shown_again(cast, client_of, rows):
    named(rows[0], cast, cast.desk)
    client = client_of(cast.manager)
    given = {"from": "desk", "to": "desk-two", "seal": "old", "why": "On leave."}
    page = client.post("/desk/hand-over/", given)
    assert page.status_code == 409
    assert "has changed since you looked at it" in said(page)
    assert 'value="On leave."' in text_of(page)
    same = client.get("/desk/hand-over/?from=desk&to=desk")
    assert same.status_code == 422
    assert "Choose somebody else" in said(same)


def test_longer_desks_cost_no_more(cast, client_of, django_assert_max_num_queries):
    def fill(numbers):
        for number in numbers:
            row = owned(str(number), cast.dppa)
            assigning.ask(row, by=by(cast.manager))
            named(row, cast, cast.desk)
            make.submitted(owned(str(number), cast.dppa, ask=2), cast.desk_two)

    def queries(client, address) -> int:
        client.get(address)
        with django_assert_max_num_queries(200) as captured:
            client.get(address)
        return len(captured)

    addresses = {"desk": ("/", "/desk/to_draft/"), "clearing": ("/",), "manager": ("/", "/desk/family/")}
    clients = {who: client_of(getattr(cast, who)) for who in addresses}
    fill(range(1, 3))
    few = {(who, each): queries(clients[who], each) for who, found in addresses.items() for each in found}
    fill(range(3, 9))
    many = {(who, each): queries(clients[who], each) for who, found in addresses.items() for each in found}
    assert many == few


def test_the_day_of_what_is_due_soon_stands_on_its_row(cast, client_of, rows):
    from recommendations.workflow import catalogue

    day = make.today() + timedelta(days=12)
    catalogue.set_due(
        rows[0].recommendation,
        by=make.REGISTER,
        version=rows[0].recommendation.version,
        why="The source.",
        due_on=day,
        due_precision="day",
    )
    make.cleared(rows[0], cast.desk, cast.clearing)
    page = said(client_of(cast.desk).get("/"))
    assert "Due in 30 days: 1" in page
    assert "in 12 days" in page


def test_a_desk_officer_is_led_to_what_is_proposed_and_to_nothing_else(cast, client_of):
    """Only desk officers answer “not ours”; what is proposed does not wait on their desk."""
    proposed, confirmed = owned("1", cast.dppa), owned("2", cast.dppa)
    owned("3", cast.auc)
    assigning.confirm(confirmed, by=by(cast.clearing), version=confirmed.version)
    page = text_of(client_of(cast.desk).get("/"))
    address = unescape(re.search(r'href="(/recommendations/\?[^"]*)">Proposed to it', page)[1])
    found = text_of(client_of(cast.desk).get(address))
    assert f"/recommendations/{proposed.recommendation.public_id}/" in found
    assert f"/recommendations/{confirmed.recommendation.public_id}/" not in found
    assert "1 to 1 of 1" in said(client_of(cast.desk).get(address))
    for other in (cast.clearing, cast.reader, cast.administrator):
        assert "Proposed to it" not in text_of(client_of(other).get("/"))


def test_what_waits_for_stewards_stands_on_their_desk_and_each_figure_is_its_list(cast, client_of):
    client = client_of(cast.steward)
    assert "Nothing waits for you." in said(client.get("/"))
    proposed(ask("1"), ask("2"), ask("3", suggested=False))
    uploads.give("report.txt", b"1. The United Nations should act.", by=make.by(cast.steward))
    page = client.get("/")
    assert "Nothing waits for you." not in said(page)
    assert "2 candidates to decide" in said(page)
    assert "report.txt" in said(page)
    figures = dict(re.findall(r'href="/intake/#(\w+)">(\d+)<', text_of(page)))
    assert figures == {"reviews": "1", "open": "1"}
    assert in_header(page) == in_header(client.get("/steward/")) == 2
    intake = client.get("/intake/").context
    assert (len(intake["reviews"]), len(intake["open"])) == (1, 1)
    home = client.get("/steward/").context
    assert (home["reviews"], home["given"]) == (1, 1)
    assert in_header(client_of(cast.desk).get("/")) == 0

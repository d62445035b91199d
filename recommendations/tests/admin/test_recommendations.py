import pytest

from recommendations.choices import FollowUp
from recommendations.models import Assignment, Recommendation, SourceDocument
from recommendations.tests import make
from recommendations.tests.admin.stage import act, address, assert_kept, client_of, errors_of, filled, save
from recommendations.workflow import catalogue

ASK = {"kind": "recommendation", "nature": "single_action", "standing": "recommended", "follow_up": "tracked"}


def paragraph(label="7"):
    return make.document().versions.get().paragraphs.get(label=label)


def test_a_steward_adds_one_by_its_exact_words(cast):
    make.document()
    answer = save(
        cast.steward,
        address("recommendation", "add"),
        paragraph=paragraph().pk,
        quote="The African Union should support thing 7.",
        number=2,
        addressee_words="The African Union",
        place_names="Darfur\nSomalia",
        why="It was missed.",
        **ASK,
    )
    assert answer.status_code == 302
    made = Recommendation.objects.get()
    assert made.reference == "S/2000/1 para. 7, ask 2"
    assert [each.name for each in made.places.all()] == ["Darfur", "Somalia"]
    assert_kept("added", "It was missed.", by=cast.steward)


def test_words_that_are_not_in_the_paragraph_are_refused_beside_the_quote(cast):
    make.document()
    path, given = address("recommendation", "add"), {"paragraph": paragraph().pk, "why": "Try.", **ASK}
    answer = save(cast.steward, path, quote="The African Union must support thing 7.", **given)
    assert "not in the paragraph" in str(errors_of(answer)["quote"])
    assert "must support thing 7" in answer.content.decode()
    answer = save(cast.steward, path, quote="The African Union should", lead_in="Nowhere said.", **given)
    assert "Nowhere said." in str(errors_of(answer)["quote"])
    assert not Recommendation.objects.exists()


def test_a_steward_changes_attributes_and_the_date_that_the_source_states(cast):
    row = make.recommendation("7")
    path = address("recommendation", "change", row.pk)
    given = {"kind": "request", "due_on": "2010-06-01", "due_precision": "year"}
    assert save(cast.steward, path, why="Read again.", **given).status_code == 302
    row.refresh_from_db()
    assert (row.kind, row.due_on.isoformat()) == ("request", "2010-12-31")
    assert [each.kind for each in row.entries.order_by("seq")] == ["added", "changed", "changed"]
    assert_kept("changed", "Read again.", by=cast.steward)


def test_a_date_without_precision_is_refused_beside_its_field(cast):
    row = make.recommendation("7")
    answer = save(cast.steward, address("recommendation", "change", row.pk), due_on="2010-06-01", why="Try.")
    assert errors_of(answer)
    row.refresh_from_db()
    assert row.due_on is None


def test_a_stale_change_keeps_both(cast):
    row = make.recommendation("7")
    path = address("recommendation", "change", row.pk)
    mine = filled(cast.steward, path, note="Mine", why="Mine.")
    catalogue.change(row, by=make.REGISTER, version=row.version, why="Theirs.", note="Theirs", kind="call")
    answer = client_of(cast.steward).post(path, mine)
    assert answer.status_code == 409
    assert "Theirs" in str(errors_of(answer)["note"])
    assert "Call" in str(errors_of(answer)["kind"])


def test_raw_projections_and_words_are_not_taken(cast):
    owned = make.assignment(make.recommendation("7"), cast.dppa)
    row = owned.recommendation
    before = Recommendation.objects.values().get(pk=row.pk)
    raw = {
        "status": "implemented",
        "basis": "independent",
        "text": "Other words",
        "reference": "S/1/1",
        "without_owner": "on",
        "archived_at": "2020-01-01",
        "deferred_until": "2020-01-01",
        "start": "1",
        "public_id": "x",
    }
    save(cast.steward, address("recommendation", "change", row.pk), note="N", why="Raw.", **raw)
    after = Recommendation.objects.values().get(pk=row.pk)
    moved = {name for name in after if after[name] != before[name]}
    assert moved == {"note", "version", "updated_at"}
    assert_kept("changed", "Raw.", by=cast.steward)


def test_archive_and_restore_ask_why_and_the_list_hides_what_is_archived(cast):
    one, two = make.recommendation("7"), make.recommendation("8")
    assert act(cast.steward, "recommendation", "archive", one, two, why="").status_code == 200
    assert Recommendation.objects.filter(archived_at__isnull=True).count() == 2
    assert act(cast.steward, "recommendation", "archive", one, two, why="Twice entered.").status_code == 302
    assert_kept("archived", "Twice entered.", by=cast.steward)
    client = client_of(cast.steward)
    assert client.get(address("recommendation")).context["cl"].result_count == 0
    assert client.get(address("recommendation"), {"archived": "yes"}).context["cl"].result_count == 2
    one.refresh_from_db()
    path = f"{address('recommendation')}?archived=yes"
    given = {"action": "restore", "_selected_action": one.pk, "confirmed": "yes", "why": "Needed."}
    assert client.post(path, {**given, f"version-{one.pk}": one.version}).status_code == 302
    assert_kept("restored", "Needed.", by=cast.steward)


def test_an_action_is_all_or_nothing_and_carries_versions(cast):
    one, two = make.recommendation("7"), make.recommendation("8")
    given = {"action": "archive", "_selected_action": [one.pk, two.pk], "confirmed": "yes", "why": "Now."}
    versions = {f"version-{one.pk}": one.version, f"version-{two.pk}": two.version - 1}
    client = client_of(cast.steward)
    answer = client.post(address("recommendation"), {**given, **versions})
    assert answer.status_code == 409
    assert b"Now." in answer.content
    assert client.post(address("recommendation"), given).status_code == 409
    assert not Recommendation.objects.filter(archived_at__isnull=False).exists()


def test_assignments_are_proposed_changed_and_ended(cast):
    row = make.recommendation("7")
    given = {"recommendation": row.pk, "organization": cast.dppa.pk, "role": "owner"}
    answer = save(cast.steward, address("assignment", "add"), why="Theirs.", **given)
    assert "judgement" in errors_of(answer)
    answer = save(cast.steward, address("assignment", "add"), why="Theirs.", named_in_text="on", **given)
    assert cast.dppa.name() in str(errors_of(answer)["judgement"])
    given["judgement"] = "Its desk."
    answer = save(cast.steward, address("assignment", "add"), why="Theirs.", **given)
    assert answer.status_code == 302
    made = Assignment.objects.get()
    assert made.answering_organization == cast.dppa
    assert_kept("assigned", "Theirs.", by=cast.steward)
    answer = save(cast.steward, address("assignment", "add"), why="Again.", **given)
    assert "assigned already" in str(errors_of(answer)["organization"])
    path = address("assignment", "change", made.pk)
    raw = {"state": "confirmed", "headline": "implemented", "reported_status": "implemented", "role": "contributing"}
    save(cast.steward, path, answering_organization=cast.secretariat.pk, why="They write.", **raw)
    assert_kept("changed", "They write.", by=cast.steward)
    made.refresh_from_db()
    assert (made.answering_organization, made.state, made.role) == (cast.secretariat, "proposed", "owner")
    assert act(cast.steward, "assignment", "end", made, why="Not theirs.").status_code == 302
    assert_kept("ended", "Not theirs.", by=cast.steward)


def test_nobody_answers_is_said_not_left_out(cast):
    given = {"recommendation": make.recommendation("7").pk, "organization": cast.council.pk, "role": "owner"}
    given |= {"judgement": "It decides.", "nobody_answers": "on", "why": "An organ."}
    save(cast.steward, address("assignment", "add"), **given)
    assert Assignment.objects.get().answering_organization is None


def test_documents_change_their_facts_only(cast):
    row = make.document()
    path = address("sourcedocument", "change", row.pk)
    assert save(cast.steward, path, mandate="S/PRST/2007/7", why="It says so.").status_code == 302
    assert_kept("changed", "It says so.", by=cast.steward)
    assert "date_precision" in errors_of(save(cast.steward, path, date_precision="", why="Try."))
    assert SourceDocument.objects.get().date_precision == "day"


@pytest.mark.parametrize("follow_up", FollowUp.values)
def test_follow_up_is_the_steward_s_and_recorded(cast, follow_up):
    row = make.recommendation("7", follow_up=FollowUp.TO_BE_DECIDED)
    save(cast.steward, address("recommendation", "change", row.pk), follow_up=follow_up, note="x", why="Decided.")
    row.refresh_from_db()
    assert row.follow_up == follow_up
    assert_kept("changed", "Decided.", by=cast.steward)

"""What a steward accepts is in the register, word for word; what is rejected keeps its reason; nothing is lost."""

import threading

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from recommendations.choices import CandidateState, DocumentKind, FollowUp, Status
from recommendations.errors import AlreadyCatalogued, Invalid, NotAll, NotPermitted, NotVerbatim, ReasonNeeded, Stale
from recommendations.models import Candidate, CandidateDecision, Recommendation, Theme
from recommendations.tests import make
from recommendations.tests.workflow.candidates_stage import ask, proposed
from recommendations.workflow import audit, candidates_deciding, candidates_shaping, candidates_undoing, themes


@pytest.fixture
def steward(cast):
    return make.by(cast.steward)


def accept(row, by, **given):
    row.refresh_from_db()
    return candidates_deciding.accept(row, by=by, version=row.version, given=given)


def of(row) -> Recommendation:
    row.refresh_from_db()
    return row.recommendation


def test_what_is_accepted_is_verbatim_to_be_decided_and_not_asked(cast, steward):
    (row, *_rest) = proposed()
    accept(row, steward)
    made = of(row)
    assert made.text == row.text == made.paragraph.text[made.start : made.end]
    assert made.follow_up == FollowUp.TO_BE_DECIDED
    assert made.status == Status.NOT_ASKED
    assert [(each.organization.code, each.state, each.named_in_text) for each in made.assignments.all()] == [
        ("UN", "proposed", True)
    ]
    assert row.state == CandidateState.ACCEPTED
    assert row.decided_by == cast.steward
    assert audit.differences() == []


def test_follow_up_that_is_set_is_kept_and_without_one_the_rule_holds(cast, steward):
    first, second, third = proposed()
    accept(first, steward, follow_up=FollowUp.TRACKED)
    accept(second, steward, kind="observation", follow_up="", parts=[])
    accept(third, steward, follow_up="")
    found = [of(each).follow_up for each in (first, second, third)]
    assert found == [FollowUp.TRACKED, FollowUp.FOR_REFERENCE, FollowUp.TO_BE_DECIDED]


def test_an_unofficial_paper_starts_for_reference(cast, steward):
    document = make.document()
    document.kind = DocumentKind.POLICY_PAPER
    document.save()
    (row,) = proposed(ask("1"))
    accept(row, steward)
    assert of(row).follow_up == FollowUp.FOR_REFERENCE


def test_everything_that_was_filled_in_goes_with_it(cast, steward):
    theme = Theme.objects.create(code="t", name="Theme")
    (row,) = proposed(ask("1"))
    part = {"organization": "UN-SC", "role": "counterpart", "answering": "DPPA", "named": "judgement"}
    accept(
        row,
        steward,
        quote="do thing 1 well",
        kind="call",
        nature="continuing_practice",
        standing="endorsed",
        standing_symbol="S/RES/1",
        addressees=[{"words": "The United Nations", "organization": "UN"}],
        parts=[{**part, "judgement": "Its word counts."}],
        themes=["t"],
        places=["Somalia"],
        due_on="2001-01-01",
        due_precision="year",
    )
    made = of(row)
    assert made.text == "do thing 1 well"
    assert (made.kind, made.nature, made.standing_symbol) == ("call", "continuing_practice", "S/RES/1")
    assert [each.organization.code for each in made.addressees.all()] == ["UN"]
    assert list(made.themes.all()) == [theme]
    assert [each.name for each in made.places.all()] == ["Somalia"]
    assert made.due_on.isoformat() == "2001-12-31"
    (assigned,) = made.assignments.all()
    assert (assigned.role, assigned.answering_organization.code) == ("counterpart", "DPPA")


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"quote": "Other words."}, NotVerbatim),
        ({"kind": "nonsense"}, Invalid),
        ({"standing": "endorsed"}, Invalid),
        ({"themes": ["nothing"]}, Invalid),
        ({"due_on": "2001-01-01"}, Invalid),
        (
            {
                "parts": [
                    {"organization": "UN", "role": "owner", "answering": "", "named": "judgement", "judgement": ""}
                ]
            },
            Invalid,
        ),
        (
            {"parts": [{"organization": "NO", "role": "owner", "answering": "", "named": "text", "judgement": ""}]},
            Invalid,
        ),
    ],
)
def test_what_does_not_hold_is_refused_and_nothing_is_half_done(cast, steward, given, refusal):
    (row,) = proposed(ask("1"))
    with pytest.raises(refusal):
        accept(row, steward, **given)
    row.refresh_from_db()
    assert row.state == CandidateState.TO_DECIDE
    assert not Recommendation.objects.exists()
    assert not CandidateDecision.objects.exists()


def test_words_that_came_into_the_register_meanwhile_are_named(cast, steward):
    (row,) = proposed(ask("1"))
    there = make.recommendation("1")
    with pytest.raises(AlreadyCatalogued) as refused:
        accept(row, steward)
    assert refused.value.facts["recommendation"] == there


def test_asks_are_taken_from_the_quoted_version_only(cast, steward):
    (row,) = proposed(ask("1"))
    type(row.document_version).objects.update(is_quoted=False)
    with pytest.raises(Invalid):
        accept(row, steward)
    assert not Recommendation.objects.exists()


def test_a_rejection_keeps_its_reason_and_needs_one(cast, steward):
    (row, *_rest) = proposed()
    with pytest.raises(ReasonNeeded):
        candidates_deciding.reject(row, by=steward, version=row.version, reason=" ")
    candidates_deciding.reject(row, by=steward, version=row.version, reason="Told, not asked.")
    row.refresh_from_db()
    assert (row.state, row.reason, row.decided_by) == (CandidateState.REJECTED, "Told, not asked.", cast.steward)


def test_only_stewards_decide(cast, steward):
    (row, *_rest) = proposed()
    for who in (cast.desk, cast.manager, cast.administrator):
        with pytest.raises(NotPermitted):
            accept(row, make.by(who))
        with pytest.raises(NotPermitted):
            candidates_deciding.reject(row, by=make.by(who), version=row.version, reason="No.")


def test_all_are_accepted_as_one_decision_or_none_with_every_mistake(cast, steward):
    rows = proposed()
    make.recommendation("2")
    make.recommendation("3")
    seen = [(each, each.version) for each in rows]
    with pytest.raises(NotAll) as refused:
        candidates_deciding.accept_all(seen, by=steward)
    assert [each.paragraph.label for each, _why in refused.value.stopped] == ["2", "3"]
    assert Candidate.objects.filter(state=CandidateState.ACCEPTED).count() == 0
    assert Recommendation.objects.count() == 2
    candidates_deciding.accept_all(seen[:1], by=steward)
    assert of(rows[0]).paragraph.label == "1"
    assert CandidateDecision.objects.count() == 1


def test_a_page_that_is_behind_is_refused_with_what_the_other_decided(cast, steward):
    (row, *_rest) = proposed()
    seen = row.version
    candidates_deciding.reject(row, by=steward, version=seen, reason="Told, not asked.")
    with pytest.raises(Stale) as refused:
        candidates_deciding.accept(row, by=steward, version=seen)
    assert refused.value.current.reason == "Told, not asked."
    with pytest.raises(NotAll):
        candidates_deciding.accept_all([(row, seen)], by=steward)


def test_of_two_who_decide_at_once_one_is_told_of_the_other(committed_db):
    cast = make.cast()
    other = make.user("steward-two", "steward", full_name="Second Steward")
    (row, *_rest) = proposed()
    ready = threading.Barrier(2)
    ended: dict[str, str] = {}

    def decide(name, act):
        try:
            ready.wait()
            act()
            ended[name] = "done"
        except Stale:
            ended[name] = "told"
        finally:
            connections.close_all()

    acts = {
        "accept": lambda: candidates_deciding.accept(row, by=make.by(cast.steward), version=1),
        "reject": lambda: candidates_deciding.reject(row, by=make.by(other), version=1, reason="Told."),
    }
    threads = [threading.Thread(target=decide, args=each) for each in acts.items()]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert sorted(ended.values()) == ["done", "told"]
    row.refresh_from_db()
    won = next(name for name, how in ended.items() if how == "done")
    assert row.state == {"accept": "accepted", "reject": "rejected"}[won]
    assert Recommendation.objects.count() == (won == "accept")
    assert CandidateDecision.objects.count() == 1


def test_of_many_each_has_what_it_has_alone_and_an_entry_for_each_act(cast, steward):
    theme = themes.add("t", by=make.REGISTER, name="Theme")
    given = {"themes": ["t"], "actors": ["UN", "AU"]}
    asks = [ask("1", **given), ask("1", 1, **given), ask("2", **given), ask("3", kind="observation", **given)]
    rows = proposed(*asks)
    accept(rows[2], steward)
    candidates_deciding.accept_all([(each, each.version) for each in (rows[0], rows[1], rows[3])], by=steward)
    found = [of(each) for each in rows]
    assert [each.reference for each in found] == [
        "S/2000/1 para. 1",
        "S/2000/1 para. 1, ask 2",
        "S/2000/1 para. 2",
        "S/2000/1 para. 3",
    ]
    assert [[part.organization.code for part in each.assignments.all()] for each in found] == [["UN", "AU"]] * 3 + [[]]
    for each in found:
        assert each.text == each.paragraph.text[each.start : each.end]
        assert list(each.themes.all()) == [theme]
        entries = [entry.kind for entry in each.entries.all()]
        assert sorted(entries) == sorted(["added", *["assigned"] * each.assignments.count()])
    among, _second, alone, _observed = found
    for name in ("status", "basis", "without_owner", "version", "follow_up"):
        assert getattr(among, name) == getattr(alone, name)
    assert [found[0].ord, found[1].ord] == [found[0].paragraph.ord * 100 + 1, found[0].paragraph.ord * 100 + 2]
    assert audit.differences() == []


def test_two_that_were_made_equal_are_not_both_accepted(cast, steward):
    first, second = proposed(ask("1"), ask("1", 1))
    candidates_shaping.change(second, by=steward, version=1, given={"quote": first.text})
    second.refresh_from_db()
    with pytest.raises(NotAll) as refused:
        candidates_deciding.accept_all([(first, 1), (second, second.version)], by=steward)
    assert [each.pk for each, _why in refused.value.stopped] == [second.pk]
    assert not Recommendation.objects.exists()


def test_what_was_accepted_before_comes_back_among_many_as_the_same(cast, steward):
    rows = proposed()
    decision = accept(rows[0], steward)
    there = of(rows[0])
    candidates_undoing.undo(decision, by=steward)
    for each in rows:
        each.refresh_from_db()
    candidates_deciding.accept_all([(each, each.version) for each in rows], by=steward)
    assert of(rows[0]) == there
    assert of(rows[0]).archived_at is None
    assert Recommendation.objects.count() == 3
    assert audit.differences() == []


def test_accepting_many_asks_the_database_a_few_times_for_each(cast, steward):
    def asked(n):
        seen = [(each, 1) for each in proposed(*(ask(str(label), actors=["UN", "AU"]) for label in n))]
        with CaptureQueriesContext(connection) as found:
            candidates_deciding.accept_all(seen, by=steward)
        Candidate.objects.update(origin="marked")
        return len(found)

    few, many = asked(range(1, 4)), asked(range(4, 44))
    assert (many - few) / 37 < 5

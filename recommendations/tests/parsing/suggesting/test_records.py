"""Participants' views are offered in a record of views, and nowhere else."""

from .ask import suggested

VIEWS = [
    "Participants agreed that planning should begin before a mandate is adopted.",
    "Many stressed the importance of sharing assessments.",
    "It was suggested that the Secretariat exchange planners with the African Union Commission.",
    "There was a view that contributing countries needed to be consulted and should be heard.",
]


def test_in_a_summary_of_a_meeting_each_is_a_view():
    found = suggested(*VIEWS, kind="meeting_summary")
    assert [each.quote for each in found] == VIEWS
    assert {each.kind for each in found} == {"view_expressed"}
    assert found[2].actors[0] == "UN-SECRETARIAT"


def test_in_a_report_none_is():
    assert suggested(*VIEWS[:3]) == []


def test_what_was_only_told_is_no_view():
    told = [
        "Participants noted with appreciation the growing number of joint visits.",
        "Speakers asked whether more time would have made a difference.",
        "There was no agreement on this point.",
    ]
    assert suggested(*told, kind="meeting_summary") == []


def test_two_views_in_a_sentence_are_each_one():
    text = (
        "Speakers underlined the need to plan for closure from the outset, and "
        "emphasized that States should be consulted."
    )
    assert [each.quote for each in suggested(text, kind="meeting_summary")] == [
        "Speakers underlined the need to plan for closure from the outset",
        "emphasized that States should be consulted.",
    ]


def test_what_is_important_to_do_and_to_do_is_two_views():
    text = "It was seen as important to consult troop contributors and adjust the plan, where needed, to their advice."
    assert [each.quote for each in suggested(text, kind="meeting_summary")] == [
        "It was seen as important to consult troop contributors",
        "adjust the plan, where needed, to their advice.",
    ]
    one = "It was seen as important to inform and consult the contributors early and in good faith."
    assert [each.quote for each in suggested(one, kind="meeting_summary")] == [one]


def test_a_list_of_views_is_views_item_by_item():
    found = suggested(
        "Design of mandates",
        "Need for clear and achievable mandates",
        kind="committee_report",
        headings=["Appendix", "List of views expressed in the meetings"],
        above={1: 0},
        labels=["App. 1", "App. 1 1"],
    )
    assert [each.paragraph for each in found] == ["App. 1 1"]

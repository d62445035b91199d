"""Items below words that ask."""

from .ask import candidates, suggested


def test_items_take_kind_addressee_and_lead_in_from_the_words_above():
    found = suggested(
        "To strengthen coordination, the Security Council may wish to:",
        "Fully implement the communiqué;",
        "Hold annual meetings.",
        above={1: 0, 2: 0},
        labels=["73", "73(a)", "73(b)"],
    )
    assert [each.paragraph for each in found] == ["73(a)", "73(b)"]
    assert {each.kind for each in found} == {"recommendation"}
    assert {each.actors for each in found} == {("UN-SC",)}
    assert found[0].lead_in[0].quote == "To strengthen coordination, the Security Council may wish to:"


def test_items_may_name_each_its_own():
    found = suggested(
        "I recommend that:",
        "The General Assembly approve the reserve;",
        "The African Union Commission, in consultation with its partners:",
        "Update the roster;",
        above={1: 0, 2: 0, 3: 2},
        labels=["14", "14(a)", "14(b)", "14(b)(i)"],
    )
    assert [(each.paragraph, each.actors) for each in found] == [
        ("14(a)", ("UN-GA",)),
        ("14(b)", ("AUC",)),
        ("14(b)(i)", ("AUC",)),
    ]
    assert [place.paragraph for place in found[2].lead_in] == ["14", "14(b)"]


def test_steps_that_are_required():
    found = suggested("The following steps are required:", "Every camp is assessed;", above={1: 0})
    assert [each.paragraph for each in found] == ["2"]


def test_items_with_verbs_of_their_own_under_the_name_of_the_body():
    found = suggested(
        "Against this background, the Council:",
        "invites the High Representative to present options;",
        "recalls its conclusions of 2029, in which it invited the Service to report;",
        "calls on Member States to make experts available;",
        above={1: 0, 2: 0, 3: 0},
        kind="policy_paper",
        symbol="EU/7710/31",
    )
    assert [(each.kind, each.actors) for each in found] == [("request", ("EU-HR",)), ("call", ("EU-MEMBER-STATES",))]


def test_a_list_of_topics_is_no_list_of_asks():
    assert (
        candidates("The following topics were discussed:", "Force generation and medical support;", above={1: 0}) == ()
    )


def test_a_box_is_an_ask_whole():
    text = "The executive heads should adopt terms of reference by 2032. Progress should be reported."
    (found,) = suggested(text, kind="oversight_report", labels=["Recommendation 3"])
    assert found.quote == text
    assert found.why[0].code == "box"


def test_items_lettered_within_a_sentence_are_each_one():
    text = "The Office should: (a) train its staff; (b) publish its guidance; and (c) report once a year."
    found = suggested(text, kind="oversight_report")
    assert [each.quote for each in found] == ["train its staff;", "publish its guidance;", "report once a year."]
    assert {each.lead_in[0].quote for each in found} == {"The Office should:"}


def test_a_decision_above_a_list_is_offered_with_its_items():
    found = suggested(
        "Decides that the Mission shall have the following tasks:",
        "To protect civilians within its capabilities;",
        kind="resolution",
        above={1: 0},
    )
    assert [each.paragraph for each in found] == ["1", "2"]


def test_the_printed_name_of_a_recommendation_is_no_part_of_its_words():
    (found,) = suggested(
        "Recommendation 3: The Department of Operational Support should report yearly.", kind="oversight_report"
    )
    assert found.quote == "The Department of Operational Support should report yearly."
    assert found.actors == ("DOS",)


def test_items_that_a_blank_line_parts_from_the_words_above_hang_on_them_all_the_same():
    found = suggested(
        "Three findings were made. To address them, the Department of Operational Support needed to:",
        "Monitor the use of fuel in each camp;",
        "Recover what was paid twice; and",
        "Train its staff.",
        "The Department accepted the recommendations.",
        kind="oversight_report",
        labels=["Summary 1", "Summary 2", "Summary 3", "Summary 4", "Summary 5"],
    )
    assert [each.paragraph for each in found] == ["Summary 2", "Summary 3", "Summary 4"]
    assert {each.actors for each in found} == {("DOS",)}


def test_what_only_follows_a_colon_is_no_list():
    found = candidates(
        "The Council should act on this:", "In March the talks failed.", "In May they began again.", kind=""
    )
    assert not [each for each in found if each.paragraph != "1"]


def test_infinitives_below_what_announces_recommendations():
    found = suggested(
        "The Forum addressed the following recommendations to the African Union:",
        "Early warning:",
        "to share its analyses with the regions;",
        "to publish a report every year;",
        kind="",
    )
    assert [(each.paragraph, each.actors) for each in found] == [("3", ("AU",)), ("4", ("AU",))]


def test_a_verb_alone_that_needs_its_items_asks_nothing_itself():
    assert suggested("As agreed last year, the Council should;", kind="") == []


def test_who_an_item_is_about_is_not_who_is_asked_where_the_words_above_say_who():
    found = suggested(
        "The Security Council should:",
        "Ensure that UNMISS reports every year;",
        "Ensure that the camps are safe.",
        kind="policy_paper",
        above={1: 0, 2: 0},
    )
    assert {each.actors for each in found} == {("UN-SC",)}


def test_what_is_asked_in_full_before_in_particular_is_the_ask_and_the_items_say_how():
    found = suggested(
        "Requests the Secretary-General to ensure that the two missions act together, in particular:",
        "by sharing what they know;",
        "by pooling their aircraft.",
        kind="resolution",
        labels=("10", "10 1", "10 2"),
        above={1: 0, 2: 0},
    )
    assert [(each.paragraph, each.kind) for each in found] == [("10", "request")]


def test_what_those_who_met_recommend_is_asked_item_by_item_in_nouns_too():
    found = suggested(
        "The participants identified the following steps to be implemented:",
        "Creation of a liaison desk in New York;",
        "Greater attention to the regional organizations;",
        kind="",
        labels=("15", "15 1", "15 2"),
        above={1: 0, 2: 0},
    )
    assert [(each.paragraph, each.kind) for each in found] == [("15 1", "recommendation"), ("15 2", "recommendation")]


def test_what_another_body_recommended_before_is_not_asked_again():
    items = ("Creation of a liaison desk;", "Greater attention to training;")
    told = "In 2012 the Board made the following recommendations:"
    assert not suggested(told, *items, labels=("15", "15 1", "15 2"), above={1: 0, 2: 0})


def test_items_below_commitments_are_commitments():
    found = suggested(
        "I have therefore agreed upon the following commitments:",
        "Heads of missions will set aside funds for training;",
        "Senior officials will report once a year.",
        labels=("120", "120(a)", "120(b)"),
        above={1: 0, 2: 0},
    )
    assert {each.kind for each in found} == {"commitment"}
    assert len(found) == 2


def test_what_a_later_sentence_of_an_item_says_should_be_done_is_an_ask_of_its_own():
    found = suggested(
        "I urge the members of the Security Council to:",
        "Invite the group each year. Its chairs should share a calendar. The calendar has twelve months;",
        "Ensure that statements are read out.",
        labels=("122", "122(a)", "122(b)"),
        above={1: 0, 2: 0},
    )
    assert [(each.paragraph, each.kind) for each in found] == [
        ("122(a)", "call"),
        ("122(a)", "recommendation"),
        ("122(b)", "call"),
    ]

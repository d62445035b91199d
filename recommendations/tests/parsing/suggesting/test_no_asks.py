"""What only sounds like an ask is not offered, and says why it was doubted."""

import pytest

from .ask import candidates, suggested

NONE = [
    "The Security Council requested the Secretary-General to submit a report within a year.",
    "In its resolution 2167 (2014), the Council urged Member States to contribute.",
    "In my previous report I recommended that the two organizations conclude a framework.",
    "The Board of Auditors recommended that the Office strengthen its controls.",
    "Participants stressed that the meetings should be better prepared.",
    "Staff members who were interviewed said that the exchanges should start earlier.",
    "Officials told us that the three systems should be connected.",
    "In his view, the Council should meet twice a year.",
    "The guarantors have indicated that meetings should be convened only later.",
    "All partners should be represented there, its organizers have indicated.",
    "Under its terms of reference, the cell should report to both headquarters.",
    "Reports must be submitted monthly under the memorandum of understanding.",
    "For the purposes of this review, a liaison office is any office that must report once a year.",
    "Claims could have been settled faster.",
    "National capacity should have been built earlier.",
    "Between 2,000 and 2,500 personnel would need to be redeployed if the ceiling were lowered.",
    "The cost should not exceed $14 million.",
    "It should be noted that two offices have closed.",
    "Their potential should not be underestimated.",
    "Who should pay for the next operation?",
    "As one director put it: “We should know what we are here for.”",
    "The question is how the forces should be paid.",
    "I do not propose to change the composition of the cell.",
    "The statement need not be long.",
    "It is imperative to bear in mind that States are sovereign.",
    "In the paragraphs below, I make a number of recommendations to the Security Council.",
    "I thank the Government of Ethiopia for its hospitality.",
    "I welcome the progress made by both organizations.",
    "The Mine Action Service advises that clearance teams be kept until 2034.",
    "It is expected that the Council will take up the matter in the autumn.",
    "AMISOM, for example, must focus on avoiding casualties.",
    "The potential for cooperation has yet to be explored.",
]


@pytest.mark.parametrize("text", NONE)
def test_no_ask(text):
    assert suggested(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Recalling resolution 9901 (2030), in which it requested the Secretary-General to report,",
        "Stressing that all parties should respect international law,",
    ],
)
def test_a_preamble_asks_nothing(text):
    assert suggested(text, "Decides to act;", kind="resolution", labels=["Preamble 1", "1"])[0].paragraph == "1"


@pytest.mark.parametrize(
    "text",
    [
        "Takes note with appreciation of the report and the recommendations contained therein;",
        "Recalls paragraph 12 of its resolution, in which it decided that the ceiling should be reviewed;",
        "Commends the contributing countries for their commitment;",
        "Notes that in 2020 the African Union requested the Council to act;",
    ],
)
def test_an_operative_paragraph_may_ask_nothing(text):
    assert suggested(text, kind="resolution", body="Security Council") == []


def test_an_answer_of_management_is_another_voice():
    text = "Accepted in part. The Department requests the Office to note that guidance must be cleared first."
    assert suggested(text, kind="oversight_report") == []


def test_the_circulation_of_a_letter_is_no_ask():
    text = "I should be grateful if the present letter and its annex could be issued as a document of the Council."
    assert suggested(text, kind="letter") == []


def test_what_spoke_against_a_candidate_is_said():
    (found,) = candidates("The Secretariat is drafting guidelines, which should be finalized by June.")
    assert not found.suggested
    assert "relative_clause" in [reason.code for reason in found.why]


def test_under_a_heading_that_introduces_modals_count_less():
    text = "Every mission should appoint a focal point."
    assert candidates(text, headings=["I. Introduction"])[0].score < candidates(text, headings=["Conclusions"])[0].score


@pytest.mark.parametrize(
    "heading", ["Management response", "Client comments", "Comments by the Department", "UNMISS comments"]
)
def test_what_stands_below_an_answer_is_another_voice_however_deep(heading):
    text = "The Department should not be asked to do this twice."
    assert suggested(text, kind="oversight_report", headings=("Annex", heading, "Paragraph 12")) == []


@pytest.mark.parametrize(
    "heading", ["Humanitarian response", "Response to the crisis", "The response of partners to the crisis"]
)
def test_a_response_that_is_no_answer_hides_nothing(heading):
    assert suggested("The African Union should send observers.", headings=(heading,))


def test_what_auditors_measure_by_is_not_offered_where_they_mark_what_they_recommend():
    found = suggested(
        "Contracts should be renewed three months before they end. In 9 of 20 cases this was not done.",
        "The Mission should renew contracts in good time.",
        kind="oversight_report",
        body="Office of Internal Oversight Services",
        labels=["12", "12(1)"],
    )
    assert [each.paragraph for each in found] == ["12(1)"]


def test_inspectors_recommend_between_their_boxes_too():
    texts = ("Agreements should be kept in one place.", "The executive heads should do so by 2031.")
    found = suggested(*texts, kind="oversight_report", body="Joint Inspection Unit", labels=["45", "Recommendation 2"])
    assert [each.paragraph for each in found] == ["45", "Recommendation 2"]


def test_who_only_advises_decides_nothing_by_agreeing():
    text = "I endorse the view of the Panel, and I approve its plan."
    assert suggested(text) == []
    assert [each.kind for each in suggested("Endorses the plan of the Panel;", kind="resolution")] == ["decision"]

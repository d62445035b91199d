"""Asks worded in the past by the body that asks, in lists below a verb, and in statements read out."""

from .ask import candidates, only, suggested

MINUTES = (
    "Council received a report on the joint centre.",
    "Council requested the Commission to open the centre by June.",
    "Council noted the offers made, and urged Member States to second staff.",
)


def test_a_body_that_tells_in_the_past_what_it_decided_asks_by_it():
    found = suggested(*MINUTES, kind="communique", body="Peace and Security Council of the African Union")
    assert [(each.paragraph, each.kind) for each in found] == [("2", "request"), ("3", "call")]
    assert found[0].actors == ("AUC",)


def test_what_another_body_requested_in_the_past_is_no_ask():
    others = ("The Security Council requested me to report by June.", "It also urged the parties to meet.")
    assert not suggested(*others)
    assert not suggested("Decides to go on;", *others, "Urges all to help;", kind="resolution")[1:-1]


def test_items_below_a_lone_verb_are_asks_of_their_own():
    texts = ("Decides,", "To renew the mandate of the mission;", "To request the Secretary-General to report in May.")
    found = suggested(*texts, kind="resolution", labels=("2", "2(a)", "2(b)"), above={1: 0, 2: 0})
    assert [(each.paragraph, each.kind) for each in found] == [("2(a)", "decision"), ("2(b)", "request")]
    assert found[1].actors == ("UN-SG",)
    assert found[1].lead_in[0].quote == "Decides,"


def test_a_statement_read_out_asks_after_its_quotation_mark():
    (found,) = suggested(
        "“The Security Council welcomes the talks, and in this regard, calls for more cooperation at sea.", kind="other"
    )
    assert (found.kind, found.quote) == ("call", "in this regard, calls for more cooperation at sea.")


def test_verbs_that_only_a_comma_parts_are_asks_of_their_own():
    found = suggested(
        "Decides to extend the mandate until June, authorises the mission to take all measures, and urges all to help;",
        kind="resolution",
    )
    assert [each.quote.split()[0] for each in found] == ["Decides", "authorises", "urges"]


def test_a_body_within_the_name_of_another_does_not_ask():
    text = "Recalls the letter of 4 May to the President of the Council, requests that the Secretary-General report;"
    (found,) = suggested(text, kind="resolution")
    assert found.quote == "requests that the Secretary-General report;"


def test_imperatives_go_on_after_the_first_of_an_item():
    texts = ("Review the membership. Expand it to civil society. It was small.",)
    found = candidates(*texts, kind="policy_paper", headings=("Recommendations",))
    assert [each.quote for each in found if each.suggested] == ["Review the membership.", "Expand it to civil society."]


def test_minutes_of_an_unnamed_council_are_known_by_how_they_speak():
    texts = ("Council noted the delay with concern. Council urged the parties to meet within a month.", MINUTES[1])
    assert [each.kind for each in suggested(*texts, kind="")] == ["call", "request"]


def test_a_resolution_is_known_by_its_stresses_too():
    texts = (
        "Stresses the part of all in the talks;",
        "Reiterates its support for the mission;",
        "Upon the end of the talks, calls upon the parties to disarm;",
    )
    assert [each.paragraph for each in suggested(*texts, kind="")] == ["3"]


def test_an_ask_goes_on_over_what_only_describes():
    text = "Requests the Chairperson to name experts, or to ask for envoys who shall meet in May;"
    (found,) = suggested(text, kind="resolution")
    assert found.quote == text


def test_an_abbreviated_document_ends_no_sentence_and_resolves_as_follows_is_no_ask():
    (found,) = suggested(
        "The Authority decides as follows:",
        "Takes note of the report, Doc. AB/17 (IV) and urges all partners to go on;",
        kind="resolution",
    )
    assert found.quote == "urges all partners to go on;"


def test_an_organization_named_in_an_introduction_is_asked_all_the_same():
    named = "The Secretary-General should provide the Unit with the staff it needs."
    found = suggested(named, "Reports should be read.", kind="oversight_report", headings=("I. Introduction",))
    assert [each.quote for each in found] == [named]


def test_what_is_called_for_is_not_whom_it_is_asked_of():
    assert only("Calls for a joint envoy;", kind="resolution").addressee == ""


def test_a_declaration_decides_in_the_first_person_without_saying_we():
    found = suggested(
        "Decide to set up a fund;",
        "Call upon all Member States to ratify the protocol;",
        "Welcome the offer of Ghana;",
        "Commit ourselves to paying on time;",
        kind="",
    )
    assert [(each.paragraph, each.kind) for each in found] == [("1", "decision"), ("2", "call"), ("4", "commitment")]


def test_recommendations_in_the_imperative_are_no_declaration():
    texts = ("Request more staff.", "Encourage donors to give.", "Call upon the parties to disarm.")
    found = suggested(*texts, kind="policy_paper", headings=("Recommendations",))
    assert {each.kind for each in found} == {"recommendation"}


def test_two_sides_tell_in_the_past_what_they_agreed():
    found = suggested(
        "The two sides welcomed the progress made. They agreed to hold joint visits.",
        "The two sides stressed the need for funding and called on all parties to cease fire.",
        "The two sides thanked Ethiopia.",
        kind="communique",
    )
    assert [each.kind for each in found] == ["decision", "observation", "call"]


def test_members_of_two_bodies_are_one_author():
    found = suggested(
        "The members of the Security Council and the African Union held their meeting.",
        "The members of the Security Council and the African Union expressed concern; they urged all to help.",
        "The members of the Security Council and the African Union encouraged the Secretariat to report.",
        kind="",
    )
    assert [each.kind for each in found] == ["call", "encouragement"]


def test_another_who_asked_in_the_past_is_no_author():
    texts = (
        "The two sides met in May.",
        "The rebels refused to come.",
        "The two sides agreed to meet again.",
        "It rained.",
    )
    assert suggested(*texts, kind="policy_paper") == []


def test_words_between_quotation_marks_at_the_head_of_a_sentence_are_somebodys():
    assert suggested("“They should stay,” said one of the elders.", kind="") == []


def test_french_tells_in_the_past_too():
    found = suggested(
        "Les chefs d’État ont rendu hommage aux soldats tombés.",
        "Les chefs d’État du Sahel ont demandé à l’Union africaine de réunir les donateurs. "
        "Ils ont exhorté les parties à revenir à la table des négociations.",
        "Les chefs d’État sont convenus de se revoir en juin.",
        kind="other",
    )
    assert [(each.paragraph, each.kind) for each in found] == [("2", "request"), ("2", "call"), ("3", "decision")]
    assert found[0].actors == ("AU",)


def test_members_of_the_council_who_told_the_press_ask_in_french():
    found = suggested(
        "Les membres du Conseil de sécurité ont fermement condamné l’attaque.",
        "Ils ont dit que rien ne la justifiait et engagé toutes les parties à la retenue.",
        "Les membres du Conseil de sécurité se sont dits préoccupés par la violence.",
        "Les membres du Conseil de sécurité ont instamment demandé au Gouvernement de reprendre le dialogue.",
        kind="",
    )
    assert [(each.paragraph, each.kind) for each in found] == [("2", "call"), ("4", "request")]


def test_what_a_list_below_recommend_says_that_somebody_do_is_asked_of_them():
    found = suggested(
        "In the light of the talks, the members of the Council recommend:",
        "That the Security Council reflect on further measures;",
        "In view of the crisis, that the Security Council work closely with the African Union;",
        "That the Security Council, with the African Union, strongly encourage the parties to meet.",
        kind="",
        labels=("4", "4(a)", "4(b)", "4(c)"),
        above={1: 0, 2: 0, 3: 0},
    )
    assert [(each.paragraph, each.kind) for each in found] == [
        ("4(a)", "recommendation"),
        ("4(b)", "recommendation"),
        ("4(c)", "recommendation"),
    ]
    assert {each.actors[0] for each in found} == {"UN-SC"}


def test_an_introduction_far_above_takes_nothing_from_an_ask():
    text = "Country offices should prepare a common plan."
    assert suggested(text, headings=("I. Introduction", "E. Specific issues"), kind="letter")
    assert not suggested(text, headings=("I. Introduction",), kind="letter")


def test_a_sentence_that_goes_on_to_recall_a_rule_asks_nothing_by_it():
    text = (
        "Reiterates its full support to the envoy, recalls that he shall certify each stage of the vote and "
        "reaffirms its resolution of May;"
    )
    assert not suggested("Decides to go on;", text, "Urges all to help;", kind="resolution")[1:-1]


def test_in_capitals_a_need_for_somebody_to_act_is_an_ask():
    found = suggested("STRESSES THE NEED for all concerned to respect the truce;", kind="communique")
    assert [each.kind for each in found] == ["recommendation"]


def test_a_later_sentence_of_an_item_goes_on_for_its_author():
    found = suggested(
        "The members of the Council recommend:",
        "The Security Council encourages both Governments to talk. It welcomes the new embassy and encourages the "
        "Government to send an ambassador;",
        "MONUC should protect civilians.",
        kind="",
        labels=("4", "4(a)", "4(b)"),
        above={1: 0, 2: 0},
    )
    assert [(each.paragraph, each.quote[:22]) for each in found] == [
        ("4(a)", "The Security Council e"),
        ("4(a)", "encourages the Governm"),
        ("4(b)", "MONUC should protect c"),
    ]

"""The kind of an ask goes by the author's verb."""

import pytest

from .ask import only, suggested

BY_THE_SECRETARY_GENERAL = [
    ("I request the Department of Peace Operations to report on this by June.", "request"),
    ("I call upon all parties to lay down their arms.", "call"),
    ("I once again call on Member States to contribute helicopters.", "call"),
    ("I strongly urge the parties to return to the talks.", "call"),
    ("I reiterate my call for the full implementation of the agreement.", "call"),
    ("I recommend that the Security Council extend the mandate for a year.", "recommendation"),
    ("The African Union should appoint a focal point.", "recommendation"),
    ("Member States must pay their contributions in full.", "recommendation"),
    ("The Security Council may wish to consider a joint visit.", "recommendation"),
    ("The Secretariat will need to revise its guidance.", "recommendation"),
    ("It is imperative that ECOWAS remain engaged.", "recommendation"),
    ("It is high time for the General Assembly to act.", "recommendation"),
    ("I propose that a joint review be undertaken.", "proposal"),
    ("I encourage the European Union to maintain its support.", "encouragement"),
    ("Bilateral partners are encouraged to fund the centre.", "encouragement"),
    ("It is my hope that the European Union will maintain its support.", "encouragement"),
    ("I intend to appoint an envoy before the summer.", "commitment"),
    ("The United Nations will continue to provide technical advice.", "commitment"),
    ("The General Assembly is requested to approve the resources.", "request"),
    ("It is recommended that a review be conducted every year.", "recommendation"),
]


@pytest.mark.parametrize(("text", "kind"), BY_THE_SECRETARY_GENERAL)
def test_a_report_in_the_first_person(text, kind):
    found = only(text)
    assert (found.kind, found.quote) == (kind, text)


OPERATIVE = [
    ("Decides to extend the mandate until 30 June;", "decision"),
    ("Endorses the terms of reference;", "decision"),
    ("Authorizes the member States to maintain the deployment of the Mission;", "decision"),
    ("Also requests the Secretary-General to report every 120 days;", "request"),
    ("Tasks the Chairperson of the Commission to appoint an envoy;", "request"),
    ("Demands that all parties allow unhindered access;", "call"),
    ("APPEALS to all Member States to contribute to the Peace Fund;", "call"),
    ("Stresses that contributing countries should complete the training;", "recommendation"),
    ("Encourages the European Union to maintain its support;", "encouragement"),
    ("Expresses its readiness to consider further measures;", "commitment"),
]


@pytest.mark.parametrize(("text", "kind"), OPERATIVE)
def test_operative_paragraphs(text, kind):
    assert only(text, kind="resolution", body="Security Council").kind == kind


def test_a_committee_speaks_of_itself_by_its_name_and_then_as_it():
    found = suggested(
        "The Special Committee takes note of the report. It requests the Secretariat to present an update.",
        (
            "The Special Committee recommends that the Department of Peace Operations define "
            "the tasks of liaison officers."
        ),
        "The Special Committee decides to establish a working group.",
        kind="committee_report",
        body="Special Committee on Peacekeeping Operations",
    )
    assert [each.kind for each in found] == ["request", "recommendation", "decision"]


def test_a_body_that_speaks_is_known_by_its_verbs_where_no_masthead_names_it():
    found = suggested(
        "The Expert Panel recommends that missions keep records.",
        "The Expert Panel encourages the Secretariat to publish them.",
        "The Expert Panel requests an update in 2030.",
        kind="",
    )
    assert [each.kind for each in found] == ["recommendation", "encouragement", "request"]


def test_asks_joined_in_one_sentence_are_each_one():
    found = suggested(
        (
            "Urges Member States to provide helicopters, and in this regard encourages the "
            "European Union to fund the stipends;"
        ),
        kind="resolution",
    )
    assert [(each.kind, each.quote) for each in found] == [
        ("call", "Urges Member States to provide helicopters"),
        ("encouragement", "in this regard encourages the European Union to fund the stipends;"),
    ]


def test_of_a_sentence_that_notes_and_asks_only_the_asking_half_is_quoted():
    found = only(
        "Takes note of the review, and requests the Secretary-General to present its outcome;", kind="resolution"
    )
    assert found.quote == "requests the Secretary-General to present its outcome;"


def test_french():
    texts = [
        "Je recommande que le Conseil de sécurité proroge le mandat du bureau pour une période de douze mois.",
        "J’engage les États Membres à financer le fonds, et j’exhorte l’Union européenne à maintenir sa contribution.",
        "La Commission de l’Union africaine devrait publier les règles dans les meilleurs délais.",
        "J’ai l’intention de nommer un envoyé spécial pour la région.",
        "Les participants ont estimé que les patrouilles devraient être plus fréquentes.",
        "Selon l’accord, les véhicules doivent être inspectés chaque trimestre.",
    ]
    found = suggested(*texts)
    assert [(each.kind, each.actors) for each in found] == [
        ("recommendation", ("UN-SC",)),
        ("call", ("MEMBER-STATES",)),
        ("call", ("EU",)),
        ("recommendation", ("AUC",)),
        ("commitment", ("UN-SG",)),
    ]


def test_decisions_in_capitals_and_several_in_a_paragraph():
    found = suggested(
        "TAKES NOTE of the report of the Commission;",
        (
            "WELCOMES the progress made; REITERATES ITS APPEAL to AU Member States to "
            "support the Mission; RECALLS its decision;"
        ),
        "WELCOMES the elections. The Assembly further REQUESTS the Commission to report.",
        "STRESSES the role of the Peace Fund;",
        kind="",
        symbol="Assembly/AU/Dec.644(XXIX)",
    )
    assert [(each.kind, each.quote) for each in found] == [
        ("call", "REITERATES ITS APPEAL to AU Member States to support the Mission"),
        ("request", "The Assembly further REQUESTS the Commission to report."),
    ]


def test_a_fund_that_is_called_trust_is_no_verb():
    assert suggested("The United Nations Trust Fund was established in 2012.", kind="committee_report") == []


def test_imperatives_below_a_heading_that_says_for_whom():
    found = suggested(
        "Establish a joint secretariat.", kind="policy_paper", headings=["Recommendations to the African Union"]
    )
    assert [(each.kind, each.actors) for each in found] == [("recommendation", ("AU",))]
    below = suggested(
        "The following steps are proposed.",
        "For the European Union:",
        "Replenish the facility.",
        kind="policy_paper",
        headings=["The way forward"],
    )
    assert [each.actors for each in below] == [("EU",)]
    assert suggested("Support was given to the police.", kind="policy_paper", headings=["Recommendations"]) == []

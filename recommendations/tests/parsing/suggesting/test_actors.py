"""Words and the organizations they name."""

import pytest

from recommendations.parsing.suggesting.actors import Names, family_of

from .ask import organizations, suggested


def names(family="UN"):
    return Names(organizations(), family)


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("the Security Council", ["UN-SC"]),
        ("the Council", ["UN-SC"]),
        ("the two Councils", ["UN-SC", "AU-PSC"]),
        ("the African Union Peace and Security Council", ["AU-PSC"]),
        ("the Peace and Security Council of the African Union", ["AU-PSC"]),
        ("the AU Commission", ["AUC"]),
        (
            "the Secretary-General, together with the Chairperson of the African Union Commission,",
            ["UN-SG", "AUC-CHAIR"],
        ),
        ("the Secretariat and the African Union Commission", ["UN-SECRETARIAT", "AUC"]),
        ("the Department of Peacekeeping Operations", ["DPKO"]),
        ("the Conference on Security and Co-operation in Europe", ["OSCE"]),
        ("ECOWAS", ["ECOWAS"]),
        ("all Member States", ["MEMBER-STATES"]),
        ("troop contributors", ["TCC"]),
        ("le Département de l’appui opérationnel", ["DOS"]),
        ("la Commission de la CEDEAO et la MINUSS", ["ECOWAS-COMMISSION", "UNMISS"]),
        ("MINUS", ["UNMIS"]),
        ("Nato", ["NATO"]),
        ("my Special Envoy", ["UN-SG"]),
    ],
)
def test_who_is_named(words, codes):
    assert list(names().chain(words, 0).codes) == codes


@pytest.mark.parametrize("words", ["a hundred minus two", "its staff", "Its staff", "the Renaissance Dam"])
def test_a_word_that_is_spelled_like_an_acronym_is_no_organization(words):
    assert names().everywhere(words) == []


def test_short_names_mean_what_the_documents_own_union_calls_so():
    assert names("AU").chain("the Council", 0).codes == ("AU-PSC",)
    assert names("AU").chain("all Member States", 0).codes == ("AU-MEMBER-STATES",)
    assert names("EU").chain("Member States", 0).codes == ("EU-MEMBER-STATES",)


def test_a_short_name_points_back_to_the_last_full_one():
    known = names()
    known.see("The United Nations Office to the African Union chairs the meetings.")
    assert known.chain("the Office", 0).codes == ("UNOAU",)


def test_a_name_that_only_describes_is_not_who_acts():
    assert names().chain("The Security Council mandate", 0, whole=True) is None


def test_subjects_relations_and_conditions_name_nobody_as_asked():
    (found,) = suggested("The relationship between the United Nations and the African Union should be strengthened.")
    assert found.actors == ()


def test_of_a_passive_the_agent_acts():
    (found,) = suggested("Progress should be reported by the Secretariat once a year.")
    assert found.actors == ("UN-SECRETARIAT",)


def test_them_are_those_just_named():
    (found,) = suggested(
        "I welcome discussions between the African Union, the Group of Eight and the "
        "European Union, and encourage them to agree."
    )
    assert found.actors == ("AU", "G8", "EU")


@pytest.mark.parametrize(
    ("facts", "family"),
    [
        (("S/2031/1", "", "", ""), "UN"),
        (("PSC/PR/COMM.1", "", "", ""), "AU"),
        (("", "Peace and Security Council of the African Union", "", ""), "AU"),
        (("", "Security Council", "", ""), "UN"),
        (("", "", "Council conclusions on peace operations", ""), "EU"),
        (("", "", "Support to the African Union", ""), "UN"),
        (("", "", "", "Communiqué de la 12e réunion du Conseil de paix et de sécurité"), "AU"),
    ],
)
def test_the_family_a_document_speaks_from(facts, family):
    assert family_of(*facts) == family


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("the United Nations Security Council", ["UN-SC"]),
        ("the UNSC and the AUPSC", ["UN-SC", "AU-PSC"]),
        ("the UN Secretary-General", ["UN-SG"]),
        ("all UN Member States", ["MEMBER-STATES"]),
        ("les Etats membres", ["MEMBER-STATES"]),
        ("the High Representative/Vice-President", ["EU-HR"]),
    ],
)
def test_names_with_the_unions_before_them_and_without_accents(words, codes):
    assert list(names().chain(words, 0).codes) == codes


def test_the_commission_is_that_of_the_community_whose_authority_decides():
    found = suggested(
        "The Authority notes the delay.",
        "The Authority directs the Commission to convene the chiefs of staff.",
        kind="communique",
    )
    assert found[0].actors == ("ECOWAS-COMMISSION",)


def test_they_are_those_named_before_in_the_sentence():
    (found,) = suggested("The United Nations and the African Union know this, and they should act on it.")
    assert found.actors == ("UN", "AU")


def test_the_mission_is_the_one_that_was_named_last_whatever_its_name():
    found = suggested(
        "UNAMID has kept its bases open.",
        "The mission should support the local initiatives. It is recommended that the mission train the guards.",
        "MONUSCO did the same. The Mission should share what it learned.",
        kind="letter",
    )
    assert [each.actors for each in found] == [("UNAMID",), ("UNAMID",), ("MONUSCO",)]


def test_who_leads_what_is_to_be_done_is_asked():
    (found,) = suggested("Mediation should be resumed under the leadership of the African Union Commission.")
    assert found.actors == ("AUC",)

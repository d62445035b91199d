import pytest

from recommendations.parsing.found import DocumentFacts
from recommendations.parsing.read import read

BODY = "1. The Council and the partners of the organization met in the course of the year, and it was so.\n"


def facts(title):
    return read(f"{title}\n\nI. One\n\n{BODY}".encode(), "report.txt").facts


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        (
            "United Nations   S/2030/12\n\nSecurity Council\n\nDistr.: General\n4 May 2030\n\nPeace\n\n"
            "Report of the Secretary-General",
            ("S/2030/12", "Peace", "2030-05-04", "Secretary-General", "report_of_the_secretary_general"),
        ),
        (
            "JIU/REP/2030/4\n\nReview of offices\n\nJoint Inspection Unit\n\nGeneva 2030",
            ("JIU/REP/2030/4", "Review of offices", "2030", "Joint Inspection Unit", "oversight_report"),
        ),
        (
            "United Nations   S/RES/2719 (2030)\n\nSecurity Council\n\n21 December 2030\n\nResolution 2719 (2030)",
            ("S/RES/2719 (2030)", "Resolution 2719 (2030)", "2030-12-21", "Security Council", "resolution"),
        ),
        (
            "S/11111\nSecurity Council\n\n4, MAY 2030\n\nDraft on peace",
            ("S/11111", "Draft on peace", "2030-05-04", "", ""),
        ),
        (
            "United Nations Security Council Distr.: General 10 May 2030 Original: English\n\n"
            "Statement by the President of the Security Council (S/PRST/2030/7)",
            (
                "S/PRST/2030/7",
                "Statement by the President of the Security Council (S/PRST/2030/7)",
                "2030-05-10",
                "Security Council",
                "other",
            ),
        ),
        (
            "The Peace and Security Council of the African Union (AU), at its 777th meeting held on 5 May 2030, "
            "adopted the following decision:",
            (
                "",
                "Communiqué of the 777th meeting of the Peace and Security Council",
                "2030-05-05",
                "Peace and Security Council of the African Union",
                "communique",
            ),
        ),
        ("Joint planning\n\nPolicy brief\n\nMay 2030", ("", "Joint planning", "2030-05", "", "policy_paper")),
    ],
)
def test_what_a_title_page_says_is_proposed(title, expected):
    assert facts(title) == DocumentFacts(*expected, language="en")


def test_a_date_goes_over_the_end_of_a_line():
    assert facts("Peace\n\nAdopted by the Security Council at its 9999th meeting, on 8\nMay 2030").date == "2030-05-08"


def test_what_it_does_not_say_is_left_empty():
    assert read(BODY.encode(), "report.txt").facts == DocumentFacts(language="en")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Le Conseil demande au Secrétaire général de présenter un rapport sur la mise en œuvre des mesures.", "fr"),
        ("Совет просит Генерального секретаря представить доклад.", "ru"),
        ("安全理事会请秘书长提出报告。", "zh"),
        ("1234", ""),
    ],
)
def test_the_language_goes_by_letters_or_common_words(text, code):
    assert read(f"1. {text}".encode(), "report.txt").facts.language == code

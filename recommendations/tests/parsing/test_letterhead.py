"""Title pages whose lines stand one below the other, or all on one line. Every document here is made up."""

import io

import docx
import pytest

from recommendations.parsing.found import DocumentFacts
from recommendations.parsing.read import read

NUMBERED = (
    "I. Introduction\n\n1. The Council and the partners of the organization met in the course of the year.\n\n"
    "2. They met again, and it was so.\n"
)
DRAFTED = (
    "The Security Council,\nRecalling its resolutions on the matter and the words of its President,\n"
    "1. Decides to act;\n2. Requests the Secretary-General to report to it on that;\n"
)
SECRETARY_GENERAL = ("Secretary-General", "report_of_the_secretary_general")
AU_COUNCIL = ("Peace and Security Council of the African Union", "communique")
OVERSIGHT = ("Office of Internal Oversight Services", "oversight_report")
HEAD = "United Nations S/2031/54\nSecurity Council\nDistr.: General\n26 January 2031\nOriginal: English\n"
ON_ONE_LINE = HEAD.replace("\n", " ")
LETTER = "Letter dated 22 January 2031 from the Chair of the Working Group on DEV addressed to the President of the"


def found(text):
    return read(text.encode(), "report.txt")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{HEAD}Tests in DEV\nReport of the Secretary-General\n\n{NUMBERED}", ("Tests in DEV", *SECRETARY_GENERAL)),
        (
            f"{ON_ONE_LINE}Tests in DEV Report of the Secretary-General\n\n{NUMBERED}",
            ("Tests in DEV", *SECRETARY_GENERAL),
        ),
        (
            f"{ON_ONE_LINE}Report of the Secretary-General on tests in DEV\n\n{NUMBERED}",
            ("Report of the Secretary-General on tests in DEV", *SECRETARY_GENERAL),
        ),
        (
            f"{HEAD}{LETTER}\nSecurity Council\nOn behalf of the Group I have the honour to transmit its report.\n",
            (f"{LETTER} Security Council", "Working Group on DEV", "letter"),
        ),
    ],
)
def test_a_letterhead_may_stand_on_any_lines(text, expected):
    facts = found(text).facts
    assert (facts.symbol, facts.date, facts.language) == ("S/2031/54", "2031-01-26", "en")
    assert (facts.title, facts.issuing_body, facts.kind) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "INTERNAL AUDIT DIVISION\nREPORT 2031/045\nAudit of tests in the DEV office\n"
            "There was a need to plan\n30 November 2031\nAssignment No. DEV2031-633-04\n\n" + NUMBERED,
            ("2031/045", "Audit of tests in the DEV office", "2031-11-30", *OVERSIGHT),
        ),
        (
            "JIU/REP/2031/4\n\nManaging tests in DEV\n\nReport of the Joint Inspection Unit\n\nPrepared by A. Name\n\n"
            f"Joint Inspection Unit\nGeneva, 2031\n\n{NUMBERED}",
            ("JIU/REP/2031/4", "Managing tests in DEV", "2031", "Joint Inspection Unit", "oversight_report"),
        ),
        (
            "AFRICAN UNION\nUNION AFRICAINE\nAddis Ababa, ETHIOPIA P. O. Box 1\nPEACE AND SECURITY COUNCIL\n"
            "1,942ND MEETING\nADDIS ABABA, ETHIOPIA\n25 APRIL 2031\nPSC/PR/COMM.(MCMXLII)\nCOMMUNIQUÉ\n"
            "The Peace and Security Council,\n1. Takes note of it;\n2. Requests the Commission to act.\n",
            (
                "PSC/PR/COMM.(MCMXLII)",
                "Communiqué of the 1942nd meeting of the Peace and Security Council",
                "2031-04-25",
                *AU_COUNCIL,
            ),
        ),
        (
            "PEACE AND SECURITY COUNCIL 942ND MEETING ADDIS ABABA, ETHIOPIA 25 APRIL 2031 PSC/PR/COMM.(CMXLII) "
            "COMMUNIQUÉ\n\nCouncil,\n\n1. Takes note of it;\n\n2. Requests the Commission to act.\n",
            (
                "PSC/PR/COMM.(CMXLII)",
                "Communiqué of the 942nd meeting of the Peace and Security Council",
                "2031-04-25",
                *AU_COUNCIL,
            ),
        ),
        (
            f"Resolution 9719 (2031) Adopted by the Security Council at its 9518th meeting, on 21 May 2031\n{DRAFTED}",
            ("", "Resolution 9719 (2031)", "2031-05-21", "Security Council", "resolution"),
        ),
        (
            "United Nations\nA/86/95–S/2031/446\nGeneral Assembly\nSecurity Council\nDistr.: General\n17 June 2031\n"
            "Eighty-sixth session\nItem 53 of the preliminary list*\nThe whole question of DEV\nSecurity Council\n"
            "Eighty-sixth year\nTests in DEV and\nelsewhere\nReport of the Secretary-General\n\n" + NUMBERED,
            ("A/86/95–S/2031/446", "Tests in DEV and elsewhere", "2031-06-17", *SECRETARY_GENERAL),
        ),
        (
            "Council of the\nEuropean Union\nBrussels, 24 January 2031\n(OR. en)\n5478/31\nDEVX 34\nDEVX/PESC 67\n"
            "OUTCOME OF PROCEEDINGS\nFrom: General Secretariat of the Council\nTo: Delegations\n"
            "Subject: Council conclusions on tests\n\n1. The Council recalls it.\n\n2. The Council will act.\n",
            ("5478/31", "Council conclusions on tests", "2031-01-24", "Council of the European Union", ""),
        ),
        (
            "United Nations A/86/5 (Vol. II)\nFinancial report of DEV\nfor the period from 1 July to 30 June 2031\n"
            f"and\nReport of the Board of Auditors\nOfficial Records\nEighty-sixth Session\n\n{NUMBERED}",
            ("A/86/5 (Vol. II)", "Financial report of DEV", "", "Board of Auditors", "oversight_report"),
        ),
    ],
)
def test_bodies_have_letterheads_of_their_own(text, expected):
    assert found(text).facts == DocumentFacts(*expected, language="en")


def test_a_french_communique_names_its_meeting():
    facts = found(
        "CONSEIL DE PAIX ET DE SÉCURITÉ\n942ème RÉUNION\nADDIS-ABEBA, ÉTHIOPIE\n25 AVRIL 2031\nPSC/PR/COMM.(CMXLII)\n"
        "COMMUNIQUÉ\n\nLe Conseil,\n\n1. Prend note de la communication ;\n\n2. Demande à la Commission d’agir.\n"
    ).facts
    assert (facts.title, facts.date) == (
        "Communiqué de la 942ème réunion du Conseil de paix et de sécurité",
        "2031-04-25",
    )
    assert (facts.issuing_body, facts.kind) == AU_COUNCIL


def test_the_text_below_a_letterhead_stays_text():
    made = found(f"{HEAD}{LETTER}\nSecurity Council\nI have the honour to transmit it.\n(Signed) A. Name\nChair\n")
    assert [each.heading for each in made.sections] == [f"{LETTER} Security Council"]
    assert [each.text for each in made.paragraphs] == ["I have the honour to transmit it.", "(Signed) A. Name Chair"]


def test_text_that_names_bodies_and_days_is_no_letterhead():
    made = found("The road ahead\n\nOn 3 May 2031\nthe General Assembly met.\nSecurity Council\nmembers met too.\n")
    assert made.paragraphs[0].text.startswith("On 3 May 2031 the General Assembly met.")


def test_a_letterhead_may_be_a_table_of_word():
    rows = [("Council of the\nEuropean Union", ""), ("", "Brussels, 24 January 2031\n(OR. en)"), ("", "5478/31")]
    rows += [("From:", "General Secretariat"), ("To:", "Delegations"), ("Subject:", "Council conclusions on tests")]
    document, made = docx.Document(), io.BytesIO()
    table = document.add_table(rows=len(rows), cols=2)
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    for text in ("Delegations will find it in the annex.", "1. The Council recalls it.", "2. The Council will act."):
        document.add_paragraph(text)
    document.save(made)
    given = read(made.getvalue(), "report.docx")
    assert (given.facts.symbol, given.facts.title) == ("5478/31", "Council conclusions on tests")
    assert [each.label for each in given.paragraphs] == ["Text 1", "1", "2"]

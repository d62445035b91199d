import pytest

from recommendations.queries import documents as reading
from recommendations.queries import figures
from recommendations.tests import make

LABELS = [
    "Summary 1",
    "7",
    "79",
    "79(d)",
    "79(d)(iii)",
    "79(e)",
    "5(a)",
    "5(a) [2]",
    "App. 1(b) 4",
    "Improving the UN’s Partnerships 3",
]


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("79(d)(iii)", "79(d)(iii)"),
        ("para. 79 (D) (iii)", "79(d)(iii)"),
        ("Paragraph 7", "7"),
        ("5(a)[2]", "5(a) [2]"),
        ("app 1(b) 4", "App. 1(b) 4"),
        ("improving the un's partnerships 3", "Improving the UN’s Partnerships 3"),
    ],
)
def test_a_paragraph_is_found_as_people_write_it(typed, label):
    assert reading.place(LABELS, typed) == reading.Place(label)


@pytest.mark.parametrize(
    ("typed", "near"),
    [("79(d)(ix)", ("79(d)",)), ("App. 1", ("App. 1(b) 4",)), ("Summary", ("Summary 1",)), ("800", ()), ("para.", ())],
)
def test_what_is_not_there_leads_near_it(typed, near):
    assert reading.place(LABELS, typed) == reading.Place("", near)


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("un's role", "the UN’s  role"),
        ("RESOLUTION", "a resolution"),
        ('"shared"', "“shared”"),
        ("desk-to-desk", "desk–to‐desk"),
        ("a (b", "a (b)"),
    ],
)
def test_words_are_found_however_they_are_typed(words, text):
    assert reading.finder(words).search(text)


def test_a_finder_takes_nothing_for_a_pattern():
    assert not reading.finder("a.c").search("abc")


def test_populations_by_document_are_those_of_each_document(db):
    make.recommendation("1")
    make.recommendation("2", follow_up="for_reference")
    make.recommendation("3", is_whole=True)
    make.recommendation("1", code="S/2000/2", nature="aim")
    found = reading.populations()
    assert {code: each.asks.value for code, each in found.items()} == {"S/2000/1": 2, "S/2000/2": 1}
    for code, each in found.items():
        rows = figures.conditions.listed().filter(paragraph__document_version__document__code=code)
        assert each == figures.population(rows, {"document": [code]})


def test_citations_lead_only_to_documents_that_are_held(db):
    here, other = make.document("S/2000/1"), make.document("S/2000/2")
    text = "See S/2000/1, S/2000/2 and S/2000/3."
    assert [text[each.start : each.end] for each in reading.Held(here).cited_in(text)] == ["S/2000/2"]
    other.symbol = "S/RES/1631 (2005)"
    other.save()
    assert reading.Held(here).cited_in("In resolution 1631 (2005)")[0].code == other.code


def test_with_nothing_else_held_nothing_is_cited(db):
    assert reading.Held(make.document()).cited_in("S/2000/1") == []

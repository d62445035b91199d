"""How the scorer counts."""

from recommendations.tests.evaluation.score import f1, renamed, score_asks, score_paragraphs

ASK = {
    "paragraph": "1",
    "quote": "The Office should report every year",
    "kind": "recommendation",
    "actors": ["DOS"],
    "clear": True,
}
GIVEN = {"paragraph": "1", "quote": "The Office should report every year.", "kind": "recommendation", "actors": ["DOS"]}


def test_the_same_words_are_the_same_ask():
    assert f1(ASK["quote"], GIVEN["quote"]) == 1.0
    score = score_asks([ASK], [GIVEN])
    assert (score.found, score.wrong, score.kinds_right, score.actors_right) == (1, 0, 1, 1)


def test_another_paragraph_is_another_ask_unless_the_label_names_it():
    elsewhere = {**GIVEN, "paragraph": "2"}
    assert score_asks([ASK], [elsewhere]).wrong == 1
    also = {**ASK, "also_at": [{"paragraph": "2", "quote": ASK["quote"]}]}
    assert score_asks([also], [elsewhere]).found == 1


def test_unclear_asks_count_neither_way():
    score = score_asks([{**ASK, "clear": False}], [GIVEN])
    assert (score.asks, score.found, score.wrong) == (0, 0, 0)


def test_one_candidate_is_one_ask_only():
    score = score_asks([ASK, {**ASK, "quote": "The Office should report every second year"}], [GIVEN])
    assert (score.asks, score.found) == (2, 1)


def test_a_paragraph_needs_its_label_and_its_first_and_last_words():
    labelled = [
        {"label": "7", "first": "The cell is", "last": "in New York."},
        {"label": "Summary 1", "first": "It", "last": "ends."},
    ]
    found = [{"label": "7", "text": "The cell is in New York."}, {"label": "Section 2 1", "text": "It never ends."}]
    score, names = score_paragraphs(labelled, found)
    assert (score.paragraphs, score.paragraphs_right) == (2, 2)
    assert names["Section 2 1"] == "Summary 1"
    assert renamed([{**GIVEN, "paragraph": "Section 2 1"}], names)[0]["paragraph"] == "Summary 1"
    assert score_paragraphs(labelled[:1], [{"label": "8", "text": "The cell is in New York."}])[0].paragraphs_right == 0

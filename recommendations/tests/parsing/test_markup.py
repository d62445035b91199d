import pytest

from recommendations.parsing.found import DoubtCode, PieceKind
from recommendations.parsing.read_text import read_text, rebuild


def read(text):
    found = read_text(text.encode())
    assert rebuild(found) == text.encode()
    return found, [piece.raw for piece in found.pieces if piece.kind is PieceKind.MARKUP]


@pytest.mark.parametrize(
    ("raw", "text", "signs"),
    [
        ("See ([S/2015/3](#)).", "See (S/2015/3).", ["[", "](#)"]),
        ("It cost \\$5 \\*net\\*.", "It cost $5 *net*.", ["\\"] * 3),
        ("The 74<sup>th</sup> session.", "The 74th session.", ["<sup>", "</sup>"]),
        ("The *Détachement\nintégré* of **all**.", "The Détachement intégré of all.", ["*", "*", "**", "**"]),
        ("Of heads of missions**", "Of heads of missions", ["**"]),
        ("It is 2*3 or 2 * 3, or 4**2.", "It is 2*3 or 2 * 3, or 4**2.", []),
        ("One [sic] and (two), 1 < 2 > 0.", "One [sic] and (two), 1 < 2 > 0.", []),
        ("A *first\n\n2. and *second.", "A *first", []),
        ("In running text a dash\n- as here - is one.", "In running text a dash - as here - is one.", []),
    ],
)
def test_the_words_stay_and_the_signs_go(raw, text, signs):
    found, removed = read(f"1. {raw}\n")
    assert (found.paragraphs[0].text, removed) == (text, signs)


def test_markdown_headings_stand_below_each_other():
    found, removed = read("# **Report**\n\n## I. One\nText.\n\n### Part\n\nText.\n\n## II. Two\n\n**Bold**\nText.\n")
    assert [(each.level, each.heading) for each in found.sections] == [
        (1, "Report"), (1, "I. One"), (2, "Part"), (1, "II. Two"), (2, "Bold"),
    ]  # fmt: skip
    assert [each.label for each in found.paragraphs] == ["I 1", "Part 1", "Bold 1"]
    assert removed == ["# **", "**", "## ", "### ", "## ", "**", "**"]


def test_a_bold_sentence_is_no_heading():
    found, _ = read("1. One.\n\n**It was decided.**\n\n2. Two.\n")
    assert found.sections == ()


def test_signs_stand_apart_from_the_label_they_touch():
    found, _ = read("1. One:\n\n- (a) **Item**.\n")
    assert [(piece.kind.value, piece.raw) for piece in found.pieces][-6:] == [
        ("markup", "- "), ("label", "(a) "), ("markup", "**"), ("paragraph", "Item"), ("markup", "**"),
        ("paragraph", ".\n"),
    ]  # fmt: skip


def test_an_asterisk_alone_begins_a_note_and_several_a_list():
    found, _ = read("1. It goes\n\n* A note.\n\non.\n")
    assert [each.text for each in found.paragraphs] == ["It goes on."]
    assert (found.footnotes[0].mark, found.footnotes[0].text) == ("*", "A note.")
    assert [each.code for each in found.warnings] == [DoubtCode.MARK_NOT_FOUND]
    found, removed = read("1. They are\n\n* One\n* Two\n")
    assert [each.label for each in found.paragraphs] == ["1", "1 1", "1 2"]
    assert removed == ["* ", "* "]


def test_an_asterisk_finds_its_note():
    found, removed = read("1. One* is noted.\n\n* A note.\n\n2. Two.\n")
    assert (found.paragraphs[0].text, found.footnotes[0].at_offset, removed) == ("One is noted.", 3, [])
    assert found.warnings == ()

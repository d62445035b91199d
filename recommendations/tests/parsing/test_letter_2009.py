"""S/2009/398: a letter, its annex with lists under paragraph 5, an appendix that numbers again."""

import pytest

from recommendations.parsing.found import DoubtCode, PieceKind

from .conftest import lines_of, read, source

NAME = "S-2009-398.txt"
LETTER = {"Letter 1": (14,), "Letter 2": (16,), "Letter 3": (18, 19, 20)}
BODY = {
    **{str(number): (28 + 2 * number,) for number in range(1, 6)},
    "5(a)": (40,), "5(b)": (41,), "5(c)": (42,), "5(d)": (43,),
    "5 2": (45,), "5(a) [2]": (47,), "5(b) [2]": (48,), "5(c) [2]": (49,),
    "5 3": (51,), "5(a) [3]": (53,), "5(b) [3]": (54,), "5(c) [3]": (55,), "5(d) [2]": (56,),
    "6": (58,), "7": (62,), "8": (66, 68), "9": (72,), "10": (78,), "11": (82,), "12": (86,), "13": (90,),
    "14": (94,), "15": (98,), "16": (102, 104), "17": (108,), "18": (110,), "19": (112,),
}  # fmt: skip
# Paragraph or item of the appendix: its line, and the lines of its bullets.
APPENDIX = {
    "1": (118, []), "1(a)": (120, [122, 123, 124, 125]), "1(b)": (127, [129, 130, 131, 132, 133]),
    "1(c)": (135, [137]), "1(d)": (139, [141, 142, 143, 144, 145, 147]),
    "2": (149, [151, 152, 153, 154, 155]),
    "3": (157, []), "3(a)": (159, range(161, 171)), "3(b)": (172, [174, 175, 176, 178, 179, 180, 181]),
    "3(c)": (183, [185]),
    "4": (187, [189, 190, 191]),
    "5": (193, []), "5(a)": (195, range(197, 203)), "5(b)": (204, [206, 207, 208, *range(210, 216)]),
    "6": (217, range(219, 227)),
    "7": (228, []), "7(a)": (230, []), "7(b)": (232, [234, 235, 236]), "7(c)": (238, []), "7(d)": (239, []),
    "7(e)": (240, []), "7(f)": (241, []), "7(g)": (242, []), "7(h)": (243, []),
}  # fmt: skip
ASKS_IN_THE_APPENDIX = 75


def places():
    yield from LETTER.items()
    yield from BODY.items()
    for label, (line, bullets) in APPENDIX.items():
        yield f"App. {label}", (line,)
        for count, bullet in enumerate(bullets, 1):
            yield f"App. {label} {count}", (bullet,)


def plain(line):
    line = line.removeprefix("- ").replace("*", "")
    marker, _, words = line.partition(" ")
    return words if marker.rstrip(".").isdecimal() or marker in MARKERS else line


MARKERS = {form for letter in "abcdefgh" for form in (f"({letter})", f"{letter}.")}


@pytest.fixture(scope="module")
def found():
    return read(NAME)


def test_the_labels_are_these_in_this_order(found):
    assert [each.label for each in found.paragraphs] == [label for label, _ in places()]


def test_each_is_word_for_word_its_lines(found):
    for each, (_, at) in zip(found.paragraphs, places(), strict=True):
        assert each.text == " ".join(plain(lines_of(NAME, line)) for line in at)


def test_every_line_with_words_is_a_paragraph_a_heading_or_the_title_page(found):
    taken = {line for _, at in places() for line in at}
    lines = source(NAME).decode().splitlines()
    rest = [line for at, line in enumerate(lines, 1) if line.strip() and at not in taken]
    assert rest == ["Security Council", "Distr.: General", "31 July 2009", "Original: English",
                    *(each.heading for each in found.sections), "-"]  # fmt: skip


def test_what_stands_above_an_item_or_bullet(found):
    above = {
        each.label: None if each.parent is None else found.paragraphs[each.parent].label for each in found.paragraphs
    }
    assert {above[str(number)] for number in range(1, 20)} == {above[f"App. {number}"] for number in range(1, 8)}
    assert above["1"] is above["Letter 1"] is None
    assert (above["5(a)"], above["5 2"], above["5(a) [2]"], above["5(d) [2]"]) == ("5", "5", "5 2", "5 3")
    assert (above["App. 1(b)"], above["App. 1(b) 4"], above["App. 2 1"]) == ("App. 1", "App. 1(b)", "App. 2")
    assert {above[f"App. 7({letter})"] for letter in "abcdefgh"} == {"App. 7"}


def test_75_views_stand_in_the_appendix(found):
    views = [label for label, (_, bullets) in APPENDIX.items() if not bullets and label not in "1357"]
    assert sum(len(bullets) for _, bullets in APPENDIX.values()) + len(views) == ASKS_IN_THE_APPENDIX


def test_letter_annex_and_appendix_are_parts_of_their_own(found):
    tree = [(each.level, each.heading[:30]) for each in found.sections]
    assert tree[:4] == [
        (1, "Letter dated 31 July 2009 from"), (1, "Annex"), (2, "Interim report on the work of "),
        (2, "I. Introduction"),
    ]  # fmt: skip
    assert tree[-3:] == [(2, "III. Programme of work"), (2, "Appendix"), (3, "List of views expressed in the")]
    assert [found.sections[found.paragraphs[at].section].heading[:6] for at in (2, 3)] == ["Letter", "I. Int"]


def test_markup_is_kept_apart(found):
    markup = [piece.raw.strip() for piece in found.pieces if piece.kind is PieceKind.MARKUP]
    assert (markup.count("**"), markup.count("*"), markup.count("-")) == (8, 2, 86)
    assert found.pieces[-1].kind is PieceKind.MARKUP


def test_only_the_two_unnumbered_paragraphs_are_doubtful(found):
    assert [(each.code, each.where) for each in found.warnings] == [
        (DoubtCode.UNLABELLED_BLOCK, "5 2"), (DoubtCode.UNLABELLED_BLOCK, "5 3"),
    ]  # fmt: skip


def test_no_page_is_made_up(found):
    assert {each.page for each in found.paragraphs} == {None}

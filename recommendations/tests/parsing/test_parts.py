"""Letters, annexes and appendices, and the lists in them."""

from recommendations.parsing.found import DoubtCode
from recommendations.parsing.read_text import read_text


def read(text):
    return read_text(text.encode())


def labels(found):
    return [each.label for each in found.paragraphs]


def parents(found):
    return [None if each.parent is None else found.paragraphs[each.parent].label for each in found.paragraphs]


def test_an_annex_that_numbers_again_puts_its_name_before():
    found = read("1. One:\n\n (a) Item.\n\nAnnex II\n\n1. Other:\n\n (a) Item.\n\nAPPENDIX\n\n1. Third.\n")
    assert labels(found) == ["1", "1(a)", "Annex II 1", "Annex II 1(a)", "App. 1"]
    assert [(each.level, each.heading) for each in found.sections] == [(1, "Annex II"), (2, "APPENDIX")]
    assert found.warnings == ()


def test_an_annex_with_the_first_numbers_has_them_bare():
    found = read("Letter dated 1 May addressed to the President\n\nI write.\n\nAnnex\n\nI. One\n\n1. First.\n")
    assert labels(found) == ["Letter 1", "1"]
    assert [each.level for each in found.sections] == [1, 1, 2]


def test_a_word_that_only_begins_like_an_annex_is_none():
    assert labels(read("1. One.\n\nAnnexes and maps\n\n2. Two.\n")) == ["1", "2"]


def test_bullets_are_counted_below_what_they_hang_on():
    found = read("1. One\n\na. Item\n\n- First\n- Second\n\n- Third\n\nb. Item\n\n2. Two\n\n- First\n\n3. Three.\n")
    assert labels(found) == ["1", "1(a)", "1(a) 1", "1(a) 2", "1(a) 3", "1(b)", "2", "2 1", "3"]
    assert parents(found) == [None, "1", "1(a)", "1(a)", "1(a)", "1", None, "2", None]
    assert found.warnings == ()


def test_bullets_in_text_without_numbers_are_counted_with_it():
    found = read("## Aims\n\n- First\n- Second\n\nThey are:\n- Third\n\nThat is all.\n")
    assert labels(found) == ["Aims 1", "Aims 2", "Aims 3", "Aims 4", "Aims 5"]
    assert parents(found) == [None, None, None, "Aims 3", None]


def test_lettered_bullets_are_items_wherever_they_stand():
    found = read("1. One\n\na. Item\n\n- Bullet\n\n- b. Item**\n - c. Item**\n-")
    assert labels(found) == ["1", "1(a)", "1(a) 1", "1(b)", "1(c)"]
    assert [each.text for each in found.paragraphs][3:] == ["Item", "Item"]


def test_lists_under_one_number_repeat_their_labels():
    found = read("1. One:\n\n- (a) Item;\n- (b) Item.\n\nAnd more of one:\n\n- (a) Item.\n\n2. Two.\n")
    assert labels(found) == ["1", "1(a)", "1(b)", "1 2", "1(a) [2]", "2"]
    assert parents(found)[4] == "1 2"
    assert [(each.code, each.where) for each in found.warnings] == [(DoubtCode.UNLABELLED_BLOCK, "1 2")]


def test_a_bullet_over_several_lines_is_one_paragraph():
    found = read("1. One:\n\n- First goes\n  on and\non\n- Second\n")
    assert [each.text for each in found.paragraphs] == ["One:", "First goes on and on", "Second"]

"""Whatever the text, it is read, and it comes back."""

from hypothesis import given, settings
from hypothesis import strategies as st

from recommendations.parsing.clean import clean
from recommendations.parsing.found import PieceKind
from recommendations.parsing.read_text import read_text, rebuild

MARKERS = ["", " ", "  ", "1. ", "2. ", "7. ", " (a) ", " (b) ", "(i) ", "I. ", "B. ", " 1  ", "¹ ", "- ", "\ufeff"]
MARKDOWN = ["* ", "## ", "a. ", "- (a) ", "**", "• "]
FURNITURE = ["____________", "S/2008/186", "3 08-26194", "4", "", "", " "]
TEXT = ["A heading", "One ends.1", "goes on-", "and so:", "Annex", "Summary"]
MARKED = ["**bold**", "*one* two**", "[it](#)", "\\$5", "74<sup>th</sup>", "-"]
LINES = st.sampled_from(FURNITURE + TEXT + MARKED)
ENDS = st.sampled_from(["\n", "\n", " \n", "\r\n", "\r", "\f", "\n\f", "\x0b", "\u2028"])
WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12)
LINE = st.builds(lambda *parts: "".join(parts), st.sampled_from(MARKERS + MARKDOWN), st.one_of(LINES, WORDS), ENDS)


@settings(max_examples=100, deadline=None)
@given(st.lists(LINE, max_size=30).map(lambda lines: "x" + "".join(lines)))
def test_it_comes_back_and_its_texts_are_its_own(text):
    found = read_text(text.encode())
    assert rebuild(found) == text.encode()
    assert all(piece.raw and (piece.kind is not PieceKind.BLANK or piece.raw.isspace()) for piece in found.pieces)
    assert len({each.label for each in found.paragraphs}) == len(found.paragraphs)
    for each in found.paragraphs:
        own = [p.raw for p in found.pieces if p.kind is PieceKind.PARAGRAPH and p.paragraph == each.ord]
        assert each.text == clean(own)
    for note in found.footnotes:
        if note.paragraph is not None:
            assert 0 <= note.at_offset <= len(found.paragraphs[note.paragraph].text)

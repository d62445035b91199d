"""What the reader was unsure of, in words a person can go and look at."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from recommendations.errors import Words
from recommendations.parsing.found import DoubtCode

MOST_PLACES: Final = 12
WORDS: Final[dict[DoubtCode, Words]] = {
    DoubtCode.HEADING_OUT_OF_SEQUENCE: _("Headings whose number does not follow the one before:"),
    DoubtCode.NUMBERING_RESTARTED: _("The numbering of paragraphs begins again at:"),
    DoubtCode.NUMBER_REPEATED: _("Paragraph numbers that stand there twice:"),
    DoubtCode.NUMBER_SKIPPED: _("A number is missing before paragraph:"),
    DoubtCode.NUMBER_OUT_OF_SEQUENCE: _("Numbers at the start of a line that were not taken for paragraph numbers:"),
    DoubtCode.ITEM_SKIPPED: _("An item is missing before:"),
    DoubtCode.ITEM_OUT_OF_SEQUENCE: _("Items that do not follow the one before, in paragraph:"),
    DoubtCode.UNLABELLED_BLOCK: _("Blocks without a number between numbered paragraphs, named by the register:"),
    DoubtCode.JOINED_OVER_GAP: _("Paragraphs that were joined over a gap, perhaps two:"),
    DoubtCode.MARK_NOT_FOUND: _("Footnotes whose mark was not found in the text:"),
    DoubtCode.MARK_AMBIGUOUS: _("Footnotes whose mark could stand in several places:"),
    DoubtCode.MARK_WITHOUT_NOTE: _("Marks in the text without a footnote:"),
    DoubtCode.MARK_IN_HEADING: _("Footnotes whose mark stands in a heading:"),
    DoubtCode.PAGE_NUMBER_JUMP: _("The printed page numbers jump at page:"),
    DoubtCode.PAGE_NOT_READ: _("Pages that could not be read, so their words are missing:"),
    DoubtCode.PAGE_WITHOUT_TEXT: _("Pages without text, perhaps pictures of text:"),
    DoubtCode.TURNED_TEXT: _("Pages with turned text, which was left out:"),
    DoubtCode.COLUMNS_BESIDE: _("Pages whose two columns stood line beside line, read one after the other:"),
    DoubtCode.STRANGE_LETTERS: _("Letters that could not be told, marked � in the text:"),
}


@dataclass(frozen=True, slots=True)
class Warned:
    """One kind of doubt with all its places; `more` places are not named."""

    words: Words
    places: list[str]
    more: str


def in_words(doubts: Iterable[tuple[str, str, str]]) -> list[Warned]:
    places: dict[DoubtCode, list[str]] = {}
    for code, where, detail in doubts:
        said = places.setdefault(DoubtCode(code), [])
        said.append(f"{where} ({detail})" if where and detail else where or detail)
    return [
        Warned(WORDS[code], said[:MOST_PLACES], _more(len(said) - MOST_PLACES))
        for code, said in sorted(places.items(), key=lambda each: list(WORDS).index(each[0]))
    ]


def _more(left: int) -> str:
    return ngettext("and %(n)s more", "and %(n)s more", left) % {"n": left} if left > 0 else ""

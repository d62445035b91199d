"""Where quoted words stand in a paragraph's text."""

import unicodedata

from .errors import QuoteNotLocated


def _all_starts(text: str, quote: str) -> list[int]:
    starts = []
    at = text.find(quote)
    while at >= 0:
        starts.append(at)
        at = text.find(quote, at + 1)
    return starts


def locate(text: str, quote: str, *, occurrence: int | None = None) -> tuple[int, int]:
    """Start and end of the quote in the text; both are compared, and counted, in NFC.

    Words that stand there more than once need an occurrence, from 1: nothing is guessed.
    """
    text, quote = unicodedata.normalize("NFC", text), unicodedata.normalize("NFC", quote)
    if not quote.strip():
        raise QuoteNotLocated("empty_quote", quote)
    starts = _all_starts(text, quote)
    if not starts:
        raise QuoteNotLocated("not_in_text", quote)
    if occurrence is None and len(starts) > 1:
        raise QuoteNotLocated("more_than_once", quote)
    wanted = 1 if occurrence is None else occurrence
    if not 1 <= wanted <= len(starts):
        raise QuoteNotLocated("no_such_occurrence", quote)
    start = starts[wanted - 1]
    return start, start + len(quote)


def occurrence_at(text: str, quote: str, start: int) -> int | None:
    """Which occurrence of the quote begins there, from 1; None when it stands in the text once, or not there."""
    starts = _all_starts(text, quote)
    return starts.index(start) + 1 if len(starts) > 1 and start in starts else None

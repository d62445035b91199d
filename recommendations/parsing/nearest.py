"""The words of a text that are most like words that do not stand in it: to say what was probably meant."""

import re
from typing import Final

from rapidfuzz.fuzz import partial_ratio_alignment

ALIKE_ENOUGH: Final = 60.0


def nearest(text: str, quote: str) -> str:
    """Whole words of the text, as they stand there; empty when nothing is like it."""
    wanted = " ".join(quote.split())
    if not wanted or not text:
        return ""
    found = partial_ratio_alignment(wanted.casefold(), text.casefold(), score_cutoff=ALIKE_ENOUGH)
    # Where folding changes the length, places in the folded text are not those of the text.
    if found is None or len(text.casefold()) != len(text):
        return ""
    if len(wanted) <= len(text):
        start, end = found.dest_start, found.dest_end
    else:
        start, end = 0, len(text)
    start = max((each.end() for each in re.finditer(r"\s", text[: start + 1]) if each.end() <= start + 1), default=0)
    stop = re.compile(r"\s").search(text, max(end - 1, start))
    return text[start : stop.start() if stop else len(text)].strip()

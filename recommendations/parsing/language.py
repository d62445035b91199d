"""Which language a text is in: by its letters, or by its commonest words."""

import re
from collections import Counter

COMMON = {
    "en": "the of and to in that for with by on its is be as was which has",
    "fr": "le la les des et du que dans pour par sur une est aux au qui ses",
    "es": "el la los las del y que en por para con una su se al es como",
    "pt": "o a os as do da dos das que em para com uma por no na ao",
    "de": "der die das und den von zu mit für auf im ist des dem ein eine",
}
SCRIPTS = (("ar", "\u0600", "\u06ff"), ("ru", "\u0400", "\u04ff"), ("zh", "\u4e00", "\u9fff"))
ENOUGH = 20_000
SHARE_OF_A_SCRIPT = 0.3
SHARE_OF_COMMON_WORDS = 0.12


def language(text: str) -> str:
    """Its code, or nothing where the text does not say."""
    sample = text[:ENOUGH]
    letters = [sign for sign in sample if sign.isalpha()]
    for code, first, last in SCRIPTS:
        if letters and sum(first <= sign <= last for sign in letters) > SHARE_OF_A_SCRIPT * len(letters):
            return code
    words = Counter(re.findall(r"[^\W\d_]+", sample.lower()))
    counts = {code: sum(words[word] for word in common.split()) for code, common in COMMON.items()}
    best = max(counts, key=lambda code: counts[code])
    return best if counts[best] >= SHARE_OF_COMMON_WORDS * max(sum(words.values()), 1) else ""

"""Which themes an ask touches: those whose words it shares, the words that few themes have weighing most."""

import math
import re
from collections import Counter
from collections.abc import Sequence

from .values import Theme

EMPTY = frozenset(
    ["and", "the", "for", "with", "from", "into", "its", "their", "issues", "issue", "support", "between"]
)
SAME = {
    "financing": "fund",
    "financial": "fund",
    "finance": "fund",
    "resource": "fund",
    "financed": "fund",
    "civilian": "civilians",
    "rule": "rights",
    "gender": "women",
    "rehatting": "transition",
    "predeployment": "train",
    "medi": "mediat",
    "mediator": "mediat",
    "police": "polic",
    "consult": "consultat",
    "ddr": "disarm",
}


def _stem(word: str) -> str:
    for ending in ("izations", "ization", "ations", "ation", "ings", "ing", "ies", "es", "ed", "s", "ion", "y"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            word = word[: -len(ending)]
            break
    return SAME.get(word, word)


def _words(text: str) -> set[str]:
    return {_stem(word) for word in re.findall(r"[a-zà-ÿ]{3,}", text.lower()) if word not in EMPTY}


def themes_of(quote: str, headings: Sequence[str], themes: Sequence[Theme], *, most: int = 2) -> tuple[str, ...]:
    """At most two, the nearest first; none where the words do not show one."""
    of_theme = {theme.code: _words(theme.name) for theme in themes}
    common = Counter(word for words in of_theme.values() for word in words)
    weight = {word: math.log(1 + len(themes) / count) for word, count in common.items()}
    said, headed = _words(quote), _words(" ".join(headings))
    scored = []
    for theme in themes:
        words = of_theme[theme.code]
        whole = sum(weight[word] for word in words) or 1.0
        shared = sum(weight[word] for word in words & said) + 0.5 * sum(
            weight[word] for word in (words & headed) - said
        )
        if shared / whole >= 0.45:
            scored.append((-shared / whole, theme.code))
    return tuple(code for _, code in sorted(scored)[:most])

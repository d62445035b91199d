"""Two texts beside each other."""

import difflib
import re
from typing import Any

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe


def compared(theirs: str, yours: str) -> tuple[SafeString, SafeString]:
    """Both texts, the words that the other lacks underlined."""
    left, right = (re.findall(r"\s+|\S+", each) for each in (theirs, yours))
    matcher = difflib.SequenceMatcher(None, left, right, autojunk=False)
    blocks = matcher.get_opcodes()
    return (
        _marked((tag != "equal", "".join(left[start:end])) for tag, start, end, _a, _b in blocks),
        _marked((tag != "equal", "".join(right[start:end])) for tag, _a, _b, start, end in blocks),
    )


def _marked(pieces: Any) -> SafeString:
    out = [
        format_html("<ins>{}</ins>", words) if differs and words.strip() else conditional_escape(words)
        for differs, words in pieces
        if words
    ]
    return mark_safe("".join(out))  # each piece is escaped

"""Signs that a file may hold and a text may not."""

import re

STRANGE = re.compile("[\0\ud800-\udfff]")


def readable(text: str) -> str:
    """The text with U+FFFD for what no encoding can hold."""
    return STRANGE.sub("\ufffd", text)

"""From raw slices of the source to the text people read and quote."""

import re
import unicodedata
from collections.abc import Sequence

HYPHEN_AT_LINE_END = re.compile(r"(?<=\w)-[^\S\r\n\f]*[\r\n\f]\s*(?P<next>(?:and|or)\b(?!-))?")
SLASH_AT_LINE_END = re.compile(r"(?<=\w)/[^\S\r\n\f]*[\r\n\f]\s*")


def _after_hyphen(found: re.Match[str]) -> str:
    # "troop-/and police-contributing": the hyphen hangs there for a later word, so the space is real.
    return f"- {found['next']}" if found["next"] else "-"


def clean(raws: Sequence[str]) -> str:
    """NFC, each run of white space one space, none after a hyphen or slash at a line's end; nothing else changes."""
    text = unicodedata.normalize("NFC", "".join(raws))
    text = SLASH_AT_LINE_END.sub("/", HYPHEN_AT_LINE_END.sub(_after_hyphen, text))
    return " ".join(text.split())

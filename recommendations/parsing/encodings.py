"""Which encoding a text file is in: certain, told by a person, or asked."""

import codecs
from typing import Final

from charset_normalizer import from_bytes

from .errors import EncodingUnsure, Unreadable

MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
MOST_CANDIDATES: Final = 6
SAMPLE: Final = 200_000
USUAL: Final = (
    "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1256", "koi8_r", "iso8859_15", "mac_roman", "mac_cyrillic",
    "gb18030", "big5", "shift_jis",
)  # fmt: skip
MOST_WESTERN: Final = 0.08
FEW: Final = 10
WESTERN: Final = frozenset("‘’“”‚„–—…•§©®°±·«»€£½¼¾×†‡™ªº¿¡\xa0\xadàâäáãåæçèéêëìíîïñòóôõöøùúûüÿœßÉÀÇÊÈÎÔÖÜÄÅØ")
EXCERPT: Final = 120
CONTROLS: Final = frozenset(range(32)) - frozenset(b"\t\n\r\f\x0b\x1b\x1a")
MOST_CONTROLS: Final = 0.01


def decode(data: bytes, encoding: str | None = None) -> tuple[str, str]:
    """The encoding and the text, which that encoding turns into the same bytes again.

    UTF-8 and what begins with a byte order mark are certain, and so is a text in English letters with a few
    signs or accents that only make sense in the Western encoding. Anything else is asked for: many encodings
    turn the same bytes into different words. Raises EncodingUnsure with those that fit, likeliest first.
    """
    name = encoding or next((name for mark, name in MARKS if data.startswith(mark)), None)
    if name is not None:
        return _checked(data, name, "unknown_encoding" if encoding else "damaged")
    if _fits(data, "utf-8"):
        return _checked(data, "utf-8", "damaged")
    if _is_binary(data):
        raise Unreadable("binary")
    if _is_western(data):
        return _checked(data, "cp1252", "damaged")
    raise EncodingUnsure(tuple((each, _excerpt(data, each)) for each in _candidates(data)))


def _checked(data: bytes, name: str, code: str) -> tuple[str, str]:
    try:
        text = data.decode(name)
        same = text.encode(name) == data
    except (UnicodeError, LookupError):
        raise Unreadable(code) from None
    if not same:
        raise Unreadable(code)
    if not text.replace("\ufeff", "").strip():
        raise Unreadable("empty")
    if "\0" in text:
        raise Unreadable("binary")
    return name, text


def _fits(data: bytes, name: str) -> bool:
    try:
        return data.decode(name).encode(name) == data
    except (UnicodeError, LookupError):
        return False


def _is_western(data: bytes) -> bool:
    strange = [byte for byte in data if byte > 127]
    if len(strange) > FEW + MOST_WESTERN * len(data) or not _fits(data, "cp1252"):
        return False
    return set(bytes(set(strange)).decode("cp1252")) <= WESTERN


def _is_binary(data: bytes) -> bool:
    sample = data[:SAMPLE]
    return b"\0" in sample or sum(each in CONTROLS for each in sample) > MOST_CONTROLS * len(sample)


def _candidates(data: bytes) -> list[str]:
    guessed = [each.encoding for each in from_bytes(data[:SAMPLE], threshold=0.4) if each.encoding in USUAL]
    fitting = [name for name in dict.fromkeys([*guessed, *USUAL]) if _fits(data, name)]
    return fitting[:MOST_CANDIDATES]


def _excerpt(data: bytes, name: str) -> str:
    """Words around the first letters on which the encodings differ."""
    first = next((at for at, byte in enumerate(data) if byte > 127), 0)
    text = data[:SAMPLE].decode(name, "replace")
    at = len(data[:first].decode(name, "replace"))
    return " ".join(text[max(at - EXCERPT // 2, 0) : at + EXCERPT // 2].split())

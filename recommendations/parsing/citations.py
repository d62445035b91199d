"""Symbols of United Nations documents as running text cites them."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

# The session since which the Assembly numbers its resolutions as session/number.
FIRST_NUMBERED_SESSION: Final = 31

SYMBOL: Final = re.compile(
    r"""(?<![\w/])(?:
        S/RES/\d+(?:\s*\(\d{4}\))? | A/RES/(?:ES-|S-)?\d+(?:/\d+[A-Z]?|\s*\([IVXLC]+\))
      | [AS]/(?:[A-Z][A-Z.\d]*/)*\d+(?:/[A-Z]?\d+)*(?:/(?:Add|Corr|Rev)\.\d+)*
      | S/PV\.\d+
    )(?![\w/])""",
    re.VERBOSE,
)
NUMBERED: Final = r"\d+\s?\(\d{4}\)"
SESSIONAL: Final = r"\d+/\d+(?![\w/])"
SERIES: Final = re.compile(
    rf"\bresolutions?\s(?P<first>{NUMBERED}|{SESSIONAL})"
    rf"(?P<more>(?:(?:,\s|,?\sand\s|,?\sor\s)(?:{NUMBERED}|{SESSIONAL}))*)",
    re.IGNORECASE,
)
ONE: Final = re.compile(rf"{NUMBERED}|{SESSIONAL}")
OTHER_BODY: Final = re.compile(r"(?:Human Rights|Economic and Social) Council\s$")


@dataclass(frozen=True, slots=True)
class Citation:
    """`text[start:end]` cites the document with this symbol."""

    start: int
    end: int
    symbol: str


def citations(text: str) -> list[Citation]:
    """In the order of the text, none in another. Of a joint symbol (A/61/204-S/2006/590) each half is one."""
    # Most texts cite nothing, and to see that is much cheaper than to look for every symbol at every letter.
    symbols = SYMBOL.finditer(text) if "S/" in text or "A/" in text else ()
    found = [Citation(*each.span(), key(each.group())) for each in symbols]
    for series in SERIES.finditer(text) if "resolution" in text.lower() else ():
        if OTHER_BODY.search(text[max(0, series.start() - 40) : series.start()]):
            continue
        for each in ONE.finditer(text, series.start("first"), series.end("more")):
            symbol = _of_resolution(each.group())
            # The first of a series is cited with its word: "resolution 1631 (2005)".
            start = series.start() if each.start() == series.start("first") else each.start()
            found += [Citation(start, each.end(), symbol)] if symbol else []
    return sorted(found, key=lambda each: each.start)


def _of_resolution(number: str) -> str:
    if "(" in number:
        return key(f"S/RES/{number}")
    session = int(number.partition("/")[0])
    return f"A/RES/{number}" if session >= FIRST_NUMBERED_SESSION else ""


@lru_cache(maxsize=4096)
def key(symbol: str) -> str:
    """The same for every way to write one symbol: `S/RES/1631 (2005)`, `S/RES/1631`."""
    written = re.sub(r"\s+", "", symbol).rstrip("*").upper()
    return re.sub(r"^(S/RES/\d+)\(\d{4}\)$", r"\1", written)

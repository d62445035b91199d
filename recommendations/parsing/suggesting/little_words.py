"""Words too common to say what a text is about; most of them show in which language it is."""

from typing import Final


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


ENGLISH: Final = _words("the of and to in for that is with on as by be its has have been which")
FRENCH: Final = _words("le la les des du une est et dans pour par que qui sur aux ses avec ont été")
IN_ASKS: Final = _words("it an at or from this should would will their are also such other including de un en")
EMPTY: Final = ENGLISH | FRENCH | IN_ASKS

"""Whether an ask is done once, kept up, or only a direction."""

import re

CONTINUING = re.compile(
    r"\b(?:continu\w+|maintain\w*|remain|keep|regular(?:ly)?|annual(?:ly)?|every"
    r"|yearly|monthly|quarterly|weekly|periodic\w*"
    r"|always|ongoing|(?:once|twice) (?:a|per) year|before each|after each|at each"
    r"|each (?:renewal|meeting|year)|systematic\w*"
    r"|on a (?:regular|continuing|yearly|case-by-case) basis|as (?:they arise"
    r"|appropriate|needed)|sustain|poursuivre|maintenir"
    r"|continuer|régulièrement|chaque|refrain|cooperate|support the|provide (?:\w+ )?(?:support|assistance|advice))\b",
    re.IGNORECASE,
)
DIRECTION = re.compile(
    r"\b(?:strengthen\w*|enhanc\w+|improv\w+|promot\w+|deepen\w*|foster\w*|increas\w+"
    r"|reinforc\w+|intensif\w+|stronger|greater"
    r"|better|closer|more|fulfil|respect|uphold|guid\w+|renforc\w+|améliorer|accroître|mieux)\b",
    re.IGNORECASE,
)
DATED = re.compile(
    r"\b(?:by|before|within|no later than|by the end of|avant"
    r"|d['’]ici)\s+(?:the\s+)?(?:end|\d|January|February|March|April|May"
    r"|June|July|August|September|October|November|December|one|two|three|six|nine|twelve|le|la)",
    re.IGNORECASE,
)
ONCE = re.compile(
    r"\b(?:establish|set up|appoint|adopt|conduct|undertake|convene|finali[sz]e"
    r"|prepare|present|submit|publish|approve|endorse"
    r"|conclude|define|revise|review|develop|complete|create|extend|authorize|deploy"
    r"|sign|agree on|translate|open)\w*\b",
    re.IGNORECASE,
)


def nature_of(quote: str) -> str:
    if DATED.search(quote):
        return "single_action"
    if CONTINUING.search(quote):
        return "continuing_practice"
    if DIRECTION.search(quote) and not ONCE.search(quote):
        return "aim"
    return "single_action"

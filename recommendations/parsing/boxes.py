"""Blocks that name themselves: "Recommendation 3", alone above its text or at the beginning of it."""

import re
from dataclasses import dataclass

from .blocks import Block

NAMES = (
    r"(?:Key |Strategic |Priority |Main )?"
    r"(?:Recommendation|Recommandation|Decision|Proposal|Finding|Conclusion|Commitment|Action|Lesson|Outcome)"
)
NUMBER = r"(?:[Nn]o\.?\s*)?(?:[A-Z]{1,3}[-.]?)?[0-9]{1,3}(?:[.-][0-9]{1,3})*|[A-H]|[IVX]{1,5}"
BOX = re.compile(
    rf"""\s*(?P<name>(?i:{NAMES})\s+(?:{NUMBER}))
         (?P<paras>\s*[(\[](?:see\s)?(?:paras?\.|paragraphs?)[^)\]\n]*[)\]])?
         \s*?(?: (?P<stop>[.:]|\s[–—-])(?P<after>\s+(?=\S)|\s*$) | \s*?[\r\n]+\s* | \s*$ )""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Box:
    """`alone`: its text is in the blocks that follow; `end`: where in the block its name ends."""

    name: str
    end: int
    alone: bool


def box(block: Block) -> Box | None:
    opening = block.opening
    found = BOX.match(opening)
    if found is None:
        return None
    name = " ".join(found["name"].split()).capitalize()
    name = re.sub(r"(?<=\s)\S+$", lambda last: last[0].upper(), name)
    return Box(name, found.end(), not opening[found.end() :].strip())

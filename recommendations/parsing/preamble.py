"""Resolutions and what is drafted like them: one long sentence, whose parts begin with a participle or a verb.

Before what a body decides stands its preamble, in paragraphs without numbers.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from .blocks import Block
from .lines import Line
from .numbering import ITEM_MARKER, PARAGRAPH_MARKER
from .sections import without_note

LONGEST_OPENING = 400
BODY = (
    r"(?:Council|Assembly|Parliament|Conference|Committee|Commission|Parties|Ministers"
    r"|Heads of State(?: and Government)?)"
)
FRENCH_BODY = (
    r"(?:Conseil|Assemblée|Parlement|Conférence|Comité|Commission|Parties|Ministres"
    r"|Chefs d[’']État(?: et de gouvernement)?)"
)
OPENING = re.compile(
    rf"(?:(?:The|We|THE|WE),?\s(?:[^.;]{{0,120}}?\s)?(?i:{BODY})\b[^.;]*[,:])|(?i:{BODY})[,:]"
    rf"|(?:(?:L[ea]|Les|Nous,|L[AE]|LES|NOUS,)\s|L[’'])(?:[^.;]{{0,120}}?[\s’'])?(?i:{FRENCH_BODY})\b[^.;]*[,:]"
)
PARTICIPLE = re.compile(
    r"""(?:(?:Also|Further|Again|Deeply|Gravely|Strongly|Fully|Having|Particularly|Seriously|Profoundly|Once\sagain),?\s
          |In\sthis\s(?:regard|context),?\s)*
        (?: [A-Za-z]+ing\b | Mindful | Aware | Guided | Convinced | Conscious | Concerned | Alarmed | Cognizant
          | Determined | Pursuant | Encouraged | Disturbed | Dismayed | Appalled | Desirous | Inspired | Committed
          | Considered | Having
          | (?!(?:Pend|Dur|Av|Cepend|Dev|Suiv|Mainten|Aut|Qu|T|Nonobst|Concern)ant\b)[A-ZÀÉ][a-zà-ÿ]+ant\b
          | Consciente?s? | Préoccupée?s? | Convaincue?s? | Soucieu(?:x|ses?) | Résolue?s? | Alarmée?s?
          | (?:Profondément|Gravement|Vivement)\s[a-zé]+ | (?:[Dd]eeply|[Gg]ravely|[Ff]urther|[Aa]lso)\s[a-z]+ )\b""",
    re.VERBOSE,
)
OPERATIVE = re.compile(
    r"""(?:(?:Also|Further|Again|Strongly|Deeply|Gravely|Fully|Firmly|Once\s(?:again|more)),?\s){0,2}
        (?: Acknowledges | Acts | Adopts | Affirms | Agrees | Appeals | Appoints | Approves | Authori[sz]es | Calls
          | Commends | Condemns | Confirms | Congratulates | Decides | Declares | Demands | Deplores | Determines
          | Directs | Emphasi[sz]es | Encourages | Endorses | Establishes | Expresses | Extends | Instructs | Invites
          | Mandates | Notes | Pays\stribute | Proposes | Reaffirms | Recalls | Recogni[sz]es | Recommends | Reiterates
          | Renews | Requests | Resolves | Stresses | Suggests | Supports | Takes\snote | Tasks | Underlines
          | Underscores | Urges | Welcomes
          | Accueille | Adopte | Appelle | Approuve | Appuie | Autorise | Charge | Condamne | Confirme | Constate
          | Convient | Crée | Décide | Déclare | Demande | Déplore | Encourage | Engage | Exhorte | Exige | Exprime
          | Fait\ssien | Félicite | Insiste | Invite | Juge | Lance | Loue | Note | Prend\snote | Prie | Proroge
          | Rappelle | Réaffirme | Recommande | Reconnaît | Regrette | Réitère | Remercie | Rend\shommage
          | Renouvelle | Salue | Se\s(?:déclare|félicite|dit) | Souligne | Souscrit | Soutient )\b""",
    re.VERBOSE | re.IGNORECASE,
)
RECITAL = re.compile(r"(?:[–—]\s+)?having regard\b|(?:[A-Z]{1,2}\.\s+)?whereas\b", re.IGNORECASE)
PARTED = (",", ";", ", and", "; and", ":")


def opens(block: Block) -> bool:
    """Whether the block names the body whose words follow: "The Security Council,"."""
    return names_a_body(block.text)


def goes_with(block: Block | None) -> bool:
    """Whether a body that is named right above it says the block: so it is named, whatever stood before."""
    return block is not None and block.text[:1].isupper() and bool(PARTICIPLE.match(block.text))


def names_a_body(text: str) -> bool:
    return len(text) <= LONGEST_OPENING and bool(OPENING.fullmatch(text))


def goes_on(block: Block, ending: str) -> bool:
    """Whether the block is the next part of the sentence."""
    begins = block.text[:1].isupper() or RECITAL.match(block.text)
    return bool(begins) and without_note(ending).endswith(PARTED)


def is_preambular(block: Block) -> bool:
    return bool(PARTICIPLE.match(block.text)) and block.text.endswith(PARTED)


def is_operative(text: str) -> bool:
    """Whether a body acts by these words, as in "Further requests the Secretary-General"."""
    return text[:1].isupper() and bool(OPERATIVE.match(text))


def _opens_a_part(line: Line) -> bool:
    """Whether a part of the sentence may begin with the line."""
    body = line.body
    drafted = body[:1].isupper() and (PARTICIPLE.match(body) or OPERATIVE.match(body))
    return bool(drafted or PARAGRAPH_MARKER.match(body) or ITEM_MARKER.match(body))


def _parts(block: Block) -> Iterator[int]:
    """The lines that begin a part, from the body's name on: "The Security Council," and its first participle."""
    spoken = False
    pairs = zip(block.lines, [*block.lines[1:], None], strict=True)
    above = ""
    for at, (line, below) in enumerate(pairs):
        names = bool(OPENING.fullmatch(line.body)) and below is not None and _opens_a_part(below)
        parted = without_note(above).endswith((*PARTED, "."))
        if names or (spoken and parted and _opens_a_part(line)):
            yield at
        spoken, above = spoken or names, line.body


def split_parts(blocks: Sequence[Block]) -> list[Block]:
    """Blocks of which each is a part at most, also where no blank line parts them."""
    made: list[Block] = []
    for block in blocks:
        starts = [at for at in _parts(block) if at] if len(block.lines) > 1 else []
        for start, end in zip([0, *starts], [*starts, len(block.lines)], strict=True):
            part = replace(block, lines=block.lines[start:end], runs_on=block.runs_on and end == len(block.lines))
            made.append(
                replace(part, after_break=False, topped=False, goes_on=False if block.look else None) if start else part
            )
    return made

"""Views in a record of what was said: only there is "participants stressed" an entry of the register."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .actors import Named, Names
from .imperatives import VERBS
from .manner import IMPERSONAL_VIEW, VIEWS, Manner
from .values import Reason

WANTED = re.compile(
    r"\b(?:should|must|ought|needs?|needed|necessity|necessary|importance|important"
    r"|essential|urgency|vital|indispensable|crucial|critical|requires?"
    r"|required|call(?:ed|s)? for|encourag(?:ed|ing)|suggest(?:ed|ion)|propos(?:ed"
    r"|al)|recommend(?:ed|ation)|relevant|ways in which|asked to|issue of \w+ing"
    r"|devraient|devrait|nécessité|importance)\b",
    re.IGNORECASE,
)
SPOKEN = re.compile(
    r"(?<!\bas )\b(?:stressed|emphasi[sz]ed|underlined|underscored|highlighted"
    r"|observed|noted|argued|suggested|proposed|recommended|agreed|called for"
    r"|encouraged|urged|pointed out|considered|recognized|expressed|mentioned|raised"
    r"|regarded|conceived|deemed|proposal|views?|notion|examined"
    r"|included|given|said|stated|felt|maintained|cautioned|advocated|requested"
    r"|insisted|reiterated|discussions?|asked for|seen as)\b",
    re.IGNORECASE,
)
ONLY_TOLD = re.compile(
    r"\b(?:noted with (?:appreciation|satisfaction|encouragement)|asked whether|asked "
    r"how|there was no agreement|no agreement|welcomed"
    r"|encouraged by|recalled that|were informed|briefed|exchange of views|had (?:led"
    r"|helped|been)|have helped|improvements in)\b",
    re.IGNORECASE,
)
TO_WHOM = re.compile(
    r"\b(?:that|need for|importance of|encouraged|urged|called (?:up)?on|asked|for"
    r"|invited|by)\s+|^(?:emphasized that\s+)?"
)
ENUMERATION = re.compile(
    r"(?:In [^,]+,\s+)?(?P<things>[^.;:]+?),?\s+(?:was|were)\s+(?:all\s+|also\s+)*"
    r"(?:raised|mentioned|highlighted|stressed|noted|emphasi[sz]ed|underlined)\b"
)
JOINED = re.compile(
    r",\s+while\s+|(?:,|;)?\s+and\s+(?=(?:that\s|(?:emphasi[sz]ed|stressed|underlined"
    r"|called|noted|urged|agreed|suggested|to\s)\b))"
)
# "It was important to monitor the mandates and adjust them": the same is said of both.
WANTED_TWICE = re.compile(
    r"\b(?:important|necessary|essential|crucial|vital|desirable|need|needed)\s+to\s+(?P<first>\w+)(?:\s[^\s;.]+){2,}?"
    rf"(?P<joint>,?\s+and\s+(?:to\s+)?)(?P<second>{'|'.join(VERBS.split())})\s+(?:the|its|their|an?|all|those|these)\b"
)


@dataclass(frozen=True, slots=True)
class View:
    start: int
    end: int
    score: float
    why: tuple[Reason, ...]

    def named(self, manner: Manner, names: Names, text: str) -> Named | None:
        """Who is to act, by the words of the view: the subject of what was said."""
        words = text[self.start : self.end]
        for opened in TO_WHOM.finditer(words):
            named = names.chain(text, self.start + opened.end())
            if named and opened[0].strip() == "by":
                return named
            if named and re.match(r"\s*(?:to|should|must|need|[a-z]+)\b", text[named.end :]) and opened[0]:
                return named
        return None


def is_list_of_views(headings: Sequence[str]) -> bool:
    return any(VIEWS.search(heading) for heading in headings)


def _reports(manner: Manner, text: str) -> bool:
    return bool(manner.patterns.participants.match(text) or IMPERSONAL_VIEW.search(text) or SPOKEN.search(text))


def _enumerated(text: str) -> list[tuple[int, int]]:
    """ "A, B and C were all mentioned": each of three things or more of which the sentence says so."""
    found = ENUMERATION.match(text)
    if found is None:
        return []
    start, end = found.span("things")
    if two := _two(text, start, end):
        return two
    commas = [each.span() for each in re.finditer(r",\s+(?!including|such as|as well)(?:and\s+)?", text[start:end])]
    last = list(re.finditer(r"\s+and\s+", text[commas[-1][1] + start : end])) if commas else []
    if not last:
        return []
    cut = commas[-1][1] + last[-1].start(), commas[-1][1] + last[-1].end()
    starts = [start, *(start + b for _, b in [*commas, cut])]
    ends = [*(start + a for a, _ in [*commas, cut]), len(text)]
    pieces = list(zip(starts, ends, strict=True))
    return pieces if all(len(text[a:b].split()) > 3 for a, b in pieces) else []


def _two(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """ "A, as well as B, was stressed": both."""
    joints = list(re.finditer(r",?\s+as\s+well\s+as\s+", text[start:end]))
    if len(joints) != 1:
        return []
    pieces = [(start, start + joints[0].start()), (start + joints[0].end(), len(text))]
    return pieces if all(len(text[a:b].split()) > 5 for a, b in pieces) else []


def _twice(text: str) -> list[tuple[int, int]]:
    """ "Important to do this and do that": both, where each is a few words long and known to be a verb."""
    found = WANTED_TWICE.search(text)
    if found is None or found["first"] not in VERBS.split():
        return []
    pieces = [(0, found.start("joint")), (found.start("second"), len(text))]
    return pieces if all(len(text[a:b].split()) > 5 for a, b in pieces) else []


def view(manner: Manner, text: str, headings: Sequence[str]) -> tuple[View, ...]:
    """What a sentence reports as wanted; nothing where it only tells what happened."""
    if is_list_of_views(headings) and len(text.split()) > 3:
        return (View(0, len(text), 0.7, (Reason("list_of_views", headings[-1]),)),)
    spoken, wanted = SPOKEN.search(text), WANTED.search(text)
    own = manner.patterns.author.match(text) or manner.patterns.first.match(text)
    if own or not (spoken and wanted and _reports(manner, text)) or text.rstrip().endswith("?"):
        return ()
    why = (Reason("reported_view", spoken[0]), Reason("wanted", wanted[0]))
    if listed := _enumerated(text):
        return tuple(View(start, end, 0.72, why) for start, end in listed)
    if twice := _twice(text):
        return tuple(View(start, end, 0.72, why) for start, end in twice)
    parts, at = [], 0
    joints = list(JOINED.finditer(text))
    commas = [each for each in joints if each[0].startswith((",", ";"))]
    for joined in commas or joints:
        halves = text[at : joined.start()], text[joined.end() :]
        contrast = "while" in joined[0]
        if all(len(half.split()) > 4 and (contrast or WANTED.search(half)) for half in halves):
            parts.append((at, joined.start()))
            at = joined.end()
    parts.append((at, len(text)))
    return tuple(
        View(start, end, 0.4 if ONLY_TOLD.search(text, start, end) else 0.72, why)
        for start, end in parts
        if WANTED.search(text, start, end) or len(parts) == 1
    )

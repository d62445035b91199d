"""Recommendations in the imperative: "Establish a joint secretariat." below a heading that announces them."""

import re
from collections.abc import Sequence

from .actors import Named, Names
from .headings import ASKING

VERBS = (
    "abolish accelerate accept acknowledge act activate adapt address adhere adjust adopt advance advise advocate "
    "agree align allocate allow amend analyse analyze anticipate apply appoint approve articulate ask "
    "assess assign assist assume attach authorise authorize avoid balance base begin bolster boost bring "
    "broaden build call capitalize carry cease centralize champion clarify close collaborate collect "
    "combat combine commission commit communicate compile complement complete comply conclude condition "
    "conduct confirm consider consolidate consult continue contribute convene convey cooperate coordinate "
    "create cultivate decentralize decide dedicate deepen define delegate deliver demand demonstrate "
    "deploy design designate detail determine develop devise devote discuss dispatch disseminate "
    "diversify document draft draw earmark embed emphasize employ empower enable encourage end endorse "
    "enforce engage enhance enlarge enlist enrich ensure equip establish evaluate examine exchange "
    "exercise expand expedite explore extend facilitate finalise finalize finance find focus follow "
    "formalise formalize formulate foster frame fulfil fund generate give grant group guarantee guard "
    "harmonise harmonize harness have help highlight hold identify implement impose improve include "
    "incorporate increase inform initiate insert insist institute institutionalise institutionalize "
    "integrate intensify introduce invest investigate invite involve issue join keep launch lay lead "
    "learn leverage lift limit link lobby maintain make manage mandate map measure mediate merge minimize "
    "mitigate mobilise mobilize modernize monitor move negotiate nominate observe offer open "
    "operationalise operationalize optimize organise organize outline oversee pay perform persuade phase "
    "pilot place plan pledge pool prepare preserve press pressure prevent prioritise prioritize proceed "
    "produce promote propose protect provide publicize publish pursue push put raise ratify reach "
    "reaffirm recognise recognize reconsider record recruit redouble reduce refine reform refrain "
    "regularize reinforce reiterate release rely remain remind remove renew replenish reorganize replace report "
    "request require resolve resource respect respond restore restrict restructure resume retain rethink "
    "revamp review revise revisit revitalize revive scale secure seek send separate serve set share shift "
    "show sign simplify solicit speed stand standardize start step stop streamline strengthen strike "
    "subject submit supplement support suspend sustain tackle tailor take target task test track train "
    "transfer transform translate treat undertake unify update upgrade uphold urge use utilize validate "
    "stress underline underscore verify vet widen withdraw work "
    "denounce free halt order direct cease condemn deny disclose disarm dismantle enact "
    "expel freeze lift prosecute arrest punish repeal release rotate redeploy sanction mainstream publicise reject "
)
HOW = r"(?:\w+ly|also|further|always|never|better|do not|first|then|again),?"
IMPERATIVE = re.compile(
    rf"^(?:(?:Recommendation\s+)?[\dA-Z][\d.-]*[.:)]\s+)?(?P<told>(?:{HOW}\s+){{0,2}}"
    rf"(?P<verb>{'|'.join(VERBS.split())}))\s+(?!(?:is|are|was|were|has|have|should|must|will|of)\b)",
    re.IGNORECASE,
)
FRENCH = re.compile(r"^(?P<told>(?:Ne pas\s+)?(?P<verb>[A-Za-zÀ-ÿ]+(?:er|ir|oire?|[dt]re|vre|ire)))\s+(?!(?:est|a)\b)")
# "Renforcer la cellule n'a pas suffi": the infinitive is the subject of another verb.
SUBJECT = re.compile(r"(?:(?!\b(?:qui|que|dont|où)\b|[,;]).)*?\s(?:n['’])?(?:a|est|sera|serait|reste|demeure)\s")
# A word at the head that no table holds, with what only a verb has after it: "Reopen the camps."
OTHER_VERB = re.compile(
    r"^(?P<told>(?:\w+ly\s+)?(?P<verb>[A-Za-z]+?(?<!ly)(?<!ing)(?<!ed)(?<!s)))\s+(?:immediately\s+|fully\s+|publicly\s+)?"
    r"(?:the|an?|all|any|its|their|his|her|each|every|those|these|no)\s",
)
NO_VERBS = (
    "in on at with for by from to as while when if although though despite during after before under through within "
    "given all both such unlike without over against among amid between since because of that and but or nor not only "
    "even including until upon about above across along around behind below beside beyond inside into like near off "
    "onto out outside past per than toward towards via whether where what how why who which there here then thus hence "
    "once unless whereas notwithstanding throughout let half quite rather many much more most few some several what "
    "have had has do does did can could may might will would shall should must be been being one two three"
)
NO_VERB = frozenset(NO_VERBS.split())
# "Support for the force has fallen": a noun, where a preposition and then a verb of its own follow.
NOUN = re.compile(
    r"(?:for|on|in|by|from|to|with|at|among|between|and)\b.*?\b(?:is|are|was|were|has|have|had|began|remains?|fell|grew|rose|\w{3,}ed)\b"
)
NOUNS = (
    "support work review report use fund request reform plan share focus increase issue task help monitor finance "
    "control start end group test pilot measure change exchange target record release resource respect lead "
    "design demand call contact balance base close draft guard help limit link map pressure push search step train"
)
INFINITIVE = re.compile(r"^(?:to|de)\s+|^d['’]")
ALSO_NOUNS = frozenset(NOUNS.split())
TO_WHOM = re.compile(r"\b(?:for|to|by|à|aux?|pour)\s+", re.IGNORECASE)


def imperative(text: str, headings: Sequence[str], *, french: bool = False) -> re.Match[str] | None:
    """Where the text is told to somebody and stands below such a heading; "Support was given" is not."""
    if not any(ASKING.search(heading) or _to_whom(heading) for heading in headings):
        return None
    to = INFINITIVE.match(text)  # below "recommends the following:"
    text = text[to.end() :] if to else text
    found = FRENCH.match(text) if french else IMPERATIVE.match(text) or _other_verb(text)
    if found is None or (to is None and not found["told"][0].isupper()):
        return None
    if french:
        return None if SUBJECT.match(text, found.end()) else found
    return None if NOUN.match(text, found.end()) and found["verb"].lower() in ALSO_NOUNS else found


def _other_verb(text: str) -> re.Match[str] | None:
    found = OTHER_VERB.match(text)
    return found if found and found["verb"].lower() not in NO_VERB else None


def _to_whom(heading: str) -> re.Match[str] | None:
    return re.match(r"(?:(?:For|To)\s+(?:the\s+)?|(?:À|A|Au|Aux|Pour)\s+(?:l[ae]s?\s+|l['’])?)[A-ZÀ-Þ]", heading)


def named_above(names: Names, headings: Sequence[str]) -> Named | None:
    """ "Recommendations to the African Union": by the nearest heading that says so, none of the own words."""
    for heading in reversed(headings):
        for found in TO_WHOM.finditer(heading):
            named = names.chain(heading, found.end())
            if named:
                return Named(0, 0, named.codes)
    return None


def is_item(text: str, *, french: bool = False) -> bool:
    """Whether a paragraph reads like a part of a list, which the words before it began."""
    text = text.rstrip()
    told = FRENCH.match(text) if french else IMPERATIVE.match(text)
    return text[:1].islower() or bool(told) or text.endswith((";", "; and", ", and", "; or", "; et"))

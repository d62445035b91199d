"""The tables of a language as regular expressions, compiled once for each set of authors' names."""

import re
from dataclasses import dataclass
from functools import lru_cache

from . import english, french
from .language import Language, Verb

ADVERB_INSIDE = (
    r"(?:(?:once again|once more|again|also|therefore|urgently|strongly|in particular|ardemment|instamment) )?"
)
INSERTED = r",\s(?!(?:and|or|which|who|that|et|qui)\b)[^,;.]{3,140}(?:,[^,;.]{3,90})?,"
OF_WHOM = r"\s(?:du|de la|des|de l['’]|of the|of)\s?(?-i:[A-Z])[\w’'-]*(?:\s(?-i:[A-Z])[\w’'-]*){0,4}"
LANGUAGES = {"en": english.LANGUAGE, "fr": french.LANGUAGE}


def _spelled(words: str) -> str:
    return words.replace("ADV ", ADVERB_INSIDE).replace(" ", r"\s+")


def _any(words: list[str]) -> str:
    return "|".join(sorted((_spelled(word) for word in words if word), key=len, reverse=True))


@dataclass(frozen=True, slots=True)
class Patterns:
    language: Language
    first: re.Pattern[str]
    author: re.Pattern[str]
    bare: re.Pattern[str]
    joined: re.Pattern[str]
    passive: re.Pattern[str]
    stressed: re.Pattern[str]
    reiterated: re.Pattern[str]
    perfect: re.Pattern[str]
    noting: re.Pattern[str]
    modal: re.Pattern[str]
    no_action: re.Pattern[str]
    impersonal: re.Pattern[str]
    impersonal_scores: tuple[float, ...]
    reporting: re.Pattern[str]
    reporting_now: re.Pattern[str]
    said_after: re.Pattern[str]
    rules: re.Pattern[str]
    conditional: re.Pattern[str]
    participants: re.Pattern[str]
    coordinator: re.Pattern[str]
    will: re.Pattern[str]
    infinitive: re.Pattern[str]
    accepted: re.Pattern[str]
    declared: re.Pattern[str]


def _third(verbs: tuple[str, ...], code: str) -> list[str]:
    if code == "fr":
        return [re.sub(r"^(\w+e)\b", r"\1(?:nt)?", verb) for verb in verbs]
    return [f"{verb}es" if verb.endswith(("ss", "sh")) else f"{verb}s" for verb in verbs]


def _past(verbs: tuple[str, ...], code: str) -> list[str]:
    """Of the regular ones; in French none is told from its present."""
    return [] if code == "fr" else [f"{verb}d" if verb.endswith("e") else f"{verb}ed" for verb in verbs]


def verb_of(language: Language, words: str) -> Verb | None:
    """The table's verb that these words are a form of."""
    plain = " ".join(words.lower().split())
    for verb in language.verbs:
        for form in (verb.base, verb.third, verb.participle):
            if form and re.fullmatch(_spelled(form), plain):
                return verb
    return None


@lru_cache(maxsize=64)
def patterns_for(code: str, authors: tuple[str, ...], *, past: bool = False) -> Patterns:
    """What a text in this language is searched for; `authors` are the names it gives its own author.

    `past`: it tells in the past what its author decides, as the minutes of a meeting do.
    """
    lang = LANGUAGES[code]
    i = re.IGNORECASE
    acting = [form for v in lang.verbs for form in ((v.third, v.participle) if past else (v.third,))]
    base, third = _any([v.base for v in lang.verbs]), _any(acting)
    part = _any([v.participle for v in lang.verbs])
    stressing, noting = _third(lang.stressing, code), [*_third(lang.noting, code), *lang.noting_phrases]
    if past:
        stressing += [*_past(lang.stressing, code), *lang.stressing_past]
        noting += [*_past(lang.noting, code), *lang.noting_past]
    stress_base, stress_third = _any(list(lang.stressing)), _any(stressing)
    noting_all, noting_third = _any([*lang.noting, *noting]), _any(noting)
    who = "|".join(re.escape(name).replace("’", "['’]") for name in sorted(authors, key=len, reverse=True)) or r"(?!x)x"
    accepted = lang.accepted.format(who=who)
    who = rf"(?:{lang.pronouns}|(?:{who})(?>{OF_WHOM})?(?:\s\([^)]*\))?(?:{INSERTED}|,)?)"
    has = lang.has if past else ""  # "ont demandé"
    adv, coord, me = lang.adverbs, lang.coordinators, lang.first_person
    start = rf"(?:^\W*|(?P<joint>{coord}))"
    reporting, reporting_now = _any(list(lang.reporting)), _any(list(lang.reporting_now))
    modals = "|".join(f"(?:{_spelled(m)})" for m in lang.modals)
    return Patterns(
        language=lang,
        first=re.compile(rf"\b{me}\s*{adv}(?P<verb>{base})(?!\w)"),
        author=re.compile(rf"(?<![\w-])(?<!\bof )(?P<who>{who})\s+{has}{adv}(?P<verb>{third}|{base})(?!\w)", i),
        bare=re.compile(rf"{start}{has}{adv}(?P<verb>{third})(?!\w)(?!{lang.noun_before})", i),
        joined=re.compile(rf"(?P<joint>{coord}){adv}(?P<verb>{base})(?!\w)"),
        passive=re.compile(rf"\b(?:{lang.passive_be})\s+{adv}(?P<verb>{part})\s*(?={lang.passive_next})", i),
        stressed=re.compile(
            rf"(?:\b{me}\s*{adv}(?:{stress_base})|(?<![\w-])(?P<who>{who})\s+{has}{adv}(?:{stress_third}|{stress_base})"
            rf"|{start}{has}{adv}(?:{stress_third}))\b(?P<rest>[^.;]*)",
            i,
        ),
        reiterated=re.compile(lang.reiterating.format(nouns=_any(list(lang.reiterated))), i),
        perfect=re.compile(lang.perfect.format(me=me, who=who, start=start), i),
        noting=re.compile(
            rf"(?:\b{me}\s*{adv}(?:{noting_all})|(?<![\w-]){who}\s+{has}{adv}(?:{noting_all})|{start}{has}{adv}(?:{noting_third}))\b",
            i,
        ),
        modal=re.compile(rf"\b(?P<modal>{modals})\b"),
        no_action=re.compile(rf"\s*{lang.no_action}", i),
        impersonal=re.compile("|".join(f"(\\b{_spelled(each)})" for each in lang.impersonal), i),
        impersonal_scores=tuple(lang.impersonal.values()),
        reporting=re.compile(rf"\b(?:{reporting})\b", i),
        reporting_now=re.compile(rf"\b(?:{reporting_now})\b", i),
        said_after=re.compile(lang.said_after.format(reporting=reporting), i),
        rules=re.compile(lang.rules, i),
        conditional=re.compile(lang.conditional, i),
        participants=re.compile(rf"^(?:\W*(?:{lang.before_participants}))?(?:{lang.participants})\b", i),
        coordinator=re.compile(coord),
        will=re.compile(lang.will.format(me=me, who=who)),
        accepted=re.compile(accepted, i),
        declared=re.compile(rf"^\W*{adv}(?:(?P<verb>{base})|{noting_all}|{stress_base})(?!\w)", i),
        infinitive=re.compile(rf"\W*{lang.infinitive}{adv}(?P<verb>{base})(?!\w)"),
    )

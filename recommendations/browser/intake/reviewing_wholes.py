"""Candidates that are counted through others, in words: on the cards, in the preview, and as what can be chosen."""

from collections.abc import Collection, Mapping

from django.utils.text import Truncator, get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from recommendations.browser.stewarding import ask_form
from recommendations.choices import CandidateState
from recommendations.models import Candidate
from recommendations.queries import candidates as queries
from recommendations.queries.candidates import Text
from recommendations.workflow.candidates_wholes import Wholes, is_whole

WORDS_OF_A_CHOICE = 60


def ties(text: Text, numbers: Mapping[int, str], among: Collection[int] | None = None) -> dict[int, str]:
    """What is said of each candidate that is a whole or a part. `among`: those that would be accepted together."""
    wholes = Wholes(text.every)
    by_id = {each.public_id: each for each in text.every}
    parts: dict[int, list[str]] = {}
    found: dict[int, str] = {}
    for row in text.every:
        whole = wholes.of(row)
        if whole and row.state != CandidateState.REJECTED:
            parts.setdefault(whole.pk, []).append(numbers[row.pk])
        name = row.more.get("whole", "")
        if whole:
            found[row.pk] = _of_a_whole(row, whole, numbers, among)
        elif name in by_id:
            found[row.pk] = _of_none(by_id[name], numbers)
        elif name in text.liked:
            found[row.pk] = _("Part of %(reference)s.") % {"reference": text.liked[name]}
    return found | {row.pk: _as_a_whole(parts.get(row.pk, [])) for row in text.every if is_whole(row)}


def _as_a_whole(parts: list[str]) -> str:
    if not parts:
        return _("A whole, counted through its parts; no candidate is one.")
    words = ngettext(
        "A whole, counted through its part: candidate %(numbers)s.",
        "A whole, counted through its parts: candidates %(numbers)s.",
        len(parts),
    )
    return words % {"numbers": get_text_list(parts, _("and"))}


def _of_a_whole(row: Candidate, whole: Candidate, numbers: Mapping[int, str], among: Collection[int] | None) -> str:
    facts = {"number": numbers[whole.pk]}
    if whole.state == CandidateState.ACCEPTED or (among is not None and whole.pk in among):
        return _("Part of candidate %(number)s.") % facts
    if among is not None and row.pk in among:
        words = _("Part of candidate %(number)s once that is accepted; it is not among these, so it is counted itself.")
        return words % facts
    return _("Part of candidate %(number)s once both are accepted.") % facts


def _of_none(whole: Candidate, numbers: Mapping[int, str]) -> str:
    facts = {"number": numbers[whole.pk]}
    if whole.state == CandidateState.REJECTED:
        return _("An ask of its own: candidate %(number)s, whose part it would be, was rejected.") % facts
    return _("An ask of its own: candidate %(number)s is no whole.") % facts


def choices(row: Candidate) -> list[tuple[str, str]]:
    """The wholes of its document: asks of the register, and candidates, which stand for what they are accepted as."""
    held = row.more.get("whole", "")
    rows = queries.wholes_beside(row)
    by_id = {each.public_id: each for each in rows}
    mine = Wholes(rows).of(row) or by_id.get(held)
    found = {each.public_id: _said(each) for each in rows if each.state == CandidateState.TO_DECIDE and is_whole(each)}
    of_register = dict(ask_form.wholes(row.paragraph))
    if mine:
        found.pop(mine.public_id, None)
        found[held] = _said(mine)
        if mine.state == CandidateState.ACCEPTED and mine.recommendation:
            of_register.pop(mine.recommendation.public_id, None)
    return [*of_register.items(), *found.items()]


def _said(whole: Candidate) -> str:
    if whole.state == CandidateState.ACCEPTED and whole.recommendation:
        return str(whole.recommendation)
    return _("para. %(label)s, %(state)s: %(words)s") % {
        "label": whole.paragraph.label,
        "state": whole.get_state_display().lower(),
        "words": Truncator(whole.text).chars(WORDS_OF_A_CHOICE),
    }

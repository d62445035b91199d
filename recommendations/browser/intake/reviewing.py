"""The review of a version's candidates: the report on one side, the candidates on the other, one of them open."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from recommendations.browser.intake import reviewing_bodies, reviewing_text, reviewing_wholes, reviewing_words
from recommendations.browser.intake.reviewing_form import Open, opened
from recommendations.browser.shared import called, person
from recommendations.choices import CandidateState, Kind
from recommendations.errors import Refused
from recommendations.models import Candidate, CandidateDecision, DocumentVersion, Recommendation
from recommendations.queries import candidates as queries
from recommendations.queries import names
from recommendations.queries.candidates import Text, Wanted
from recommendations.workflow import catalogue, references
from recommendations.workflow.candidates_carried import is_carried
from recommendations.workflow.candidates_undoing import last_of

STATES: Final = {
    CandidateState.TO_DECIDE: _("To decide"),
    CandidateState.ACCEPTED: _("Accepted"),
    CandidateState.REJECTED: _("Rejected"),
    "all": pgettext_lazy("candidates", "All"),
}
KEPT: Final = ("state", "kind", "score", "actor", "paragraph", "below")
LIKELY: Final = "0.80"
NEAR: Final = 10  # so many cards are shown on either side of the one that is open


@dataclass(frozen=True, slots=True)
class Card:
    """A candidate as the list shows it; `undo` is the decision that can be taken back."""

    row: Candidate
    number: str
    href: str
    current: bool
    tie: str  # how it is counted with others
    who: str
    undo: CandidateDecision | None

    @property
    def is_carried(self) -> bool:
        """Rejected on an earlier version, and not looked at since."""
        return bool(self.undo and is_carried(self.undo))


@dataclass(slots=True)
class Said:
    """What is said on the page after an act that was refused, with what was typed; or before one: a preview."""

    status: int = 200
    message: str = ""
    open: Open | None = None
    stopped: list[tuple[Candidate, Refused]] = field(default_factory=list)
    marked: Mapping[str, str] = field(default_factory=dict)


NOTHING: Final = Said()


def version_of(document: str, number: int) -> DocumentVersion:
    rows = DocumentVersion.objects.defer("content").select_related("document")
    return get_object_or_404(rows, document__public_id=document, number=number)


def address(version: DocumentVersion, query: Mapping[str, str] | None = None) -> str:
    at = reverse("review-candidates", args=[version.document.public_id, version.number])
    return f"{at}?{urlencode(query)}" if query else at


def wanted(given: QueryDict) -> Wanted:
    """What is not understood narrows nothing."""
    state = given.get("state", "")
    return Wanted(
        state=state if state in STATES else CandidateState.TO_DECIDE,
        kind=given.get("kind", "") if given.get("kind", "") in Kind.values else "",
        score=score_of(given.get("score", "")),
        actor=given.get("actor", ""),
        paragraph=given.get("paragraph", "").strip(),
        below=bool(given.get("below")),
    )


def score_of(typed: str) -> float | None:
    try:
        found = float(typed.replace(",", "."))
    except ValueError:
        return None
    return found if 0 <= found <= 1 else None


def filters_of(given: QueryDict) -> dict[str, str]:
    """The filters that are on, as an address carries them."""
    return {name: str(given[name]) for name in KEPT if given.get(name)}


def in_list(text: Text, want: Wanted, *, recent: set[str], current: str) -> list[Candidate]:
    """What fits; and, in its place, what this person decided last, or has open."""
    rows = text.every if want.below else text.offered
    found = [each for each in rows if want.fits(each) or each.public_id in recent]
    if current and not any(each.public_id == current for each in found):
        found = [each for each in text.every if each in found or each.public_id == current]
    return found


def current_of(rows: list[Candidate], wanted_id: str) -> Candidate | None:
    there = next((each for each in rows if each.public_id == wanted_id), None)
    return there or next((each for each in rows if each.state == CandidateState.TO_DECIDE), None)


def next_after(request: HttpRequest, version: DocumentVersion, row: Candidate) -> str:
    """The id of what is to be decided next, with the filters that are on; empty where nothing is left."""
    text, want = queries.text_of(version), wanted(request.GET)
    rows = [each for each in (text.every if want.below else text.offered) if want.fits(each)]
    open_ = [each for each in rows if each.state == CandidateState.TO_DECIDE and each.pk != row.pk]
    place = (_ord(text, row), row.start, -row.end, row.pk)
    later = [each for each in open_ if (_ord(text, each), each.start, -each.end, each.pk) > place]
    found = next(iter([*later, *open_]), None)
    return found.public_id if found else ""


def _ord(text: Text, row: Candidate) -> int:
    return next(each.ord for each in text.paragraphs if each.pk == row.paragraph_id)


def show(request: HttpRequest, version: DocumentVersion, said: Said = NOTHING) -> HttpResponse:
    text, want, me = queries.text_of(version), wanted(request.GET), person(request)
    mine = last_of(text.decisions, me.pk)
    shown_id = said.open.row.public_id if said.open else request.GET.get("c", "")
    rows = in_list(text, want, recent=set(mine.after) if mine else set(), current=shown_id)
    current = said.open.row if said.open else current_of(rows, shown_id)
    numbers = queries.numbers(text.every)
    context = {
        "section": "documents",
        "document": version.document,
        "version": version,
        "text": text,
        "at": address(version),
        "mine": mine,
        "others": [called(request, each) for each in queries.others_here(version, me)],
        "last": queries.last_decision(version),
        "keys": me.single_keys,
        "unofficial": version.document.kind in catalogue.UNOFFICIAL,
        "said": said,
        "mark": said.marked or {"paragraph": request.GET.get("mark", "")},
        "numbers": numbers,
        "blocks": reviewing_text.blocks(text, _marked(text, want, current), current),
        "bodies": reviewing_bodies.known(),
        **_listed(request, text, rows, current, numbers),
        **_narrowing(request, text, want),
        **_preview(request, text, want, numbers),
        **(_open(text, current, said, numbers) if current else {}),
    }
    return render(request, "intake/review.html", context, status=said.status)


def _marked(text: Text, want: Wanted, current: Candidate | None) -> list[Candidate]:
    """What is marked in the report: what is offered, what is asked for below, and what is open."""
    found = text.every if want.below else text.offered
    if current and all(each.pk != current.pk for each in found):
        return [*found, current]
    return found


def _listed(
    request: HttpRequest, text: Text, rows: list[Candidate], current: Candidate | None, numbers: Mapping[int, str]
) -> dict[str, Any]:
    """The cards around the one that is open, and the ways to those before and after them."""
    undoable, ties = text.undoable(), reviewing_wholes.ties(text, numbers)
    at = next((place for place, each in enumerate(rows) if current and each.pk == current.pk), 0)
    first, end = max(at - NEAR, 0), at + NEAR + 1
    before, after = rows[:first], rows[end:]
    cards = [
        Card(
            row=each,
            number=numbers[each.pk],
            href=_card_at(request, each),
            current=bool(current and each.pk == current.pk),
            tie=ties.get(each.pk, ""),
            who=called(request, each.decided_by) if each.decided_by else "",
            undo=undoable.get(each.public_id),
        )
        for each in rows[first:end]
    ]
    return {
        "cards": cards,
        "before": (len(before), _card_at(request, before[-1])) if before else None,
        "after": (len(after), _card_at(request, after[0])) if after else None,
    }


def _card_at(request: HttpRequest, row: Candidate) -> str:
    return f"?{urlencode({**filters_of(request.GET), 'c': row.public_id})}#now"


def _narrowing(request: HttpRequest, text: Text, want: Wanted) -> dict[str, Any]:
    """The filters that are on and that could be, with what they are of."""
    filters, counts = filters_of(request.GET), text.counts()
    return {
        "query": urlencode(filters),
        "filters": filters,
        "want": want,
        "narrowed": bool(set(filters) - {"state"}),
        "states": [(code, words, _count(counts, code)) for code, words in STATES.items()],
        "decided": counts.get(CandidateState.ACCEPTED, 0) + counts.get(CandidateState.REJECTED, 0),
        "total": len(text.offered),
        "below": len(text.below),
        "kinds": [(code, Kind(code).label) for code in Kind.values if any(each.kind == code for each in text.every)],
        "actors": _actors(text),
    }


def _count(counts: Mapping[str, int], code: str) -> int:
    return sum(counts.values()) if code == "all" else counts.get(code, 0)


def _actors(text: Text) -> list[tuple[str, str]]:
    codes = {code for each in text.every for code in queries.actors(each)}
    found = [(each.code, each.name()) for each in names.organizations().values() if each.code in codes]
    return sorted(found, key=lambda pair: names.alphabetical(pair[1]))


def _open(text: Text, current: Candidate, said: Said, numbers: Mapping[int, str]) -> dict[str, Any]:
    """What only the card that is open needs."""
    others = [each for each in text.offered if each.pk != current.pk and each.state == CandidateState.TO_DECIDE]
    here = current.paragraph.ord
    near = {each.pk for each in sorted(others, key=lambda each: abs(each.paragraph.ord - here))[: 2 * NEAR]}
    undecided = current.state == CandidateState.TO_DECIDE
    return {
        "current": current,
        "open": said.open or (opened(current, text.paragraphs, None) if undecided else None),
        "why": reviewing_words.why(current.why),
        "reasons": reviewing_words.REASONS,
        "liked": _liked(text, current),
        "near": [(each, numbers[each.pk]) for each in others if each.pk in near],
        "farther": [(each, numbers[each.pk]) for each in others if each.pk not in near],
        "reference": references.reference_of(current.paragraph, references.next_number(current.paragraph)),
    }


def _liked(text: Text, current: Candidate) -> list[tuple[Recommendation, list[str]]]:
    found = [(text.liked.get(each["recommendation"]), each["shared"]) for each in current.like]
    return [(ask, shared) for ask, shared in found if ask is not None and ask.pk != current.recommendation_id]


def _preview(request: HttpRequest, text: Text, want: Wanted, numbers: Mapping[int, str]) -> dict[str, Any]:
    """What accepting everything from a score on would accept, of what the filters leave."""
    typed = request.GET.get("above", "").strip()
    score = score_of(typed)
    if score is None:
        return {"above": "", "likely": typed or LIKELY, "no_score": typed}
    open_ = replace(want, state=CandidateState.TO_DECIDE)
    rows = [each for each in text.offered if open_.fits(each) and (each.score or 0) >= score]
    ties = reviewing_wholes.ties(text, numbers, among={each.pk for each in rows})
    preview = [(row, numbers[row.pk], ties.get(row.pk, "")) for row in rows]
    return {"above": typed, "likely": typed, "preview": preview}

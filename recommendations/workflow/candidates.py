"""What the suggester found in a version, put before the stewards: nothing of the register until one accepts it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from recommendations import access
from recommendations.access import By, Verb
from recommendations.choices import AssignmentRole, CandidateOrigin, DocumentKind, Kind, Nature, Standing
from recommendations.errors import AlreadyDone, Archived, NotVerbatim, Words
from recommendations.models import (
    Assignment,
    Candidate,
    DocumentVersion,
    Organization,
    Paragraph,
    Recommendation,
    SourceDocument,
    Theme,
)
from recommendations.parsing.suggesting.likeness import Register
from recommendations.workflow import candidates_carried, candidates_wholes, catalogue
from recommendations.workflow.candidate_rows import NOBODY
from recommendations.workflow.locks import locked

STANDINGS: Final = {DocumentKind.RESOLUTION: Standing.DECIDED, DocumentKind.COMMUNIQUE: Standing.DECIDED}
ASK_NOBODY: Final = (Kind.OBSERVATION, Kind.VIEW_EXPRESSED)
LONGEST_ADDRESSEE: Final = 300


def standing_by_rule(document: SourceDocument) -> Standing:
    """What an organ resolves is decided, what several say in one text is agreed, all else its author recommends."""
    found = STANDINGS.get(DocumentKind(document.kind), Standing.RECOMMENDED)
    joint = document.kind == DocumentKind.COMMUNIQUE and document.issuers.count() > 1
    return Standing.AGREED if joint else found


@transaction.atomic
def propose(version: DocumentVersion, found: Iterable[Mapping[str, Any]], *, by: By) -> list[Candidate]:
    """Candidates as `parsing.suggesting` gives them (see its `Candidate`), as plain dictionaries. Words that are a
    recommendation already are left out; what was rejected on the version before stays rejected. Raises NotVerbatim for
    words that do not stand where they are said to stand, Archived, and AlreadyDone where the version's candidates were
    proposed before."""
    access.acting(by, Verb.CATALOGUE)
    document = locked(version.document)
    if document.archived_at:
        raise Archived()
    if version.candidates.filter(origin=CandidateOrigin.SUGGESTED).exists():
        raise AlreadyDone()
    rows = Candidate.objects.bulk_create(Proposing(version, document).all(found))
    candidates_carried.carry_over(rows, version, by=by)
    return rows


class Proposing:
    """What is known of a version and of the register while its candidates are made, each read once."""

    def __init__(self, version: DocumentVersion, document: SourceDocument) -> None:
        self.version = version
        self.document = document
        self.paragraphs = {each.label: each for each in version.paragraphs.all()}
        live = Recommendation.objects.filter(paragraph__document_version=version, archived_at__isnull=True)
        places = live.values_list("paragraph_id", "start", "end", "public_id", "is_whole")
        self.there = {tuple(place): (public_id, is_whole) for *place, public_id, is_whole in places}
        self.standing = standing_by_rule(document)
        self.organizations = {each.code: each for each in Organization.objects.filter(archived_at__isnull=True)}
        self.themes = set(Theme.objects.filter(archived_at__isnull=True).values_list("code", flat=True))
        self.answering = answered_by(self.organizations.values())
        self.register = register_of_asks()

    def all(self, found: Iterable[Mapping[str, Any]]) -> list[Candidate]:
        made = [self.one(each) for each in found]
        candidates_wholes.tie(made)
        wholes = {place: public_id for place, (public_id, is_whole) in self.there.items() if is_whole}
        candidates_wholes.tie_to_register(made, wholes)
        return [each for each in made if (each.paragraph_id, each.start, each.end) not in self.there]

    def one(self, given: Mapping[str, Any]) -> Candidate:
        paragraph = self.paragraph(given["paragraph"], given["quote"])
        start, end = int(given["start"]), int(given["end"])
        if paragraph.text[start:end] != given["quote"]:
            start, end = catalogue.span_of(paragraph, given["quote"])
        quote = paragraph.text[start:end]
        led = [self._lead_in(each) for each in given.get("lead_in", ())]
        whole = " ".join([*(words for _span, words in led), quote])
        kind = Kind(given["kind"])
        return Candidate(
            document_version=self.version,
            paragraph=paragraph,
            start=start,
            end=end,
            text=quote,
            kind=kind,
            nature=Nature(given["nature"]),
            standing=self.standing,
            follow_up=catalogue.starts_as(kind, self.document),
            more={
                "lead_in": [span for span, _words in led],
                "addressees": self._addressees(given, kind),
                "parts": [] if kind in ASK_NOBODY else self._parts(given, whole),
                "themes": [code for code in given.get("themes", ()) if code in self.themes],
            },
            origin=CandidateOrigin.SUGGESTED,
            score=given.get("score"),
            is_suggested=bool(given.get("suggested", True)),
            why=[{"code": each["code"], "words": each.get("words", "")} for each in given.get("why", ())],
            also_at=[{"paragraph": each["paragraph"], "quote": each["quote"]} for each in given.get("also_at", ())],
            like=likes(self.register, whole),
        )

    def paragraph(self, label: str, quote: str) -> Paragraph:
        if label not in self.paragraphs:
            raise NotVerbatim(paragraph=label, quote=quote, problem="no_such_paragraph")
        return self.paragraphs[label]

    def _lead_in(self, given: Mapping[str, str]) -> tuple[list[int], str]:
        paragraph = self.paragraph(given["paragraph"], given["quote"])
        start = paragraph.text.find(given["quote"])
        if start < 0:
            raise NotVerbatim(paragraph=paragraph.label, quote=given["quote"], problem="not_in_text")
        return [paragraph.pk, start, start + len(given["quote"])], given["quote"]

    def _addressees(self, given: Mapping[str, Any], kind: Kind) -> list[dict[str, str]]:
        """An organization is meant only where there is no other."""
        words = str(given.get("addressee") or "").strip()[:LONGEST_ADDRESSEE]
        codes = self._known(given)
        if not words or kind in ASK_NOBODY:
            return []
        return [{"words": words, "organization": codes[0] if len(codes) == 1 else ""}]

    def _parts(self, given: Mapping[str, Any], whole: str) -> list[dict[str, str]]:
        """Whom the suggester reads as asked, as equals: an owner each."""
        words = str(given.get("addressee") or "").strip()
        named = bool(words) and words in whole
        return [
            {
                "organization": code,
                "role": AssignmentRole.OWNER,
                "answering": self.answering[code],
                "named": "text" if named else "judgement",
                "judgement": "" if named else str(read_so(words)),
            }
            for code in self._known(given)
        ]

    def _known(self, given: Mapping[str, Any]) -> list[str]:
        return [code for code in dict.fromkeys(given.get("actors", ())) if code in self.organizations]


def read_so(words: str) -> Words:
    if words:
        return _("Read from “%(words)s”, which stands outside these words.") % {"words": words}
    return _("Not named in these words: read from what stands around them.")


def answered_by(organizations: Iterable[Organization]) -> dict[str, str]:
    """The one office that answers for each everywhere in the register. Which of several it would be is not guessed:
    nobody, until a person says. Else itself, or nobody where it does not report for itself. Codes; "-" is nobody."""
    rows = Assignment.objects.filter(answering_organization__archived_at__isnull=True)
    offices: dict[str, set[str]] = {}
    for code, office in rows.values_list("organization__code", "answering_organization__code").distinct():
        if office:
            offices.setdefault(code, set()).add(office)
    found = {}
    for each in organizations:
        known = offices.get(each.code, set())
        if len(known) == 1:
            (found[each.code],) = known
        else:
            found[each.code] = NOBODY if known or not each.reports_for_itself else ""
    return found


def register_of_asks() -> Register:
    """Every recommendation in use, by its public id, with its lead-in."""
    rows = Recommendation.objects.filter(archived_at__isnull=True).prefetch_related("lead_in_spans__paragraph")
    return Register.of(
        (each.public_id, " ".join([*(span.text for span in each.lead_in_spans.all()), each.text])) for each in rows
    )


def likes(register: Register, words: str) -> list[dict[str, Any]]:
    """The nearest first."""
    found: Sequence[Any] = register.like(words)
    return [{"recommendation": each.key, "likeness": each.likeness, "shared": list(each.shared)} for each in found]

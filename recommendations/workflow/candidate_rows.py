"""One candidate as its values: taken before and after each decision, changed field by field, and read as what it would
be in the register."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final, TypeAlias

from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from recommendations.access import By
from recommendations.choices import AssignmentRole, CandidateAct, DatePrecision, FollowUp, Kind, Nature, Standing
from recommendations.errors import Invalid, Words
from recommendations.models import (
    Candidate,
    CandidateDecision,
    DocumentVersion,
    Organization,
    Paragraph,
    Recommendation,
    Theme,
)
from recommendations.parsing.spans import occurrence_at
from recommendations.workflow import candidate_parts, catalogue
from recommendations.workflow.candidates_wholes import Wholes
from recommendations.workflow.entering import Part
from recommendations.workflow.locks import locked
from recommendations.workflow.naming import Said
from recommendations.workflow.values import outside_their_lists

Values: TypeAlias = dict[str, Any]

CODES: Final = ("kind", "nature", "standing", "follow_up")
AROUND: Final = (
    *("lead_in", "addressees", "parts", "themes", "places"),
    *("due_on", "due_precision", "due_event", "note", "whole", "is_whole"),
)
COLUMNS: Final = (
    *("start", "end", "text", *CODES, "standing_symbol"),
    *("more", "also_at", "state", "reason"),
)
NOBODY: Final = "-"


def values_of(row: Candidate) -> Values:
    found = {name: getattr(row, name) for name in COLUMNS}
    return {
        **found,
        "more": dict(row.more),
        "recommendation": row.recommendation.public_id if row.recommendation else "",
        "decided_by": row.decided_by_id,
        "decided_at": row.decided_at.isoformat() if row.decided_at else "",
    }


def put_back(row: Candidate, values: Values) -> None:
    """As it was. The recommendation it led to stays known, so that accepting again finds it."""
    for name in COLUMNS:
        setattr(row, name, values[name])
    row.decided_by_id = values["decided_by"]
    row.decided_at = parse_datetime(values["decided_at"]) if values["decided_at"] else None


def decided(row: Candidate, state: str, *, by: By, reason: str = "") -> None:
    row.state, row.reason = state, reason
    row.decided_by, row.decided_at = by.person, _now()


def _now() -> datetime:
    return timezone.now()


def save(row: Candidate) -> None:
    row.version += 1
    row.save()


def write_down(
    act: CandidateAct, version: DocumentVersion, before: Values, rows: Iterable[Candidate], *, by: By, **more: Any
) -> CandidateDecision:
    after = {each.public_id: values_of(each) for each in rows}
    return CandidateDecision.objects.create(
        act=act, document_version=version, by=by.person, before=before, after=after, **more
    )


def change(row: Candidate, given: Mapping[str, Any]) -> None:
    """Set what is given: `quote` (where it stands more than once, with `start`), codes, and what stands around the
    words. An empty follow-up is the rule's. Raises NotVerbatim, or Invalid with every field that does not hold."""
    unknown = set(given) - {"quote", "start", "standing_symbol", *CODES, *AROUND}
    if unknown:
        raise Invalid({each: _("This cannot be changed.") for each in sorted(unknown)})
    if "quote" in given:
        move(row, *place_of(row.paragraph, given["quote"], given.get("start")))
    for name in (*CODES, "standing_symbol"):
        setattr(row, name, given.get(name, getattr(row, name)))
    row.follow_up = row.follow_up or catalogue.starts_as(row.kind, row.document_version.document)
    around = {name: given[name] for name in AROUND if name in given}
    held = row.more.get("parts", [])
    row.more = {**row.more, **{name: value for name, value in around.items() if value or name in row.more}}
    require_sound(row)
    if given.get("parts"):
        named = Named([row])
        said = Said.by_ask(row.paragraph, ask_of(row, named))
        row.more["parts"] = candidate_parts.settled(given["parts"], parts_of(row, named), held, said)


def change_and_say(row: Candidate, given: Mapping[str, Any], *, by: By) -> CandidateDecision | None:
    """As `change`, saved and written down; None where nothing is other than it was."""
    before = values_of(row)
    change(row, given)
    if values_of(row) == before:
        return None
    save(row)
    return write_down(CandidateAct.CHANGED, row.document_version, {row.public_id: before}, [row], by=by)


def place_of(paragraph: Paragraph, quote: str, start: int | None = None) -> tuple[int, int]:
    """Where the words stand; where they stand at `start`, there. Raises NotVerbatim."""
    quote = quote.replace("\r\n", "\n").strip()
    if start is not None and quote and paragraph.text[start : start + len(quote)] == quote:
        return start, start + len(quote)
    return catalogue.span_of(paragraph, quote)


def move(row: Candidate, start: int, end: int) -> None:
    row.start, row.end, row.text = start, end, row.paragraph.text[start:end]


def require_quoted(version: DocumentVersion) -> None:
    """Asks are quoted from one version of a document only. The document is held, so that no newer one comes
    meanwhile."""
    locked(version.document)
    if not DocumentVersion.objects.filter(pk=version.pk, is_quoted=True).exists():
        words = _("Asks are quoted from another version of this document. Review that one.")
        raise Invalid({"quote": words})


def require_sound(row: Candidate, named: "Named | None" = None) -> None:
    errors = outside_their_lists(row, (*CODES, "standing_symbol"))
    errors |= {name: _("Choose one.") for name in CODES if not getattr(row, name)}
    if row.standing == Standing.ENDORSED and not row.standing_symbol:
        errors["standing_symbol"] = _("Give the symbol of the endorsement.")
    if bool(row.more.get("due_on")) != bool(row.more.get("due_precision")):
        errors["due_precision"] = _("A date has a precision: day, month, quarter or year.")
    if errors:
        raise Invalid(errors)
    named = named or Named([row])
    ask_of(row, named)
    parts_of(row, named)


class Named:
    """The paragraphs, organizations and themes that candidates name, read once for all of them."""

    def __init__(self, rows: Sequence[Candidate]) -> None:
        mores = [each.more for each in rows]
        bodies = [each for more in mores for each in (*more.get("addressees", ()), *more.get("parts", ()))]
        codes = {each.get(name, "") for each in bodies for name in ("organization", "answering")} - {"", NOBODY}
        themes = {code for more in mores for code in more.get("themes", ())}
        above = {each[0] for more in mores for each in more.get("lead_in", ())}
        self.paragraphs = Paragraph.objects.in_bulk(above)
        self.organizations = {each.code: each for each in Organization.objects.filter(code__in=codes)}
        self.wholes = Wholes.named_by(rows)
        wholes = {more["whole"] for more in mores if more.get("whole") and not self.wholes.is_candidate(more["whole"])}
        in_use = Recommendation.objects.filter(public_id__in=wholes, archived_at__isnull=True)
        self._in_use = {each.public_id: each for each in in_use.select_related("paragraph")}
        self._themes = {each.code: each for each in Theme.objects.filter(code__in=themes)}

    def organization(self, code: str, field: str) -> Organization | None:
        if not code or code == NOBODY:
            return None
        if code not in self.organizations:
            raise Invalid({field: _("The register does not hold %(codes)s.") % {"codes": code}})
        return self.organizations[code]

    def themes(self, codes: Iterable[str]) -> list[Theme]:
        wanted = [each for each in dict.fromkeys(codes) if each]
        if missing := [each for each in wanted if each not in self._themes]:
            raise Invalid({"themes": _("The register does not hold %(codes)s.") % {"codes": ", ".join(missing)}})
        return [self._themes[each] for each in wanted]

    def whole(self, public_id: str) -> Recommendation | None:
        if not public_id or self.wholes.is_candidate(public_id):
            return self.wholes.accepted_as(public_id)
        if public_id not in self._in_use:
            raise Invalid({"whole": _("This ask is not in use in the register any more.")})
        return self._in_use[public_id]


def ask_of(row: Candidate, named: Named) -> catalogue.Ask:
    """What accepting it would enter. Raises Invalid for what the register does not hold."""
    more, paragraphs = row.more, named.paragraphs
    lead_in = [(paragraphs[pk], paragraphs[pk].text[start:end]) for pk, start, end in more.get("lead_in", ())]
    bodies = more.get("addressees", ())
    addressees = [(each["words"], named.organization(each["organization"], "parts")) for each in bodies]
    due_on = more.get("due_on")
    return catalogue.Ask(
        quote=row.text,
        occurrence=occurrence_at(row.paragraph.text, row.text, row.start),
        number=None,
        kind=Kind(row.kind),
        nature=Nature(row.nature),
        standing=Standing(row.standing),
        standing_symbol=row.standing_symbol,
        follow_up=FollowUp(row.follow_up),
        lead_in=lead_in,
        addressees=addressees,
        themes=named.themes(more.get("themes", ())),
        places=more.get("places", []),
        due_on=date.fromisoformat(due_on) if due_on else None,
        due_precision=DatePrecision(more["due_precision"]) if more.get("due_precision") else "",
        due_event=more.get("due_event", ""),
        is_whole=bool(more.get("is_whole")),
        whole=named.whole(more.get("whole", "")),
        note=more.get("note", ""),
    )


def parts_of(row: Candidate, named: Named) -> list[Part]:
    """Raises Invalid for organizations that the register does not hold and roles that nobody has."""
    given = row.more.get("parts", [])
    wrong: dict[str, Words] = {
        f"parts-{place}": _("Choose one.")
        for place, each in enumerate(given)
        if each["role"] not in AssignmentRole.values or not each["organization"]
    }
    if wrong:
        raise Invalid(wrong)
    found = []
    for each in given:
        body = named.organization(each["organization"], "parts")
        if body is None:
            raise Invalid({"parts": _("Choose one.")})
        in_text = each["named"] == "text"
        found.append(
            Part(
                organization=body,
                role=AssignmentRole(each["role"]),
                answering=named.organization(each["answering"] or each["organization"], "parts"),
                named_in_text=in_text,
                judgement="" if in_text else each["judgement"],
                stated=True,  # by the suggester, or held against the words when it was typed: see `candidate_parts`
            )
        )
    return found


def same_words(row: Candidate, there: Recommendation) -> bool:
    """Whether the recommendation has these words in this place, with the same lead-in."""
    lead_in = [[each.paragraph_id, each.start, each.end] for each in there.lead_in_spans.all()]
    place = (there.paragraph_id, there.start, there.end)
    return place == (row.paragraph_id, row.start, row.end) and lead_in == row.more.get("lead_in", [])

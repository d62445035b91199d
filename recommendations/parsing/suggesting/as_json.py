"""One document and its candidates as plain lists and dictionaries, ready for JSON."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from recommendations.parsing.found import FoundDocument

from .values import Candidate

FACTS = ("symbol", "title", "date", "issuing_body", "kind", "language")


def document_as_json(found: FoundDocument, candidates: Sequence[Candidate]) -> dict[str, Any]:
    """A paragraph's `section` is the heading it stands under; footnotes and candidates name paragraphs by label."""
    labels = [each.label for each in found.paragraphs]
    headings = [each.heading for each in found.sections]
    return {
        "document": {name: getattr(found.facts, name) for name in FACTS},
        "sections": [{"heading": each.heading, "level": each.level} for each in found.sections],
        "paragraphs": [
            {
                "label": each.label,
                "text": each.text,
                "page": each.page,
                "section": None if each.section is None else headings[each.section],
            }
            for each in found.paragraphs
        ],
        "footnotes": [
            {
                "mark": each.mark,
                "text": each.text,
                "paragraph": None if each.paragraph is None else labels[each.paragraph],
                "at_offset": each.at_offset,
            }
            for each in found.footnotes
        ],
        "candidates": [_candidate(each) for each in candidates],
        "warnings": [{"code": str(each.code), "where": each.where, "detail": each.detail} for each in found.warnings],
    }


def _candidate(each: Candidate) -> dict[str, Any]:
    return {
        "paragraph": each.paragraph,
        "quote": each.quote,
        "lead_in": " ".join(place.quote for place in each.lead_in),
        "kind": str(each.kind),
        "addressee": each.addressee,
        "actors": list(each.actors),
        "themes": list(each.themes),
        "score": each.score,
        "suggested": each.suggested,
        "why": [asdict(reason) for reason in each.why],
    }

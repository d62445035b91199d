"""What a reader found as lists and dictionaries, ready for JSON, and back again: nothing is lost on the way."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from .found import (
    DocumentFacts,
    Doubt,
    DoubtCode,
    FoundDocument,
    FoundFootnote,
    FoundParagraph,
    FoundSection,
    Piece,
    PieceKind,
)
from .look import Cell


def to_plain(found: FoundDocument) -> dict[str, Any]:
    return {
        "encoding": found.encoding,
        "sections": [asdict(each) for each in found.sections],
        "paragraphs": [asdict(each) for each in found.paragraphs],
        "footnotes": [asdict(each) for each in found.footnotes],
        # By far the most rows: without their names.
        "pieces": [[str(each.kind), each.raw, each.section, each.paragraph, each.footnote] for each in found.pieces],
        "warnings": [[str(each.code), each.where, each.detail] for each in found.warnings],
        "facts": asdict(found.facts),
    }


def from_plain(given: Mapping[str, Any]) -> FoundDocument:
    return FoundDocument(
        encoding=given["encoding"],
        sections=tuple(FoundSection(**each) for each in given["sections"]),
        paragraphs=tuple(_paragraph(each) for each in given["paragraphs"]),
        footnotes=tuple(FoundFootnote(**each) for each in given["footnotes"]),
        pieces=tuple(Piece(PieceKind(kind), raw, *owners) for kind, raw, *owners in given["pieces"]),
        warnings=tuple(Doubt(DoubtCode(code), where, detail) for code, where, detail in given["warnings"]),
        facts=DocumentFacts(**given["facts"]),
    )


def _paragraph(given: Mapping[str, Any]) -> FoundParagraph:
    cell = given["cell"]
    return FoundParagraph(**{**given, "cell": Cell(**cell) if cell else None})

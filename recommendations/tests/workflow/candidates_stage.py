"""A document of a few paragraphs and what a suggester would find in it."""

from typing import Any

from recommendations.models import Candidate, DocumentVersion
from recommendations.tests import make
from recommendations.workflow import candidates


def version() -> DocumentVersion:
    return make.document().versions.defer("content").get(is_quoted=True)


def ask(label: str = "1", sentence: int = 0, **more: Any) -> dict[str, Any]:
    """A sentence of the paragraph, as the suggester gives it."""
    text = version().paragraphs.get(label=label).text
    quote = [f"{each.strip()}." for each in text.split(".") if each.strip()][sentence]
    start = text.index(quote)
    return {
        "paragraph": label,
        "quote": quote,
        "start": start,
        "end": start + len(quote),
        "lead_in": [],
        "kind": "recommendation",
        "nature": "single_action",
        "addressee": "The United Nations" if sentence == 0 else "The African Union",
        "actors": ["UN"] if sentence == 0 else ["AU"],
        "themes": [],
        "score": 0.9,
        "suggested": True,
        "why": [{"code": "modal", "words": "should"}],
        "also_at": [],
        **more,
    }


def proposed(*asks: dict[str, Any]) -> list[Candidate]:
    return candidates.propose(version(), asks or (ask("1"), ask("2"), ask("3")), by=make.REGISTER)

"""What a reader took out of a text, page by page: furniture of the page, and footnotes, which stand apart."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from recommendations.errors import Words
from recommendations.parsing.found import PieceKind

NAMES: Final[Mapping[str, Words]] = {
    PieceKind.TITLE_PAGE: _("Title page"),
    PieceKind.RUNNING_HEAD: _("Running heads"),
    PieceKind.PAGE_NUMBER: _("Page numbers"),
    PieceKind.JOB_NUMBER: _("Job numbers"),
    PieceKind.RULE: _("Lines"),
    PieceKind.MARKUP: _("Typing signs"),
    PieceKind.FOOTNOTE: _("Footnotes"),
}
Page = int | None


@dataclass(frozen=True, slots=True)
class Removed:
    """Of one page and one kind, in the order of the text."""

    name: Words
    words: list[str]


def by_page(document: Mapping[str, Any]) -> list[tuple[Page, list[Removed]]]:
    """The page is None where the text has none."""
    found: dict[Page, dict[str, list[str]]] = {}
    notes: set[int] = set()
    for page, kind, raw, note in _pieces(document):
        if kind not in NAMES or note in notes:
            continue
        words = " ".join(raw.split())
        if note is not None:
            notes.add(note)
            each = document["footnotes"][note]
            words = f"{each['mark']} {each['text']}".strip()
        if words:
            found.setdefault(page, {}).setdefault(kind, []).append(words)
    return [
        (page, [Removed(NAMES[kind], kinds[kind]) for kind in NAMES if kind in kinds]) for page, kinds in found.items()
    ]


def _pieces(document: Mapping[str, Any]) -> Iterator[tuple[Page, str, str, int | None]]:
    """Pages are told by form feeds; without any, by the paragraph that stands before."""
    pieces: Sequence[Sequence[Any]] = document["pieces"]
    fed = any("\f" in raw for _kind, raw, *_owners in pieces)
    paragraphs = document["paragraphs"]
    page: Page = 1 if fed else paragraphs[0]["page"] if paragraphs else None
    for kind, raw, _section, paragraph, footnote in pieces:
        if not fed and paragraph is not None:
            page = paragraphs[paragraph]["page"]
        yield page, kind, raw, footnote if kind == PieceKind.FOOTNOTE else None
        if fed and page is not None:
            page += raw.count("\f")

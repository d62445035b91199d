"""The sources: each file is the one that was recorded, its pieces are the file, its words stand in the quotes."""

import hashlib
from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from recommendations.models import DocumentVersion, Recommendation
from recommendations.parsing.clean import clean
from recommendations.parsing.found import PieceKind
from recommendations.parsing.read import Form, form_of
from recommendations.workflow.audit.difference import Difference
from recommendations.workflow.batches import one_by_one

OWNER: Final = {PieceKind.HEADING: "section", PieceKind.PARAGRAPH: "paragraph", PieceKind.FOOTNOTE: "footnote"}


def the_sources() -> Iterator[Difference]:
    """One file at a time: together they may be more than there is room for."""
    for version in DocumentVersion.objects.select_related("document").defer("content"):
        content = bytes(DocumentVersion.objects.values_list("content", flat=True).get(pk=version.pk))
        if hashlib.sha256(content).hexdigest() != version.sha256:
            yield Difference(str(version), "the file is not the one whose SHA-256 was recorded")
        yield from _rebuilt(version, content)


def _rebuilt(version: DocumentVersion, content: bytes) -> Iterator[Difference]:
    whole: list[str] = []
    raws: dict[tuple[str, int], list[str]] = defaultdict(list)
    for piece in version.pieces.order_by("ord"):
        whole.append(piece.raw)
        owner = OWNER.get(PieceKind(piece.kind))
        if owner:
            raws[owner, getattr(piece, f"{owner}_id")].append(piece.raw)
    # Of PDF and DOCX the journal knows what their reader made of them: it is an attribute of the document.
    if form_of(content) is Form.TEXT and "".join(whole).encode(version.encoding) != content:
        yield Difference(str(version), "its pieces do not give back the file")
    texts: list[tuple[str, int, str, str]] = [
        *(("section", each.pk, each.heading, f"heading {each.ord}") for each in version.sections.all()),
        *(("paragraph", each.pk, each.text, f"para. {each.label}") for each in version.paragraphs.all()),
        *(("footnote", each.pk, each.text, f"footnote {each.mark}") for each in version.footnotes.all()),
    ]
    for name, pk, text, where in texts:
        if clean(raws[name, pk]) != text:
            yield Difference(f"{version} {where}", "the text is not that of the file")


def the_quotes() -> Iterator[Difference]:
    rows = Recommendation.objects.select_related("paragraph").prefetch_related("lead_in_spans__paragraph")
    for row in one_by_one(rows):
        if row.paragraph.text[row.start : row.end] != row.text:
            yield Difference(
                str(row), "the words differ from the source", row.paragraph.text[row.start : row.end], row.text
            )
        for span in row.lead_in_spans.all():
            if span.end > len(span.paragraph.text):
                yield Difference(str(row), "the lead-in ends after its paragraph")
            if span.paragraph.document_version_id != row.paragraph.document_version_id:
                yield Difference(str(row), "the lead-in stands in another version")

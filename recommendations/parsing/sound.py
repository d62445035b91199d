"""Whether what a reader found holds together. Readers are made so; a file made to break them is not taken on trust."""

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from .clean import clean
from .errors import Unreadable
from .found import FoundDocument, PieceKind

LONGEST_LABEL: Final = 60
LONGEST_MARK: Final = 10
HALF: Final = re.compile("[\ud800-\udfff]")
OWNERS: Final = {PieceKind.HEADING: "section", PieceKind.PARAGRAPH: "paragraph", PieceKind.FOOTNOTE: "footnote"}


def refuse_unsound(found: FoundDocument) -> None:
    """Raises Unreadable: no_paragraphs, crashed."""
    if not found.paragraphs:
        raise Unreadable("no_paragraphs")
    if not is_sound(found):
        raise Unreadable("crashed")


def is_sound(found: FoundDocument) -> bool:
    """Every text is that of its own pieces, every label names one paragraph, and what hangs on something comes after
    it; everything fits where it will be kept."""
    return _is_of_letters(found) and _is_in_order(found) and _is_labelled(found) and _is_made_of_its_pieces(found)


def _is_of_letters(found: FoundDocument) -> bool:
    """Halves of letters, and the sign that ends texts elsewhere, are not kept by every database."""
    whole = "".join(each.raw for each in found.pieces)
    return "\0" not in whole and HALF.search(whole) is None


def _is_in_order(found: FoundDocument) -> bool:
    sections, paragraphs = [each.ord for each in found.sections], [each.ord for each in found.paragraphs]
    ords = (sections, paragraphs, [each.ord for each in found.footnotes])
    counted = all(each == list(range(len(each))) for each in ords)
    below = [(each.parent, each.ord) for each in found.sections]
    below += [(each.parent, each.ord) for each in found.paragraphs]
    under = [each.section for each in found.paragraphs]
    called = [each.paragraph for each in found.footnotes]
    return (
        counted
        and all(parent is None or 0 <= parent < ord_ for parent, ord_ in below)
        and _are_within(under, len(found.sections))
        and _are_within(called, len(found.paragraphs))
    )


def _are_within(places: Iterable[int | None], length: int) -> bool:
    return all(place is None or 0 <= place < length for place in places)


def _is_labelled(found: FoundDocument) -> bool:
    labels = [each.label for each in found.paragraphs]
    return (
        len(set(labels)) == len(labels)
        and all(0 < len(each) <= LONGEST_LABEL for each in labels)
        and all(len(each.mark) <= LONGEST_MARK for each in found.footnotes)
    )


def _is_made_of_its_pieces(found: FoundDocument) -> bool:
    raws: dict[tuple[str, int | None], list[str]] = defaultdict(list)
    for piece in found.pieces:
        if owner := OWNERS.get(piece.kind):
            raws[owner, getattr(piece, owner)].append(piece.raw)
    texts = [
        *(("section", each.ord, each.heading) for each in found.sections),
        *(("paragraph", each.ord, each.text) for each in found.paragraphs),
        *(("footnote", each.ord, each.text) for each in found.footnotes),
    ]
    return all(clean(raws[owner, ord_]) == text for owner, ord_, text in texts)

"""From what a reader found to what the suggester is given."""

from collections.abc import Mapping

from recommendations.parsing.found import FoundDocument, FoundParagraph

from .values import Passage, Source


def source_of(found: FoundDocument) -> Source:
    facts = found.facts
    heads = {
        (each.cell.table, each.cell.column): each.text
        for each in found.paragraphs
        if each.cell and each.cell.row == 0 and not each.cell.alone
    }
    passages = tuple(
        Passage(each.label, each.text, each.parent, (*headings_of(found, each.section), *_head_of(each, heads)))
        for each in found.paragraphs
    )
    return Source(passages, facts.symbol, facts.title, facts.issuing_body, facts.kind, facts.language)


def _head_of(paragraph: FoundParagraph, heads: Mapping[tuple[int, int], str]) -> tuple[str, ...]:
    """What stands at the head of its column of a table says what a cell is, as a heading does."""
    cell = paragraph.cell
    head = heads.get((cell.table, cell.column)) if cell and cell.row > 0 else None
    return (head,) if head else ()


def headings_of(found: FoundDocument, section: int | None) -> tuple[str, ...]:
    """Outermost first."""
    above: list[str] = []
    while section is not None:
        above.insert(0, found.sections[section].heading)
        section = found.sections[section].parent
    return tuple(above)

"""What a reader finds in a source, as plain values. Every ord is the place in its tuple, from 0."""

from dataclasses import dataclass
from enum import StrEnum

from .look import Cell


class PieceKind(StrEnum):
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    FOOTNOTE = "footnote"
    LABEL = "label"
    FOOTNOTE_MARK = "footnote_mark"
    RULE = "rule"
    RUNNING_HEAD = "running_head"
    PAGE_NUMBER = "page_number"
    JOB_NUMBER = "job_number"
    TITLE_PAGE = "title_page"
    MARKUP = "markup"
    BLANK = "blank"

    @property
    def is_text(self) -> bool:
        return self in TEXT

    @property
    def is_furniture(self) -> bool:
        """What only the page, its title or its typing needed: kept, and left out of every text."""
        return self in FURNITURE


TEXT = frozenset({PieceKind.HEADING, PieceKind.PARAGRAPH, PieceKind.FOOTNOTE})
FURNITURE = frozenset(
    {
        PieceKind.RULE,
        PieceKind.RUNNING_HEAD,
        PieceKind.PAGE_NUMBER,
        PieceKind.JOB_NUMBER,
        PieceKind.TITLE_PAGE,
        PieceKind.MARKUP,
    }
)


class DoubtCode(StrEnum):
    HEADING_OUT_OF_SEQUENCE = "heading_out_of_sequence"
    NUMBERING_RESTARTED = "numbering_restarted"
    NUMBER_REPEATED = "number_repeated"
    NUMBER_SKIPPED = "number_skipped"
    NUMBER_OUT_OF_SEQUENCE = "number_out_of_sequence"
    ITEM_SKIPPED = "item_skipped"
    ITEM_OUT_OF_SEQUENCE = "item_out_of_sequence"
    UNLABELLED_BLOCK = "unlabelled_block"
    JOINED_OVER_GAP = "joined_over_gap"
    MARK_NOT_FOUND = "mark_not_found"
    MARK_AMBIGUOUS = "mark_ambiguous"
    MARK_WITHOUT_NOTE = "mark_without_note"
    MARK_IN_HEADING = "mark_in_heading"
    PAGE_NUMBER_JUMP = "page_number_jump"
    PAGE_NOT_READ = "page_not_read"
    PAGE_WITHOUT_TEXT = "page_without_text"
    TURNED_TEXT = "turned_text"
    STRANGE_LETTERS = "strange_letters"
    COLUMNS_BESIDE = "columns_beside"


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something a person should look at: `where` is a label, footnote mark or page, `detail` a value."""

    code: DoubtCode
    where: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A slice of the source as it stands there, white space and line ends included."""

    kind: PieceKind
    raw: str
    section: int | None = None
    paragraph: int | None = None
    footnote: int | None = None


@dataclass(frozen=True, slots=True)
class FoundSection:
    ord: int
    heading: str
    level: int
    parent: int | None


@dataclass(frozen=True, slots=True)
class FoundParagraph:
    """`cell` is its place in a table: the row tells what answers it, the first row what the column holds."""

    ord: int
    label: str
    text: str
    parent: int | None
    section: int | None
    page: int | None
    cell: Cell | None = None


@dataclass(frozen=True, slots=True)
class FoundFootnote:
    """`at_offset` is where in the paragraph's text the mark stood."""

    ord: int
    mark: str
    text: str
    paragraph: int | None
    at_offset: int | None


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """What the document says of itself, empty where it does not: proposals for a person.

    `date` is as exact as it is printed: "2015-04-01", "2015-04" or "2015". `kind` and `language` are codes.
    """

    symbol: str = ""
    title: str = ""
    date: str = ""
    issuing_body: str = ""
    kind: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class FoundDocument:
    """The pieces, in order, are the whole source: none missing, none twice.

    Of a text that is the decoded file; of PDF and DOCX the text stream that their readers define.
    """

    encoding: str
    sections: tuple[FoundSection, ...]
    paragraphs: tuple[FoundParagraph, ...]
    footnotes: tuple[FoundFootnote, ...]
    pieces: tuple[Piece, ...]
    warnings: tuple[Doubt, ...]
    facts: DocumentFacts = DocumentFacts()

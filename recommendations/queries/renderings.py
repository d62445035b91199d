"""The words of a recommendation in another language: where a version of its document in that language is held. They
never take the place of the quoted words, which alone are authentic."""

from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass, replace

from recommendations.models import DocumentVersion, Paragraph, Recommendation, Rendering, SourceDocument
from recommendations.queries import versions
from recommendations.queries.documents import Text, text_of
from recommendations.queries.versions import without_files


@dataclass(frozen=True, slots=True)
class Rendered:
    """The paragraph of the same label; `exact` where a steward marked the very words in it."""

    version: DocumentVersion
    paragraph: Paragraph
    start: int
    end: int
    exact: bool

    @property
    def text(self) -> str:
        return self.paragraph.text[self.start : self.end]


def bare(language: str) -> str:
    """Without its region: a reader of fr-ca reads fr."""
    return language.replace("_", "-").split("-")[0].casefold()


def versions_beside(document: SourceDocument) -> list[DocumentVersion]:
    """The newest version in each language other than the quoted one's, by language."""
    rows = list(without_files(document.versions.all()).order_by("number"))
    quoted = next((each.language for each in rows if each.is_quoted), "")
    newest = {each.language: each for each in rows if each.language != quoted}
    return [newest[language] for language in sorted(newest)]


def version_in(document: SourceDocument, language: str) -> DocumentVersion | None:
    """None where the document is quoted in that language, or not held in it."""
    return next((each for each in versions_beside(document) if bare(each.language) == bare(language)), None)


def in_language(row: Recommendation, language: str) -> Rendered | None:
    own = row.paragraph.document_version
    if bare(own.language) == bare(language):
        return None
    version = version_in(own.document, language)
    return _in(row, version) if version else None


def everywhere(row: Recommendation) -> list[Rendered]:
    """In every other language that is held, by language."""
    found = [_in(row, each) for each in versions_beside(row.paragraph.document_version.document)]
    return [each for each in found if each]


def _in(row: Recommendation, version: DocumentVersion) -> Rendered | None:
    marked = row.renderings.filter(paragraph__document_version=version).select_related("paragraph").first()
    if marked:
        return Rendered(version, marked.paragraph, marked.start, marked.end, True)
    paragraph = version.paragraphs.filter(label=row.paragraph.label).first()
    return Rendered(version, paragraph, 0, len(paragraph.text), False) if paragraph else None


def asks_beside(version: DocumentVersion, asks: Iterable[Recommendation]) -> dict[int, list[Recommendation]]:
    """The document's asks by the paragraphs of a version in another language, spans there where they were marked and
    empty ones elsewhere: words that nobody marked are not shown as the ask's."""
    asks = list(asks)
    places = dict(version.paragraphs.values_list("label", "pk"))
    rows = Rendering.objects.filter(paragraph__document_version=version, recommendation__in=asks)
    marked = {each.recommendation_id: each for each in rows}
    found: dict[int, list[Recommendation]] = {}
    for each in asks:
        shown, span = copy(each), marked.get(each.pk)
        place = span.paragraph_id if span else places.get(each.paragraph.label)
        shown.start, shown.end = (span.start, span.end) if span else (0, 0)
        if place:
            found.setdefault(place, []).append(shown)
    return found


class Beside:
    """What stands beside the version that is read: the others, and under each paragraph with asks the same paragraph
    in the reader's language, or of it the words that were marked as the asks'. `text` is the version's, in another
    language with the asks of the quoted one."""

    def __init__(self, document: SourceDocument, reading: DocumentVersion, text: Text, language: str) -> None:
        self.others = [each for each in without_files(document.versions.all()).order_by("number") if each != reading]
        self.quoted = reading if reading.is_quoted else next(each for each in self.others if each.is_quoted)
        self.is_translation = reading.language != self.quoted.language
        if self.is_translation:
            quoted = text_of(self.quoted)
            text = replace(text, asks=asks_beside(reading, quoted.every_ask), parts=quoted.parts)
        self.text = text
        self.elsewhere = versions.in_earlier_versions().filter(paragraph__document_version__document=document)
        same = bare(reading.language) == bare(language)
        self.version = None if same or self.is_translation else version_in(document, language)
        labels = {each.label for each in text.paragraphs if text.asks.get(each.pk)}
        rows = self.version.paragraphs.filter(label__in=labels) if self.version else Paragraph.objects.none()
        self.paragraphs = dict(rows.values_list("label", "text"))
        if self.version:
            self.paragraphs |= _marked_words(self.version, text)


def _marked_words(version: DocumentVersion, text: Text) -> dict[str, str]:
    """By the label of a paragraph of which every ask has its very words marked in this version: those words."""
    rows = Rendering.objects.filter(paragraph__document_version=version, recommendation__in=text.every_ask)
    marked = {each.recommendation_id: each for each in rows.select_related("paragraph")}
    return {
        each.label: " … ".join(marked[ask.pk].text for ask in text.asks[each.pk])
        for each in text.paragraphs
        if text.asks.get(each.pk) and all(ask.pk in marked for ask in text.asks[each.pk])
    }

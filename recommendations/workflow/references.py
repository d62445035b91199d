"""References of recommendations, and which words and references of a paragraph are taken."""

from collections import Counter
from collections.abc import Iterable
from itertools import count

from django.db.models import Q

from recommendations.models import Paragraph, Recommendation


def reference_of(paragraph: Paragraph, number: int) -> str:
    second = f", ask {number}" if number > 1 else ""
    return f"{_before_label(paragraph)}{paragraph.label}{second}"


def _before_label(paragraph: Paragraph) -> str:
    return f"{paragraph.document_version.document} para. "


def next_number(paragraph: Paragraph) -> int:
    return InUse([paragraph]).next_number(paragraph)


class InUse:
    """What is taken of these paragraphs, read once for all of them; `take` adds to it."""

    def __init__(self, paragraphs: Iterable[Paragraph]) -> None:
        of = {each.pk: each for each in paragraphs}
        self.live: dict[tuple[int, int, int], Recommendation] = {}
        self.asks: Counter[int] = Counter()
        for each in Recommendation.objects.filter(paragraph__in=of):
            self.asks[each.paragraph_id] += 1
            if not each.archived_at:
                self.live[each.paragraph_id, each.start, each.end] = each
        begins = Q(pk__in=[])
        for words in {_before_label(each) for each in of.values()}:
            begins |= Q(reference__startswith=words)
        self.references = set(Recommendation.objects.filter(begins).values_list("reference", flat=True))

    def next_number(self, paragraph: Paragraph) -> int:
        """After the last ask of the paragraph, archived ones too: a reference is never given twice."""
        first = self.asks[paragraph.pk] + 1
        return next(n for n in count(first) if reference_of(paragraph, n) not in self.references)

    def take(self, row: Recommendation) -> None:
        self.asks[row.paragraph_id] += 1
        self.live[row.paragraph_id, row.start, row.end] = row
        self.references.add(row.reference)

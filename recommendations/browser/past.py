"""The history on the page of one recommendation: newest first, of all or of one organization, paged when it is long."""

from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import HttpRequest

from recommendations.access import Reader
from recommendations.browser.history import Shown, sentences
from recommendations.models import Assignment, Recommendation
from recommendations.queries.names import Organizations
from recommendations.queries.rows import in_order
from recommendations.queries.target_dates import Proposed
from recommendations.queries.timeline import timeline

AT_ONCE: Final = 20
OF: Final = "of"
PAGE: Final = "entries"
ALL: Final = "all"


@dataclass(frozen=True, slots=True)
class Past:
    """`chosen` is the assignment whose entries are shown; without one, all. `whole`: on one page, as for print."""

    page: Page[Shown]
    organizations: list[Assignment]
    chosen: Assignment | None
    whole: bool

    @property
    def of(self) -> str:
        return self.chosen.public_id if self.chosen else ""

    def _address(self, page: str) -> str:
        given = {OF: self.of, PAGE: page}
        return "?" + urlencode({name: value for name, value in given.items() if value}) + "#history"

    @property
    def newer(self) -> str:
        return self._address(str(self.page.previous_page_number())) if self.page.has_previous() else ""

    @property
    def older(self) -> str:
        return self._address(str(self.page.next_page_number())) if self.page.has_next() else ""

    @property
    def everything(self) -> str:
        return self._address(ALL)


def shown(
    request: HttpRequest, row: Recommendation, reader: Reader, known: Organizations, proposed: list[Proposed]
) -> Past:
    """What the address asks for and is not there, is the first page of all."""
    organizations = in_order(list(row.assignments.all()))
    chosen = next((each for each in organizations if each.public_id == request.GET.get(OF)), None)
    told = sentences(timeline(row, reader, known, proposed))
    lines = [each for each in told if chosen is None or each.assignment == chosen.pk]
    whole = request.GET.get(PAGE) == ALL
    pages = Paginator(lines, max(len(lines), 1) if whole else AT_ONCE)
    return Past(pages.get_page(request.GET.get(PAGE)), organizations, chosen, whole)

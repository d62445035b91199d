"""The list as a file: exactly the rows, order and columns of its address, for the person who asks."""

from typing import TypeAlias

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from recommendations.browser.shared import for_readers, reader_of
from recommendations.queries import addresses, conditions, export, names
from recommendations.queries.filters import RecommendationFilters
from recommendations.queries.tables import Content
from recommendations.reports import as_csv, as_xlsx

Answer: TypeAlias = HttpResponse | StreamingHttpResponse | HttpResponseRedirect


@for_readers
@require_GET
def as_comma_separated(request: HttpRequest) -> Answer:
    content = _content(request)
    if content is None:
        return _said_on_the_list(request)
    answer = StreamingHttpResponse(as_csv.lines(content.first), content_type=as_csv.CONTENT_TYPE)
    return _to_keep(answer, content, "csv")


@for_readers
@require_GET
def as_workbook(request: HttpRequest) -> Answer:
    content = _content(request)
    if content is None:
        return _said_on_the_list(request)
    return _to_keep(HttpResponse(as_xlsx.workbook(content), content_type=as_xlsx.CONTENT_TYPE), content, "xlsx")


def _content(request: HttpRequest) -> Content | None:
    """None for an address that asks for what does not exist. Everything is read before the first byte is sent."""
    known = names.organizations()
    filters = RecommendationFilters(request.GET, queryset=conditions.listed(), known=known)
    if addresses.problems(filters, request.GET):
        return None
    return export.content(request.GET, filters, reader_of(request), known)


def _said_on_the_list(request: HttpRequest) -> HttpResponseRedirect:
    """The list says in words what is wrong with its address."""
    return HttpResponseRedirect(f"{reverse('recommendations')}?{request.GET.urlencode()}")


def _to_keep(answer: Answer, content: Content, ending: str) -> Answer:
    of = "demonstration-" if settings.DEMO else ""
    name = f"{of}recommendations-{timezone.localdate(content.made_at)}-{len(content.first.rows)}-rows.{ending}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "private, no-store"
    return answer

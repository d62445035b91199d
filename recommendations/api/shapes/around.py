"""What shapes need beside their rows, read once per answer so that queries do not grow with the rows."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.utils.functional import cached_property
from rest_framework.request import Request

from recommendations.access import Reader
from recommendations.api import acting
from recommendations.models import Assignment, Paragraph, ProgressUpdate, Review, SourceDocument
from recommendations.queries.rows import findings


@dataclass
class Around:
    """The request, and the findings and reports behind the assignments' standing."""

    request: Request
    assignments: list[Assignment]

    @cached_property
    def reader(self) -> Reader:
        return acting.reader_of_answers(self.request)

    @cached_property
    def _findings(self) -> dict[str, Review]:
        return findings(self.assignments)

    @cached_property
    def _reports(self) -> dict[str, str]:
        entries = [each.reported_entry for each in self.assignments if each.reported_entry]
        rows = ProgressUpdate.objects.filter(cleared_entry__in=entries)
        return {str(entry): public_id for entry, public_id in rows.values_list("cleared_entry", "public_id")}

    def finding(self, assignment: Assignment) -> Review | None:
        return self._findings.get(str(assignment.finding_entry))

    def report(self, assignment: Assignment) -> str | None:
        return self._reports.get(str(assignment.reported_entry))

    def address(self, path: str) -> str:
        return self.request.build_absolute_uri(path)

    def address_of(self, paragraph: Paragraph) -> str:
        """Of the paragraph in the reader, on the pages."""
        version = paragraph.document_version
        document = self.address_of_document(version.document)
        earlier = "" if version.is_quoted else f"?version={version.number}"
        return f"{document}{earlier}#{quote(paragraph.label, safe='()/.,')}"

    def address_of_document(self, document: SourceDocument) -> str:
        return self.address(f"/documents/{quote(document.code)}/")


def context(request: Request, assignments: Iterable[Assignment] = ()) -> dict[str, Any]:
    return {"request": request, "around": Around(request, list(assignments))}

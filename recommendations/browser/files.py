"""Files leave the register through a permission only: evidence by its release, documents for everyone signed in."""

from typing import Final

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from recommendations.browser.shared import for_readers, reader_of
from recommendations.choices import HeldAs
from recommendations.models import DocumentVersion, Evidence
from recommendations.parsing.read import Form, form_of

BINARY: Final = {
    Form.PDF: "application/pdf",
    Form.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@for_readers
@require_GET
def evidence(request: HttpRequest, public_id: str) -> HttpResponseBase:
    rows = Evidence.objects.select_related("update__assignment", "review__assignment")
    found = get_object_or_404(rows, public_id=public_id, held_as=HeldAs.FILE)
    if not found.file or not reader_of(request).reads_evidence(found):
        raise Http404
    return as_attachment(FileResponse(found.file.open("rb"), as_attachment=True, filename=found.file_name))


@for_readers
@require_GET
def source(request: HttpRequest, sha256: str) -> HttpResponseBase:
    """The file of a document, byte for byte: to be kept, never to be opened as a page."""
    version = get_object_or_404(DocumentVersion, sha256=sha256)
    response = as_attachment(HttpResponse(bytes(version.content)))
    form = form_of(bytes(version.content))
    # What starts with a byte order mark is UTF-8 as well.
    text = f"text/plain; charset={version.encoding.removesuffix('-sig')}"
    response.headers["Content-Type"] = text if form is Form.TEXT else BINARY[form]
    response.headers["Content-Disposition"] = content_disposition_header(True, version.file_name) or "attachment"
    return response


def as_attachment(response: HttpResponseBase) -> HttpResponseBase:
    response.headers["Content-Type"] = "application/octet-stream"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-store"
    return response

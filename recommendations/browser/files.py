"""Files leave the register through a permission only: evidence by its release, documents for everyone signed in."""

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from recommendations.access import Reader
from recommendations.browser.shared import reader_of
from recommendations.choices import HeldAs, UpdateState
from recommendations.models import DocumentVersion, Evidence


def may_read(evidence: Evidence, reader: Reader) -> bool:
    """By its own release, and by that of the update or the finding it belongs to."""
    if evidence.review is not None:
        review = evidence.review
        releases, cleared = (evidence.release, review.release), True
        if review.acting_organization_id in reader.own:
            return True
        assignment = review.assignment
    elif evidence.update is not None:
        update = evidence.update
        releases, cleared = (evidence.release, update.release), update.state == UpdateState.CLEARED
        assignment = update.assignment
        if evidence.removed_at and not reader.reads_words_of(assignment):
            return False
    else:
        return False
    return all(reader.may_read(assignment, each, cleared=cleared) for each in releases)


@login_required
@require_GET
def evidence(request: HttpRequest, public_id: str) -> HttpResponseBase:
    rows = Evidence.objects.select_related("update__assignment", "review__assignment")
    found = get_object_or_404(rows, public_id=public_id, held_as=HeldAs.FILE)
    if not found.file or not may_read(found, reader_of(request)):
        raise Http404
    return as_attachment(FileResponse(found.file.open("rb"), as_attachment=True, filename=found.file_name))


@login_required
@require_GET
def source(request: HttpRequest, sha256: str) -> HttpResponseBase:
    """The file of a document, byte for byte: to be kept, never to be opened as a page."""
    version = get_object_or_404(DocumentVersion, sha256=sha256)
    response = as_attachment(HttpResponse(bytes(version.content)))
    # What starts with a byte order mark is UTF-8 as well.
    response.headers["Content-Type"] = f"text/plain; charset={version.encoding.removesuffix('-sig')}"
    response.headers["Content-Disposition"] = content_disposition_header(True, version.file_name) or "attachment"
    return response


def as_attachment(response: HttpResponseBase) -> HttpResponseBase:
    response.headers["Content-Type"] = "application/octet-stream"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-store"
    return response

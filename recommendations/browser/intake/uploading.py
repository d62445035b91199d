"""Giving files, and the list of those that were given."""

from typing import Final

from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from recommendations import tasks
from recommendations.browser.shared import by
from recommendations.browser.stewarding.gate import stewards_only
from recommendations.errors import AlreadyDone, FileRefused
from recommendations.models import DocumentVersion, Upload
from recommendations.queries import candidates
from recommendations.queries import uploads as rows
from recommendations.queries.problems import MEGABYTE, problem_of
from recommendations.workflow import uploads

MOST_AT_ONCE: Final = 20


@stewards_only
def intake(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        _take(request)
        return redirect("intake")
    waiting, settled = rows.open_uploads(), rows.settled_uploads()
    left = candidates.to_decide(each.document_version_id for each in settled)
    context = {
        "section": "documents",
        "open": [(each, problem_of(each.problem) if each.problem else None) for each in waiting],
        "settled": [(each, left.get(each.document_version_id or 0)) for each in settled],
        "reviews": candidates.reviews(),
        "on_the_way": any(each.state in rows.ON_THE_WAY for each in waiting),
        "largest": settings.UPLOAD_MAX_MB,
        "together": settings.REQUEST_MAX_MB,
        "most": MOST_AT_ONCE,
    }
    return render(request, "intake/uploads.html", context)


def _take(request: HttpRequest) -> None:
    """Each file for itself: one that is refused does not stop the others."""
    files = request.FILES.getlist("files")
    if not files:
        messages.error(request, _("Choose one file or more."))
    taken = sum(_give(request, each) for each in files[:MOST_AT_ONCE])
    if len(files) > MOST_AT_ONCE:
        left = ", ".join(str(each.name) for each in files[MOST_AT_ONCE:])
        messages.error(
            request, _("At most %(most)s files at once; not taken: %(names)s.") % {"most": MOST_AT_ONCE, "names": left}
        )
    if taken:
        tasks.nudge_reader()
        said = ngettext("%(n)s file is being read.", "%(n)s files are being read.", taken) % {"n": taken}
        messages.success(request, f"{said} {_('You may leave this page and come back.')}")


def _give(request: HttpRequest, file: "UploadedFile[bytes]") -> bool:
    name = file.name or "?"
    try:
        if (file.size or 0) > settings.UPLOAD_MAX_MB * MEGABYTE:
            raise FileRefused(str(problem_of("too_large")))  # without reading it into memory
        uploads.give(name, file.read(), by=by(request))
    except FileRefused as refused:
        messages.error(request, _("“%(name)s” was not taken: %(why)s") % {"name": name, "why": str(refused)})
    except AlreadyDone as known:
        messages.warning(request, _known(name, known))
    else:
        return True
    return False


def _known(name: str, known: AlreadyDone) -> SafeString:
    """With the way to where it is."""
    held = known.facts.get("version") or known.facts.get("upload")
    if isinstance(held, DocumentVersion):
        address = reverse("document", args=[held.document.code])
    elif isinstance(held, Upload):
        address = reverse("upload", args=[held.public_id])
    else:
        address = reverse("intake")
    return format_html('“{}”: {} <a href="{}">{}</a>', name, str(known), address, _("Open it"))

"""One file that was given: where it stands, what was found in it, and what is known of the document, so that it can be
taken in."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from recommendations import tasks
from recommendations.browser.files import as_attachment
from recommendations.browser.intake.facts_forms import NewDocument, VersionOf
from recommendations.browser.shared import by
from recommendations.browser.stewarding.forms import StewardForm
from recommendations.browser.stewarding.gate import stewards_only
from recommendations.choices import ChainKind, UploadState
from recommendations.errors import AlreadyDone
from recommendations.models import DocumentVersion, SourceDocument, Upload
from recommendations.queries import doubts
from recommendations.queries import uploads as rows
from recommendations.queries.problems import problem_of
from recommendations.queries.put_away import put_away
from recommendations.queries.versions import to_place
from recommendations.workflow import uploads


class PutAway(StewardForm):
    """Nothing but the reason."""


@stewards_only
def upload(request: HttpRequest, public_id: str) -> HttpResponse:
    row = get_object_or_404(rows.listed(), public_id=public_id)
    page = Page(request, row)
    if request.method == "POST":
        try:
            leads_to = page.act(request.POST.get("action", ""))
        except AlreadyDone as done:
            return _there_already(request, done)
        if leads_to is not None:
            return leads_to
    return render(request, "intake/upload.html", page.context(), status=page.status)


@stewards_only
def file(request: HttpRequest, public_id: str) -> HttpResponse:
    """What was given, byte for byte, for stewards alone: the document's own file serves everyone later."""
    row = get_object_or_404(Upload.objects.defer("found"), public_id=public_id)
    if not row.content:
        raise Http404
    response = HttpResponse(bytes(row.content))
    as_attachment(response)
    response.headers["Content-Disposition"] = content_disposition_header(True, row.file_name) or "attachment"
    return response


def _there_already(request: HttpRequest, done: AlreadyDone) -> HttpResponse:
    messages.warning(request, str(done))
    version = done.facts.get("version")
    if isinstance(version, DocumentVersion):
        return redirect("document", version.document.code)
    return redirect("intake")


class Page:
    """The forms of one upload, with what was sent to one of them."""

    def __init__(self, request: HttpRequest, row: Upload) -> None:
        self.request = request
        self.row = row
        self.status = 200
        self.away = PutAway(self._sent("discard"), prefix="away")
        self.found: dict[str, Any] = row.found if row.state == UploadState.READ else {}
        self.new: NewDocument | None = None
        self.version: VersionOf | None = None
        if self.found:
            proposed = rows.proposed(self.found)
            self.known = row.document or rows.document_of(proposed.symbol)
            self.new = NewDocument(self._sent("take-in"), proposed=proposed)
            self.version = VersionOf(self._sent("version"), prefix="as", proposed=proposed, known=self.known)

    def _sent(self, action: str) -> Any:
        return self.request.POST if self.request.POST.get("action") == action else None

    def act(self, action: str) -> HttpResponse | None:
        """Where it leads, when the verb took it."""
        acts: dict[str, Callable[[], HttpResponse | None]] = {
            "take-in": self._take_in,
            "version": self._take_in_as_version,
            "discard": self._discard,
            "encoding": self._answer,
            "again": self._again,
        }
        if action not in acts:
            raise Http404
        return acts[action]()

    def _take_in(self) -> HttpResponse | None:
        if self.new is None:
            return self._moved_on()
        form = self.new
        made: list[DocumentVersion] = []

        def do(given: dict[str, Any]) -> None:
            made.append(
                uploads.take_in(
                    self.row,
                    form.facts(),
                    language=given["language"],
                    is_official=not given["is_courtesy"],
                    why=given["why"],
                    by=by(self.request),
                )
            )

        self.status = form.carried_out(do)
        return self._on_to(made[0]) if made else None

    def _take_in_as_version(self) -> HttpResponse | None:
        if self.version is None:
            return self._moved_on()
        made: list[DocumentVersion] = []

        def do(given: dict[str, Any]) -> None:
            document = SourceDocument.objects.get(code=given["document"])
            official = not given["is_courtesy"]
            made.append(
                uploads.take_in_as_version(
                    self.row,
                    document,
                    language=given["language"],
                    is_official=official,
                    is_quoted=given["is_quoted"],
                    why=given["why"],
                    by=by(self.request),
                )
            )

        self.status = self.version.carried_out(do)
        return self._on_to(made[0]) if made else None

    def _on_to(self, version: DocumentVersion) -> HttpResponse:
        messages.success(self.request, gettext("%(version)s is in the register, word for word.") % {"version": version})
        proposes = version.candidates.exists()
        if version.number > 1 and (not proposes or to_place(version.document).exists()):
            return redirect("version", version.sha256)
        if proposes:
            return redirect("review-candidates", version.document.public_id, version.number)
        return redirect("document", version.document.code)

    def _discard(self) -> HttpResponse | None:
        self.status = self.away.carried_out(
            lambda given: uploads.discard(self.row, by=by(self.request), why=given["why"])
        )
        if self.status != 200:
            return None
        messages.success(self.request, gettext("“%(name)s” was put away.") % {"name": self.row.file_name})
        return redirect("intake")

    def _answer(self) -> HttpResponse | None:
        uploads.answer_encoding(self.row, self.request.POST.get("encoding", ""), by=by(self.request))
        tasks.nudge_reader()
        return redirect("upload", self.row.public_id)

    def _again(self) -> HttpResponse | None:
        uploads.try_again(self.row, by=by(self.request))
        tasks.nudge_reader()
        return redirect("upload", self.row.public_id)

    def _moved_on(self) -> HttpResponse:
        """Sent to a page that shows another state than the row has now."""
        if self.row.document_version is not None:
            raise AlreadyDone(_("This file is in the register already."), version=self.row.document_version)
        messages.error(
            self.request, gettext("This file is not in the state that this needs any more. Look at it again.")
        )
        return redirect("upload", self.row.public_id)

    def context(self) -> dict[str, Any]:
        row = self.row
        found: dict[str, Any] = {}
        if self.found:
            preview = rows.preview(self.found)
            found = {"preview": preview, "doubts": doubts.in_words(preview.doubts), "known": self.known}
        return {
            "section": "documents",
            "row": row,
            "problem": problem_of(row.problem) if row.state == UploadState.REFUSED else None,
            "on_the_way": row.state in rows.ON_THE_WAY,
            "settled": row.state in rows.SETTLED,
            "reviewed": row.document_version is not None and row.document_version.candidates.exists(),
            "put_away": put_away(ChainKind.UPLOAD, row.public_id) if row.state == UploadState.DISCARDED else None,
            "form": self.new,
            "as_version": self.version,
            "away": self.away,
            **found,
        }

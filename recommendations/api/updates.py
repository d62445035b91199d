from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.parsers import JSONParser, MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from recommendations import tasks
from recommendations.api import acting, bodies, etags, rows
from recommendations.api.base import Door, answer
from recommendations.api.bodies import taken
from recommendations.api.described import ETAG, verb
from recommendations.api.filtering import Filters, UpdateFilters
from recommendations.api.pages import CursorPages
from recommendations.api.shapes.around import context
from recommendations.api.shapes.updates import UpdateShape
from recommendations.models import Evidence, ProgressUpdate
from recommendations.workflow import clearing, evidence, updates


class UpdateViewSet(Door, GenericViewSet[ProgressUpdate]):
    """What was reported, newest first: cleared ones of everybody, all others inside their family. What is not
    released to the caller is null and named in `withheld`."""

    queryset = ProgressUpdate.objects.none()
    serializer_class = UpdateShape
    filter_backends = [Filters]
    filterset_class = UpdateFilters
    in_order = ("-pk",)
    lookup_field = "public_id"
    lookup_url_kwarg = "id"

    def known_parameters(self) -> frozenset[str]:
        listing = self.action == "list"
        return CursorPages.parameters | set(UpdateFilters.base_filters) if listing else frozenset()

    def get_queryset(self) -> QuerySet[ProgressUpdate]:
        return rows.seen_updates(acting.reader(self.request))

    def list(self, request: Request) -> Response:
        listed = self.get_queryset().filter(assignment__recommendation__archived_at__isnull=True)
        page = self.paginate_queryset(self.filter_queryset(listed)) or []
        return self.get_paginated_response(UpdateShape(page, many=True, context=context(request)).data)

    @extend_schema(parameters=[ETAG])
    def retrieve(self, request: Request, id: str) -> Response:
        return self._answer(self._row(id))

    @verb(bodies.DraftBody, UpdateShape, status=201, matched=False)
    def create(self, request: Request) -> Response:
        """A new draft. When one is open already, the refusal holds it as `current`."""
        given = taken(bodies.DraftBody, request)
        made = updates.start(given.pop("assignment"), by=acting.by(request), **given)
        return self._answer(made, status=201, headers={"Location": self._address(made)})

    @verb(bodies.UpdateBody, UpdateShape)
    def partial_update(self, request: Request, id: str) -> Response:
        """Keep what was typed; fields that are not sent stay."""
        row = self._row(id)
        version = etags.seen_version(request, row)
        return self._answer(
            updates.save(row, by=acting.by(request), version=version, **taken(bodies.UpdateBody, request))
        )

    @verb(bodies.Nothing, UpdateShape)
    @action(detail=True, methods=["post"])
    def submit(self, request: Request, id: str) -> Response:
        """Hand it to the clearing officer."""
        return self._done(updates.submit, bodies.Nothing, id)

    @verb(bodies.Nothing, UpdateShape)
    @action(detail=True, methods=["post"])
    def recall(self, request: Request, id: str) -> Response:
        """Take it back before it is cleared."""
        return self._done(updates.recall, bodies.Nothing, id)

    @verb(bodies.Nothing, UpdateShape)
    @action(detail=True, methods=["post"])
    def discard(self, request: Request, id: str) -> Response:
        """Put a draft away; what was submitted of it stays in the journal."""
        return self._done(updates.discard, bodies.Nothing, id)

    @verb(bodies.ClearBody, UpdateShape)
    @action(detail=True, methods=["post"])
    def clear(self, request: Request, id: str) -> Response:
        """Accept it: from here on it counts. With a memo: cleared outside the system."""
        return self._done(clearing.clear, bodies.ClearBody, id)

    @verb(bodies.ReturnBody, UpdateShape)
    @action(detail=True, methods=["post"], url_path="return")
    def give_back(self, request: Request, id: str) -> Response:
        """Return it to its author with feedback, which only the own family reads."""
        answered = self._done(clearing.give_back, bodies.ReturnBody, id)
        tasks.nudge()
        return answered

    @verb(bodies.ReleaseBody, UpdateShape)
    @action(detail=True, methods=["post"])
    def release(self, request: Request, id: str) -> Response:
        """Say who may read the words of a cleared update. Figures do not change."""
        return self._done(clearing.set_release, bodies.ReleaseBody, id)

    @verb(
        {"application/json": bodies.EvidenceBody, "multipart/form-data": bodies.EvidenceUpload}, UpdateShape, status=201
    )
    @action(detail=True, methods=["post"], url_path="evidence", parser_classes=[JSONParser, MultiPartParser])
    def add_evidence(self, request: Request, id: str) -> Response:
        """Attach evidence to a draft: by symbol, link, file or as sighted. Answers with the update."""
        row = self._row(id)
        version = etags.seen_version(request, row)
        given = taken(bodies.EvidenceUpload, request)
        upload = given.pop("file", None)
        file = (upload.name, upload.read()) if upload else None
        evidence.add(row, by=acting.by(request), version=version, file=file, **given)
        return self._answer(row, status=201, headers={"Location": self._address(row)})

    @extend_schema(operation_id="updates_evidence_remove")
    @verb(None, UpdateShape)
    @action(detail=True, methods=["delete"], url_path=r"evidence/(?P<evidence_id>[^/\x00]+)")
    def remove_evidence(self, request: Request, id: str, evidence_id: str) -> Response:
        """Take evidence off a draft. Answers with the update."""
        row = self._row(id)
        version = etags.seen_version(request, row)
        held = get_object_or_404(Evidence, update=row, public_id=evidence_id, removed_at__isnull=True)
        evidence.remove(held, by=acting.by(request), version=version)
        return self._answer(row)

    def _row(self, id: str) -> ProgressUpdate:
        """Strangers get 404 for what is inside a family."""
        return get_object_or_404(self.get_queryset(), public_id=id)

    def _done(self, do: Any, kind: type[bodies.Body], id: str) -> Response:
        row = self._row(id)
        version = etags.seen_version(self.request, row)
        do(row, by=acting.by(self.request), version=version, **taken(kind, self.request))
        return self._answer(row)

    def _answer(self, row: ProgressUpdate, **more: Any) -> Response:
        """The row as it is now."""
        now = self._row(row.public_id)
        return answer(UpdateShape(now, context=context(self.request)), etags.of_version(now), **more)

    def _address(self, row: ProgressUpdate) -> str:
        return self.request.build_absolute_uri(reverse("api-update-detail", kwargs={"id": row.public_id}))

"""What recommendations refer to: documents, organizations, themes."""

from typing import Any, Generic, TypeVar

from django.db.models import Prefetch, QuerySet
from django.shortcuts import get_object_or_404
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer
from rest_framework.viewsets import GenericViewSet

from recommendations.api.base import Door, answer, unless_known
from recommendations.api.described import conditional
from recommendations.api.etags import of_parts
from recommendations.api.pages import CursorPages
from recommendations.api.shapes.around import context
from recommendations.api.shapes.documents import DocumentAlone, DocumentShape
from recommendations.api.shapes.organizations import OrganizationShape, ThemeShape
from recommendations.models import DocumentVersion, Organization, SourceDocument, Theme

Row = TypeVar("Row", SourceDocument, Organization, Theme)


class Catalogue(Door, GenericViewSet[Row], Generic[Row]):
    """A list of what is not archived, by code, and each at its address, archived or not."""

    alone: type[Serializer[Any]]
    filter_backends = []
    in_order = ("code",)
    lookup_url_kwarg = "id"

    def known_parameters(self) -> frozenset[str]:
        return CursorPages.parameters if self.action == "list" else frozenset()

    def rows(self) -> QuerySet[Row]:
        raise NotImplementedError

    def tag(self, row: Row, request: Request) -> str:
        return of_parts(row.pk, row.version, row.archived_at)

    def list(self, request: Request) -> Response:
        page = self.paginate_queryset(self.rows().filter(archived_at__isnull=True)) or []
        kind: Any = self.get_serializer_class()
        return self.get_paginated_response(kind(page, many=True, context=context(request)).data)

    def retrieve(self, request: Request, id: str) -> Response:
        row = get_object_or_404(self.rows(), **{self.lookup_field: id})
        tag = self.tag(row, request)
        return unless_known(request, tag) or answer(self.alone(row, context=context(request)), tag)


class DocumentViewSet(Catalogue[SourceDocument]):
    queryset = SourceDocument.objects.none()
    serializer_class = DocumentShape
    alone = DocumentAlone
    lookup_field = "public_id"

    def rows(self) -> QuerySet[SourceDocument]:
        versions = DocumentVersion.objects.defer("content").order_by("number")
        issuers = Organization.objects.prefetch_related("names").order_by("code")
        return SourceDocument.objects.prefetch_related(Prefetch("versions", versions), Prefetch("issuers", issuers))

    def tag(self, row: SourceDocument, request: Request) -> str:
        issuers = [(each.pk, each.version) for each in row.issuers.all()]
        versions = [(each.pk, each.is_quoted) for each in row.versions.all()]
        return of_parts(request.get_host(), row.pk, row.version, row.archived_at, issuers, versions)

    @conditional(DocumentAlone)
    def retrieve(self, request: Request, id: str) -> Response:
        """With sections and paragraphs of the version that is quoted."""
        return super().retrieve(request, id)


class OrganizationViewSet(Catalogue[Organization]):
    queryset = Organization.objects.none()
    serializer_class = alone = OrganizationShape
    lookup_field = "code"

    def rows(self) -> QuerySet[Organization]:
        return Organization.objects.select_related("parent").prefetch_related("names")

    @conditional(OrganizationShape)
    def retrieve(self, request: Request, id: str) -> Response:
        return super().retrieve(request, id)


class ThemeViewSet(Catalogue[Theme]):
    queryset = Theme.objects.none()
    serializer_class = alone = ThemeShape
    lookup_field = "code"

    def rows(self) -> QuerySet[Theme]:
        return Theme.objects.all()

    @conditional(ThemeShape)
    def retrieve(self, request: Request, id: str) -> Response:
        return super().retrieve(request, id)

from typing import Any, Final

from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from recommendations.api.base import Door

ADDRESSES: Final = {
    "recommendations": "api-recommendation-list",
    "documents": "api-document-list",
    "organizations": "api-organization-list",
    "themes": "api-theme-list",
    "updates": "api-update-list",
    "definitions": "api-definitions",
    "problems": "api-problems",
    "schema": "api-schema",
}


class Addresses(serializers.Serializer[Any]):
    def get_fields(self) -> dict[str, Any]:
        return {name: serializers.URLField() for name in ADDRESSES}


class Index(Door):
    """Where everything is."""

    @extend_schema(responses=Addresses, operation_id="index")
    def get(self, request: Request) -> Response:
        return Response({name: request.build_absolute_uri(reverse(route)) for name, route in ADDRESSES.items()})

"""What every address of the API does before and after its own work."""

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any, Final

from django.conf import settings
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.translation import gettext as _
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer
from rest_framework.views import APIView

from recommendations.api import etags
from recommendations.api.authentication import ReadingNeedsItsScope
from recommendations.api.refusals import BadParameter, TooLarge

LARGEST_BODY: Final = 21 * 1024 * 1024


class Negotiation(DefaultContentNegotiation):
    """By the Accept header only: `?format=` is a parameter like any other that is not known."""

    settings = SimpleNamespace(URL_FORMAT_OVERRIDE=None)  # type: ignore[assignment]  # all that it reads


class Door(APIView):
    """Asks who calls, then refuses what it does not know, and keeps answers out of shared caches."""

    permission_classes = [IsAuthenticated, ReadingNeedsItsScope]
    content_negotiation_class = Negotiation
    metadata_class = None
    lookup_value_regex = r"[^/\x00]+"  # PostgreSQL would fail on NUL

    def known_parameters(self) -> frozenset[str]:
        return frozenset()

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        require_known(request, self.known_parameters())
        if int(request.META.get("CONTENT_LENGTH") or 0) > largest_body(request):
            raise TooLarge()

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        answer = super().finalize_response(request, response, *args, **kwargs)
        patch_cache_control(answer, private=True, no_cache=True)
        patch_vary_headers(answer, ["Accept", "Authorization", "Cookie"])
        return answer


def largest_body(request: Request) -> int:
    multipart = (request.content_type or "").startswith("multipart/")
    return LARGEST_BODY if multipart else settings.DATA_UPLOAD_MAX_MEMORY_SIZE or LARGEST_BODY


def require_known(request: Request, known: frozenset[str]) -> None:
    """Nothing is ignored silently: a misspelt filter would otherwise give every row."""
    unknown = sorted(set(request.query_params) - known)
    if unknown:
        raise BadParameter({each: [_("This parameter is not known here.")] for each in unknown})


def answer(
    shape: Serializer[Any], tag: str, *, status: int = 200, headers: Mapping[str, str] | None = None
) -> Response:
    """One row, in its shape, with its tag."""
    return Response(shape.data, status=status, headers={"ETag": tag, **(headers or {})})


def unless_known(request: Request, tag: str) -> Response | None:
    """304 when the caller holds the answer already."""
    if etags.has_it_already(request, tag):
        return Response(status=304, headers={"ETag": tag})
    return None

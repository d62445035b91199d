"""Addresses that the API does not have."""

from typing import Any

from django.urls import Resolver404, resolve, reverse
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import NotFound
from rest_framework.permissions import AllowAny
from rest_framework.request import Request

from recommendations.api.base import Door


@extend_schema(exclude=True)
class Missing(Door):
    """A problem like any other; Django's own page for this is for people."""

    permission_classes = [AllowAny]

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        if not request.path.startswith(reverse("api-index")):
            raise NotFound(_("The API is at %(address)s.") % {"address": reverse("api-index")})
        if not request.path.endswith("/") and _is_there(f"{request.path}/"):
            raise NotFound(_("Addresses end with a slash."))
        raise NotFound()


def _is_there(address: str) -> bool:
    try:
        return resolve(address).func.__name__ != Missing.__name__
    except Resolver404:
        return False

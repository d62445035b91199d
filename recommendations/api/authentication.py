"""Bearer tokens: what a token opens is its user's rights, narrowed by its scopes.

Settings name this module, and rest_framework.views loads it while it is being loaded itself: no views in here."""

from typing import Any

from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request

from recommendations.choices import Scope
from recommendations.errors import ScopeMissing
from recommendations.models import ApiToken, User
from recommendations.sign_in import Backend
from recommendations.workflow import tokens


class TokenAuthentication(BaseAuthentication):
    """`Authorization: Bearer ppt_…`. Without that header the session counts."""

    def authenticate(self, request: Request) -> tuple[User, ApiToken] | None:
        scheme, _, text = get_authorization_header(request).decode("latin-1").partition(" ")
        if not scheme:
            return None
        token = tokens.find(text.strip()) if scheme.lower() == "bearer" else None
        if token is None or not Backend().user_can_authenticate(token.user):
            raise AuthenticationFailed()
        return token.user, token

    def authenticate_header(self, request: Request) -> str:
        return "Bearer"


class ReadingNeedsItsScope(BasePermission):
    """Writing is not asked about here: each verb names the scope it needs."""

    def has_permission(self, request: Request, view: Any) -> bool:
        token = request.auth
        if isinstance(token, ApiToken) and request.method in SAFE_METHODS and Scope.READ not in token.scopes:
            raise ScopeMissing(scope=Scope.READ)
        return True

"""Signing in, by password or passkey, and out. What was typed when the session had ended waits in the session through
every step of it: see `kept`."""

from typing import Any

from allauth.account.forms import LoginForm
from allauth.account.internal.stagekit import clear_login
from allauth.account.models import Login
from allauth.account.utils import get_next_redirect_url
from allauth.account.views import LoginView
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.webauthn.internal import flows
from allauth.mfa.webauthn.views import LoginWebAuthnView
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from recommendations import demo
from recommendations.browser import kept
from recommendations.browser.accounts.places import passkeys_elsewhere


def safe(request: HttpRequest, address: str) -> str:
    """The address, if it is one of ours."""
    ours = url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
    return address if address and ours else settings.LOGIN_REDIRECT_URL


class SignInForm(LoginForm):  # type: ignore[misc]  # allauth is not typed
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].error_messages["required"] = _("Give your user name.")
        self.fields["password"].error_messages["required"] = _("Give your password.")

    def add_prefix(self, field_name: str) -> str:
        """The name that browsers, password managers and scripts have known it by."""
        return "username" if field_name == "login" else str(super().add_prefix(field_name))


class SignIn(LoginView):  # type: ignore[misc]  # allauth is untyped
    form_class = SignInForm
    template_name = "accounts/sign_in.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        begin_anew(request)
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    def form_invalid(self, form: SignInForm) -> HttpResponse:
        return sign_in_page(self.request, form, self.following(), status=422)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = kwargs.get("form") or self.get_form()
        return sign_in_context(self.request, form, self.following())

    def following(self) -> str:
        return safe(self.request, self.request.POST.get("next") or self.request.GET.get("next", ""))


class PasskeySignIn(LoginWebAuthnView):  # type: ignore[misc]  # allauth is untyped
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        begin_anew(request)
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    def form_valid(self, form: Any) -> HttpResponse:
        found = form.cleaned_data["credential"]
        login = Login(user=found.user, redirect_url=get_next_redirect_url(self.request))
        response: HttpResponse = flows.perform_passwordless_login(self.request, found, login)
        return response

    def form_invalid(self, form: Any) -> HttpResponse:
        following = safe(self.request, self.request.POST.get("next", ""))
        blank = SignInForm(request=self.request)
        words = _("This passkey does not open an account here. Sign in with your password.")
        return sign_in_page(self.request, blank, following, status=422, problem=str(words))


class SecondStep(AuthenticateView):  # type: ignore[misc]  # allauth is untyped
    """The second factor, once the password was right."""

    def form_invalid(self, form: Any) -> HttpResponse:
        response: HttpResponse = self.render_to_response(self.get_context_data(), status=422)
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        types = set(self.stage.login.user.authenticator_set.values_list("type", flat=True))
        return context | {
            "has_app": "totp" in types,
            "has_passkey": "webauthn" in types,
            "passkeys_elsewhere": passkeys_elsewhere(self.request),
        }


sign_in = SignIn.as_view()
passkey_sign_in = PasskeySignIn.as_view()
second_step = SecondStep.as_view()


def begin_anew(request: HttpRequest) -> None:
    """Who posts a sign-in again has left the one that waits for its second step."""
    if request.method == "POST" and not request.user.is_authenticated:
        clear_login(request)


def sign_in_page(request: HttpRequest, form: SignInForm, following: str, *, status: int, **more: Any) -> HttpResponse:
    return render(request, "accounts/sign_in.html", sign_in_context(request, form, following, **more), status=status)


def sign_in_context(request: HttpRequest, form: SignInForm, following: str, *, problem: str = "") -> dict[str, Any]:
    return {
        "form": form,
        "next": following,
        "carried": bool(kept.carries(request)),
        "problem": problem,
        "passkeys_elsewhere": passkeys_elsewhere(request),
        "accounts": demo.ACCOUNTS if settings.DEMO else (),
        "demo_password": demo.PASSWORD,
    }


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    return redirect(settings.LOGOUT_REDIRECT_URL)

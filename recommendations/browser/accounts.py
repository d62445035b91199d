"""Signing in and out. What was typed into a form when the session had ended is carried through the sign-in."""

from django.conf import settings
from django.contrib.auth import login, logout
from django.contrib.auth.forms import AuthenticationForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from recommendations import demo
from recommendations.browser import kept


def safe(request: HttpRequest, address: str) -> str:
    """The address, if it is one of ours."""
    ours = url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
    return address if address and ours else settings.LOGIN_REDIRECT_URL


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    following = safe(request, request.POST.get("next") or request.GET.get("next", ""))
    if request.user.is_authenticated:
        return redirect(following)
    form = AuthenticationForm(request, request.POST or None)
    if request.method == "POST" and form.is_valid():
        login(request, form.get_user())
        kept.put_into_session(request)
        return redirect(following)
    return sign_in_page(request, form, following, status=200 if request.method == "GET" else 422)


def sign_in_page(
    request: HttpRequest, form: AuthenticationForm, following: str, *, status: int, carried: str = ""
) -> HttpResponse:
    context = {
        "form": form,
        "next": following,
        "carried": carried or request.POST.get(kept.FIELD, ""),
        "accounts": demo.ACCOUNTS if settings.DEMO else (),
        "demo_password": demo.PASSWORD,
    }
    return render(request, "accounts/sign_in.html", context, status=status)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    return redirect(settings.LOGOUT_REDIRECT_URL)


@never_cache
@require_GET
def form_key(request: HttpRequest) -> HttpResponse:
    """The key that a form needs after a sign-in in another tab; readable by our own pages only."""
    return render(request, "accounts/form_key.html")

"""The administration: entered with the product's own sign-in, by staff whose memberships have work here."""

from functools import update_wrapper
from typing import Any

from django.conf import settings
from django.contrib import admin
from django.contrib.admin.forms import AdminPasswordChangeForm
from django.contrib.auth.views import LogoutView, PasswordChangeView, redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from recommendations.access import By
from recommendations.admin.who import enters
from recommendations.choices import Channel
from recommendations.models import User
from recommendations.workflow import accounts


class OwnPasswordForm(AdminPasswordChangeForm):
    """Django's, but that a verb keeps the password and the journal knows that it did."""

    def clean(self) -> dict[str, Any]:
        if self.user.is_demonstration:
            self.add_error(None, _("The password of a demonstration account is known to everyone and stays so."))
        return super().clean() or {}

    def save(self, commit: bool = True) -> User:
        accounts.choose_password(by=By(self.user, Channel.ADMIN), password=self.cleaned_data["new_password1"])
        self.user.refresh_from_db()
        return self.user


class Administration(admin.AdminSite):
    site_header = _("Administration of the register")
    site_title = _("Administration")
    index_title = _("What you look after")
    empty_value_display = "–"
    # The lists need its place; the first page lists what there is.
    enable_nav_sidebar = False

    def __init__(self, name: str = "admin") -> None:
        super().__init__(name)
        self.disable_action("delete_selected")

    def has_permission(self, request: HttpRequest) -> bool:
        return enters(request)

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """Strangers are asked to sign in; whoever is signed in and has no work here is refused, not asked again."""
        inner = super().admin_view(view, cacheable)

        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.user.is_authenticated and not self.has_permission(request):
                raise PermissionDenied
            response: HttpResponse = inner(request, *args, **kwargs)
            return response

        return update_wrapper(guarded, view)

    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        index = reverse("admin:index", current_app=self.name)
        if self.has_permission(request):
            return HttpResponseRedirect(index)
        if request.user.is_authenticated:
            raise PermissionDenied
        return redirect_to_login(request.GET.get("next", index), settings.LOGIN_URL)

    def logout(self, request: HttpRequest, extra_context: Any = None) -> Any:
        return LogoutView.as_view(next_page=settings.LOGIN_URL)(request)

    def password_change(self, request: HttpRequest, extra_context: Any = None) -> Any:
        return PasswordChangeView.as_view(
            form_class=OwnPasswordForm,
            template_name="registration/password_change_form.html",
            success_url=reverse("admin:password_change_done", current_app=self.name),
            extra_context={**self.each_context(request), **(extra_context or {})},
        )(request)


site = Administration()

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from recommendations.access import Verb
from recommendations.admin.forms import ReasonedForm
from recommendations.admin.reasons import Reason, ask_why
from recommendations.admin.site import site
from recommendations.admin.verbs import Door, changed
from recommendations.admin.who import by
from recommendations.models import User
from recommendations.workflow import accounts, leaving


class UserForm(ReasonedForm):
    language = forms.ChoiceField(label=_("language"), choices=settings.LANGUAGES, initial="en")


class NewUserForm(UserForm):
    password = forms.CharField(
        label=_("first password"),
        help_text=_("May stay empty: then nobody can sign in with the account yet."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}, render_value=False),
        required=False,
        strip=False,
    )


class NewPassword(Reason):
    password = forms.CharField(
        label=_("new password"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}, render_value=False),
        strip=False,
    )


@admin.register(User, site=site)
class UserDoor(Door):
    reads = (Verb.ADMINISTER,)
    adds = changes = Verb.ADMINISTER
    form = UserForm
    add_form = NewUserForm
    asks = ("username", "full_name", "email", "language", "is_staff", "password")
    takes = ("full_name", "email", "language", "is_staff")
    shows = ("username", "is_active", "is_demonstration", "last_login", "date_joined")
    list_display = ("username", "full_name", "email", "is_active", "is_staff", "current_memberships", "last_login")
    list_filter = ("is_active", "is_staff", "is_demonstration", "language")
    search_fields = ("username", "full_name", "email")
    date_hierarchy = "date_joined"
    ordering = ("username",)
    actions = ("deactivate", "activate", "set_password")

    def get_queryset(self, request: HttpRequest) -> Any:
        held = Count("memberships", filter=Q(memberships__until__isnull=True), distinct=True)
        return super().get_queryset(request).annotate(how_many=held)

    @admin.display(description=_("memberships"), ordering="how_many")
    def current_memberships(self, row: Any) -> int:
        return int(row.how_many)

    def add(self, request: HttpRequest, form: Any, formsets: Sequence[Any]) -> User:
        return accounts.add(
            by=by(request), why=form.cleaned_data["why"], **{n: form.cleaned_data[n] for n in self.asks}
        )

    def change(self, request: HttpRequest, row: User, form: Any, formsets: Sequence[Any]) -> None:
        given, data = changed(form, *self.takes), form.cleaned_data
        if given:
            accounts.change(row, by=by(request), version=data["version"] or 0, why=data["why"], **given)

    @admin.action(description=_("Deactivate, with a reason"), permissions=["change"])
    def deactivate(self, request: HttpRequest, rows: QuerySet[User]) -> Any:
        return ask_why(
            self,
            request,
            rows,
            title=_("Deactivate the account"),
            do=lambda row, by, version, given: leaving.deactivate(
                row, takes_over=None, by=by, version=version, why=given["why"]
            ),
        )

    @admin.action(description=_("Activate again, with a reason"), permissions=["change"])
    def activate(self, request: HttpRequest, rows: QuerySet[User]) -> Any:
        return ask_why(
            self,
            request,
            rows,
            title=_("Activate the account again"),
            do=lambda row, by, version, given: accounts.activate(row, by=by, version=version, why=given["why"]),
        )

    @admin.action(description=_("Set a new password, with a reason"), permissions=["change"])
    def set_password(self, request: HttpRequest, rows: QuerySet[User]) -> Any:
        return ask_why(
            self,
            request,
            rows,
            title=_("Set a new password"),
            do=lambda row, by, version, given: accounts.set_password(row, by=by, version=version, **given),
            form_class=NewPassword,
        )

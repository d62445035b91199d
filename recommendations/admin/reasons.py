"""Actions on chosen rows: a page asks why, and carries the version of each row; all of them, or none."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

from recommendations.access import By
from recommendations.admin.forms import version_of, why_field
from recommendations.admin.verbs import Door, status_of
from recommendations.admin.who import by
from recommendations.errors import Refused, Stale, Words

Do = Callable[[Any, By, int, dict[str, Any]], object]


class Reason(forms.Form):
    why = why_field()


class Sure(forms.Form):
    """Where the reason was given before."""


def ask_why(
    door: Door, request: HttpRequest, rows: Any, *, title: Words, do: Do, form_class: type[forms.Form] = Reason
) -> HttpResponse | None:
    """The page that asks; once it is answered, `do` with each row, then back to the list."""
    confirmed = "confirmed" in request.POST
    form = form_class(request.POST if confirmed else None)
    found = list(rows)
    status = 200
    if confirmed and form.is_valid():
        try:
            _do_all(found, request, form.cleaned_data, do)
        except Refused as refusal:
            status = status_of(refusal)
            form.add_error(None, refusal.facts.get("shown") or str(refusal))
        else:
            door.message_user(request, _("Done, and kept in the journal."))
            return None
    context = {
        **door.admin_site.each_context(request),
        "title": title,
        "opts": door.opts,
        "form": form,
        "rows": [(each, version_of(each)) for each in found],
        "action": request.POST["action"],
        "checkbox": ACTION_CHECKBOX_NAME,
    }
    return TemplateResponse(request, "admin/reason.html", context, status=status)


def _do_all(rows: list[Any], request: HttpRequest, given: dict[str, Any], do: Do) -> None:
    with transaction.atomic():
        for row in rows:
            try:
                do(row, by(request), _seen(request, row), given)
            except Refused as refusal:
                refusal.facts["shown"] = f"{row}: {refusal}"
                raise


def _seen(request: HttpRequest, row: Any) -> int:
    try:
        return int(request.POST[f"version-{row.pk}"])
    except (KeyError, ValueError) as wrong:
        raise Stale(row, seen=0) from wrong

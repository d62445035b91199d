"""The door of every table: a save is a verb, a refusal is shown on the form, nothing is deleted."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse

from recommendations.access import Verb
from recommendations.admin.forms import ReasonedForm, VerbForm
from recommendations.admin.history import history_page
from recommendations.admin.who import holds
from recommendations.errors import NotPermitted, Refused, Stale
from recommendations.models import Organization

if TYPE_CHECKING:
    ModelAdmin = admin.ModelAdmin[Any]
else:
    ModelAdmin = admin.ModelAdmin

STATUS_OF: dict[type[Refused], int] = {Stale: 409, NotPermitted: 403}


class Door(ModelAdmin):
    """Permissions by verbs, from memberships. `asks` are the fields of a new row, `takes` those that can be changed,
    `shows` those that are only read; `add` and `change` call the verb."""

    reads: ClassVar[tuple[Verb, ...]] = ()
    adds: ClassVar[Verb | None] = None
    changes: ClassVar[Verb | None] = None
    asks: ClassVar[tuple[str, ...]] = ()
    takes: ClassVar[tuple[str, ...]] = ()
    shows: ClassVar[tuple[str, ...]] = ()
    form = ReasonedForm
    add_form: ClassVar[type[VerbForm] | None] = None
    list_per_page = 50
    view_on_site = False
    save_on_top = False

    def add(self, request: HttpRequest, form: Any, formsets: Sequence[Any]) -> Model:
        raise PermissionDenied

    def change(self, request: HttpRequest, row: Any, form: Any, formsets: Sequence[Any]) -> None:
        raise PermissionDenied

    # Who

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return holds(request, *self.reads)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.adds is not None and holds(request, self.adds)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.changes is not None and holds(request, self.changes)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def lookup_allowed(self, lookup: str, value: Any, request: Any = None) -> bool:
        """Only what the page's own filters ask: other lookups would answer questions about columns not shown."""
        filters: list[Any] = list(self.list_filter)
        offered = [getattr(each, "parameter_name", each if isinstance(each, str) else "") for each in filters]
        offered += [each[0] for each in filters if isinstance(each, tuple)]
        offered += [self.date_hierarchy] if self.date_hierarchy else []
        return any(each and (lookup == each or lookup.startswith(f"{each}__")) for each in offered)

    # What

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is None:
            return (*self.asks, "why")
        if not self.has_change_permission(request, obj):
            return (*self.shows, *self.takes)
        return (*self.shows, *self.takes, "why", "version")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return () if obj is None else self.shows

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        if not change and self.add_form:
            kwargs["form"] = self.add_form
        form = super().get_form(request, obj, change=change, **kwargs)
        return type(form.__name__, (form,), {"refusal": getattr(request, "_refusal", None)})

    def formfield_for_foreignkey(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.remote_field.model is Organization:
            kwargs.setdefault("queryset", Organization.objects.prefetch_related("names"))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    # How

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> Any:
        """What a verb refuses is undone whole; then the same form is shown again, with everything typed and why not."""
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except Refused as refusal:
            request._refusal = refusal  # type: ignore[attr-defined]  # kept for this request
            response = super().changeform_view(request, object_id, form_url, extra_context)
            response.status_code = status_of(refusal)
            return response

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """In `save_related`, where the rows below it are known too: one save is one verb."""

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        if change:
            self.change(request, form.instance, form, formsets)
        else:
            form.instance.pk = self.add(request, form, formsets).pk
        form.instance.refresh_from_db()

    def construct_change_message(self, *args: Any, **kwargs: Any) -> Any:
        """The journal tells what changed."""
        return []

    def log_addition(self, *args: Any) -> Any: ...

    def log_change(self, *args: Any) -> Any: ...

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        row = self.get_object(request, object_id)
        if not self.has_view_permission(request, row):
            raise PermissionDenied
        if row is None:
            raise Http404
        return history_page(self, request, row)

    def _get_obj_does_not_exist_redirect(self, request: HttpRequest, opts: Any, object_id: str) -> Any:
        raise Http404


def status_of(refusal: Refused) -> int:
    return next((status for kind, status in STATUS_OF.items() if isinstance(refusal, kind)), 200)


def changed(form: Any, *names: str) -> dict[str, Any]:
    """What was given of these fields, where it differs from the row."""
    return {name: form.cleaned_data[name] for name in names if name in form.changed_data}

"""Pages of the administration that give a list as a file and take one back: read, shown row by row, then confirmed."""

from dataclasses import dataclass
from typing import Any, ClassVar, Final

import tablib
from django import forms
from django.contrib import messages
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from recommendations.access import By
from recommendations.admin.exchange import files
from recommendations.admin.exchange.resources import Exchanged
from recommendations.admin.forms import why_field
from recommendations.admin.putting_away import ArchiveDoor
from recommendations.admin.who import person_of
from recommendations.choices import Channel
from recommendations.reports import as_csv, as_xlsx

SALT: Final = "a-file-that-is-shown-before-it-is-taken"
HOURS: Final = 12
TYPES: Final = {"csv": as_csv.CONTENT_TYPE, "xlsx": as_xlsx.CONTENT_TYPE}


class FileForm(forms.Form):
    file = forms.FileField(label=_("File"))
    adds = forms.BooleanField(
        label=_("Rows whose code is not in the register are added"),
        help_text=_("Without this, such a row is a mistake."),
        required=False,
    )
    why = why_field()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if upload := data.get("file"):
            try:
                content = upload.read() if upload.size <= files.LARGEST else b" " * (files.LARGEST + 1)
                data["sheet"] = files.read(upload.name, content)
            except files.UnreadableError as problem:
                self.add_error("file", str(problem))
        return data


@dataclass(frozen=True, slots=True)
class Taken:
    """What becomes of one row of the file: `new`, changed from what to what, or its mistakes by column."""

    number: int
    code: str
    new: bool
    changes: list[tuple[str, str, str]]
    mistakes: list[tuple[str, str]]


class ExchangeDoor(ArchiveDoor):
    """`resource` says the columns and the verbs. Who changes its rows may take in a file, who reads
    them may take one along."""

    resource: ClassVar[type[Exchanged]]
    change_list_template = "admin/exchange_list.html"

    def get_urls(self) -> Any:
        name = f"recommendations_{self.opts.model_name}"
        guarded = self.admin_site.admin_view
        return [
            path("import/", guarded(self.import_view), name=f"{name}_import"),
            path("export/<slug:ending>/", guarded(self.export_view), name=f"{name}_export"),
            *super().get_urls(),
        ]

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        context = {"may_import": self.has_change_permission(request), "asked": request.GET.urlencode()}
        return super().changelist_view(request, {**context, **(extra_context or {})})

    def export_view(self, request: HttpRequest, ending: str) -> HttpResponse:
        """The rows of the list as its filters and search have it."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        if ending not in TYPES:
            raise Http404
        found = self.get_changelist_instance(request).get_queryset(request)
        resource, title = self.resource(), str(self.opts.verbose_name_plural)
        if ending == "csv":
            content = files.as_comma_separated(resource.columns, resource.rows(found))
        else:
            content = files.as_workbook(title, resource.columns, resource.rows(found))
        answer = HttpResponse(content, content_type=TYPES[ending])
        name = f"{self.opts.model_name}s-{timezone.localdate()}.{ending}"
        answer["Content-Disposition"] = f'attachment; filename="{name}"'
        return answer

    def import_view(self, request: HttpRequest) -> HttpResponse:
        if not self.has_change_permission(request):
            raise PermissionDenied
        if request.method != "POST":
            return self._page(request, FileForm(), 200)
        if "carried" in request.POST:
            return self._confirmed(request)
        form = FileForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._page(request, form, 422)
        data = form.cleaned_data
        sheet: files.Sheet = data["sheet"]
        given = {"headers": sheet.headers, "rows": sheet.rows, "why": data["why"], "adds": data["adds"]}
        return self._shown(request, form, given)

    def _shown(self, request: HttpRequest, form: forms.Form, given: dict[str, Any]) -> HttpResponse:
        """Tried, and taken back: what would become of each row."""
        if unknown := [each for each in given["headers"] if each not in self.resource.columns]:
            words = gettext("There is no column “%(name)s”. The columns are: %(columns)s.")
            form.add_error("file", words % {"name": unknown[0], "columns": ", ".join(self.resource.columns)})
            return self._page(request, form, 422)
        if "code" not in given["headers"]:
            form.add_error("file", gettext("The file has no column “code”."))
            return self._page(request, form, 422)
        taken = self._taken(request, given, dry_run=True)
        wrong = any(each.mistakes for each in taken)
        about = {"user": person_of(request).pk, "model": self.opts.model_name, **given}
        carried = "" if wrong else signing.dumps(about, salt=SALT, compress=True)
        return self._page(request, form, 422 if wrong else 200, taken=taken, carried=carried)

    def _confirmed(self, request: HttpRequest) -> HttpResponse:
        try:
            given = signing.loads(request.POST["carried"], salt=SALT, max_age=HOURS * 3600)
        except signing.BadSignature:
            given = {}
        if (given.get("user"), given.get("model")) != (person_of(request).pk, self.opts.model_name):
            messages.error(request, gettext("Choose the file again: it was shown too long ago, or to somebody else."))
            return HttpResponseRedirect(request.path)
        taken = self._taken(request, given, dry_run=False)
        if any(each.mistakes for each in taken):
            form = FileForm(initial={"why": given["why"], "adds": given["adds"]})
            return self._page(request, form, 409, taken=taken)
        done = len([each for each in taken if each.new or each.changes])
        words = ngettext("%(n)d row was taken in.", "%(n)d rows were taken in.", done) % {"n": done}
        messages.success(request, words)
        return HttpResponseRedirect(reverse(f"admin:recommendations_{self.opts.model_name}_changelist"))

    def _taken(self, request: HttpRequest, given: dict[str, Any], *, dry_run: bool) -> list[Taken]:
        by = By(person_of(request), Channel.SPREADSHEET, getattr(request, "request_id", ""))
        resource = self.resource(by=by, why=given["why"], adds=given["adds"])
        dataset = tablib.Dataset(*given["rows"], headers=given["headers"])
        result = resource.import_data(dataset, dry_run=dry_run, rollback_on_validation_errors=True)
        if result.base_errors:
            raise result.base_errors[0].error
        place = given["headers"].index("code")
        return [
            _row(resource, number, given["rows"][number - 1][place], row)
            for number, row in enumerate(result.rows, start=1)
        ]

    def _page(self, request: HttpRequest, form: forms.Form, status: int, **more: Any) -> HttpResponse:
        taken: list[Taken] | None = more.get("taken")
        context = {
            **self.admin_site.each_context(request),
            "title": gettext("Take in a file"),
            "opts": self.opts,
            "form": form,
            "columns": self.resource.columns,
            "endings": files.endings(),
            "same": len([each for each in taken or [] if not (each.new or each.changes or each.mistakes)]),
            "shown": [each for each in taken or [] if each.new or each.changes or each.mistakes],
            "tried": taken is not None,
            **more,
        }
        return TemplateResponse(request, "admin/exchange.html", context, status=status)


def _row(resource: Exchanged, number: int, code: str, row: Any) -> Taken:
    if row.errors:
        raise row.errors[0].error
    if row.validation_error is not None:
        found = row.validation_error
        said = found.message_dict if hasattr(found, "error_dict") else {"": found.messages}
        mistakes = [("" if name == "__all__" else name, words) for name, each in said.items() for words in each]
        return Taken(number + 1, code, False, [], mistakes)
    if row.is_skip():
        return Taken(number + 1, code, False, [], [])
    after = resource.cells(row.instance)
    before = resource.cells(row.original) if row.original is not None else ["" for _each in after]
    changes = [
        (name, was, now)
        for name, was, now in zip(resource.columns, before, after, strict=True)
        if was != now and name != "version"
    ]
    return Taken(number + 1, code, row.is_new(), changes, [])

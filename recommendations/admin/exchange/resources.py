"""Which columns the files have, how each cell is read, and which verb each row calls."""

from collections.abc import Iterator
from datetime import date
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext as _
from import_export import fields, resources, widgets

from recommendations.access import By
from recommendations.choices import WRITTEN_IN, OrganizationKind
from recommendations.errors import Invalid, Refused, Stale
from recommendations.models import Organization, Theme
from recommendations.workflow import organizations, themes
from recommendations.workflow.organizations import Name

YES_OR_NO = {"yes": True, "no": False}


class Text(widgets.Widget):  # type: ignore[misc]  # import-export is untyped
    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> str:
        return str(value or "").replace("\r\n", "\n").strip()

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return "" if value is None else str(value)


class Code(Text):
    """One of a word list."""

    def __init__(self, codes: list[str]) -> None:
        super().__init__()
        self.codes = codes

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> str:
        code = super().clean(value)
        if code not in self.codes:
            words = _("“%(value)s” is none of: %(codes)s.")
            raise ValueError(words % {"value": code, "codes": ", ".join(self.codes)})
        return code


class YesOrNo(Text):
    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        said = super().clean(value).casefold()
        if said not in YES_OR_NO:
            raise ValueError(_("“%(value)s” is neither yes nor no.") % {"value": value})
        return YES_OR_NO[said]

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return "yes" if value else "no"


class Day(Text):
    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        return day(super().clean(value))


class Parent(Text):
    """By code; one that is not in the register is said, never made."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        code = super().clean(value)
        found = Organization.objects.filter(code=code).first() if code else None
        if code and found is None:
            raise ValueError(_("There is no organization “%(code)s”.") % {"code": code})
        return found

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return value.code if value else ""


class NamesOnLines(Text):
    """`language | name | acronym | from | until`, one on a line."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        lines = [each for each in super().clean(value).split("\n") if each.strip()]
        return [_name(each) for each in lines]

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return "\n".join(_line(each) for each in value or [])


def _name(line: str) -> Name:
    parts = [each.strip() for each in line.split("|")]
    parts += [""] * (5 - len(parts))
    if len(parts) > 5 or parts[0] not in dict(WRITTEN_IN) or not parts[1]:
        raise ValueError(_("“%(line)s” is not: language | name | acronym | from | until.") % {"line": line})
    language, name, acronym, since, until = parts
    return Name(name, acronym, language, day(since), day(until))


def _line(each: Name) -> str:
    parts = [each.language, each.name, each.acronym, *(str(when or "") for when in (each.valid_from, each.valid_to))]
    return " | ".join(parts).rstrip(" |")


def day(text: str) -> date | None:
    """Raises ValueError in words."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as problem:
        raise ValueError(_("“%(value)s” is not a date like 2026-09-30.") % {"value": text}) from problem


class Exchanged(resources.ModelResource):  # type: ignore[misc]  # import-export is untyped
    """A row that is in the register says the version that was seen; one that is not is added only when that was asked
    for. What a verb refuses is said at its cell; with one refusal nothing of the file is kept."""

    columns: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *, by: By | None = None, why: str = "", adds: bool = False) -> None:
        super().__init__()
        self.by, self.why, self.adds = by, why, adds
        self.seen: set[str] = set()

    def write(self, row: Any) -> Any:
        """Change the row through its verb; each table says how. Raises Refused."""
        raise NotImplementedError

    def create(self, row: Any) -> Any:
        """Add the row through its verb; each table says how. Raises Refused."""
        raise NotImplementedError

    def cells(self, row: Model) -> list[str]:
        return [str(self.export_field(self.fields[name], row)) for name in self.columns]

    def rows(self, found: Any) -> Iterator[list[str]]:
        for each in found:
            yield self.cells(each)

    def import_instance(self, instance: Any, row: dict[str, str], **kwargs: Any) -> None:
        """Every mistake of the row at once."""
        there = instance.pk is not None
        seen = instance.version
        errors: dict[str, Any] = {}
        try:
            super().import_instance(instance, row, **kwargs)
        except ValidationError as found:
            columns = {each.attribute: each.column_name for each in self.fields.values()}
            errors = {columns.get(name, name): said for name, said in found.error_dict.items()}
        instance.version = seen
        if code := self._problem_of_code(instance.code, there):
            errors["code"] = ValidationError(code)
        if there and (version := self._problem_of_version(str(row.get("version", "")), seen)):
            errors["version"] = ValidationError(version)
        if errors:
            raise ValidationError(errors)

    def _problem_of_code(self, code: str, there: bool) -> str:
        twice = code in self.seen
        self.seen.add(code)
        if not code:
            return _("Each row has a code.")
        if twice:
            return _("“%(code)s” stands in the file more than once.") % {"code": code}
        if not there and not self.adds:
            return _("“%(code)s” is not in the register. Say that rows may be added, if it is new.") % {"code": code}
        return ""

    def _problem_of_version(self, given: str, current: int) -> str:
        if not given:
            return _("Say which version you saw, as an exported file does.")
        if given.strip() != str(current):
            words = _("It changed since this file was made: version %(given)s then, %(current)d now. Export it again.")
            return words % {"given": given, "current": current}
        return ""

    def skip_row(self, instance: Any, original: Any, row: Any, import_validation_errors: Any = None) -> bool:
        return not import_validation_errors and original.pk is not None and self.cells(instance) == self.cells(original)

    def do_instance_save(self, instance: Any, is_create: bool) -> None:
        try:
            kept = self.create(instance) if is_create else self.write(instance)
        except Stale as refusal:
            raise ValidationError({"version": str(refusal)}) from refusal
        except Invalid as refusal:
            known = {name if name in self.fields else "__all__": str(said) for name, said in refusal.errors.items()}
            raise ValidationError(known) from refusal
        except Refused as refusal:
            raise ValidationError(str(refusal)) from refusal
        if is_create:
            instance.pk = kept.pk

    def after_import(self, dataset: Any, result: Any, **kwargs: Any) -> None:
        """Django's own would set the sequences of ids; the verbs made the rows."""


class OrganizationFile(Exchanged):
    columns = ("code", "version", "kind", "parent", "reports_for_itself", "ends_on", "names", "note")
    code = fields.Field("code", "code", widget=Text())
    version = fields.Field("version", "version", widget=Text())
    kind = fields.Field("kind", "kind", widget=Code(OrganizationKind.values))
    parent = fields.Field("parent", "parent", widget=Parent())
    reports_for_itself = fields.Field("reports_for_itself", "reports_for_itself", widget=YesOrNo())
    ends_on = fields.Field("ends_on", "ends_on", widget=Day())
    names = fields.Field("names_given", "names", widget=NamesOnLines())
    note = fields.Field("note", "note", widget=Text())

    class Meta:
        model = Organization
        fields = ("code", "version", "kind", "parent", "reports_for_itself", "ends_on", "names", "note")
        import_order = export_order = fields
        import_id_fields = ("code",)
        use_transactions = True
        report_skipped = True
        skip_html_diff = True
        store_instance = True

    def export_field(self, field: Any, instance: Any, **kwargs: Any) -> Any:
        if not hasattr(instance, "names_given"):
            instance.names_given = organizations.names_of(instance) if instance.pk else []
        return super().export_field(field, instance, **kwargs)

    def create(self, row: Any) -> Organization:
        given = {name: getattr(row, name) for name in organizations.CHANGEABLE}
        return organizations.add(row.code, by=self._by, names=row.names_given, why=self.why, **given)

    def write(self, row: Any) -> None:
        """Only what differs, so that nobody's words are written over with the same ones."""
        held = Organization.objects.get(pk=row.pk)
        values = {name: getattr(row, name) for name in organizations.CHANGEABLE}
        given = {name: value for name, value in values.items() if getattr(held, name) != value}
        names = row.names_given if row.names_given != organizations.names_of(held) else None
        organizations.change(held, by=self._by, version=row.version, why=self.why, names=names, **given)

    @property
    def _by(self) -> By:
        assert self.by is not None
        return self.by


class ThemeFile(Exchanged):
    columns = ("code", "version", "name")
    code = fields.Field("code", "code", widget=Text())
    version = fields.Field("version", "version", widget=Text())
    name = fields.Field("name", "name", widget=Text())

    class Meta:
        model = Theme
        fields = ("code", "version", "name")
        import_order = export_order = fields
        import_id_fields = ("code",)
        use_transactions = True
        report_skipped = True
        skip_html_diff = True
        store_instance = True

    def create(self, row: Any) -> Theme:
        assert self.by is not None
        return themes.add(row.code, row.name, by=self.by, why=self.why)

    def write(self, row: Any) -> None:
        assert self.by is not None
        themes.rename(Theme.objects.get(pk=row.pk), by=self.by, version=row.version, name=row.name, why=self.why)

"""What is asked before a file is taken in: about a document of its own, or about a version of one that is there."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from recommendations.browser.stewarding import fields
from recommendations.browser.stewarding.fields import ManyOrganizations
from recommendations.browser.stewarding.forms import Day, StewardForm, Why
from recommendations.choices import WRITTEN_IN, DatePrecision, DocumentKind
from recommendations.errors import Invalid, Refused, Words
from recommendations.models import SourceDocument
from recommendations.queries.uploads import Proposed
from recommendations.workflow.documents import Facts

LANGUAGES: list[tuple[str, Words]] = [("", _("Choose")), *WRITTEN_IN]
COURTESY = _("A courtesy translation, not issued by the body itself")


class NewDocument(StewardForm):
    """Filled with what the masthead says; every word of it is for a person to check."""

    symbol = forms.CharField(
        label=_("Symbol"), help_text=_("As printed: S/2008/186. Empty when it has none."), max_length=60, required=False
    )
    code = forms.CharField(
        label=_("Short code"),
        help_text=_("Only without a symbol; it stands in references and addresses, such as A4P-partnerships-brief."),
        max_length=60,
        required=False,
    )
    title = forms.CharField(label=_("Title"), widget=forms.Textarea(attrs={"rows": 2}))
    kind = forms.ChoiceField(label=_("Kind"), choices=[("", _("Choose")), *DocumentKind.choices])
    dated = Day(
        label=_("Date"),
        help_text=_("Empty when the document has none. Of a month or year, its first day."),
        required=False,
    )
    date_precision = forms.ChoiceField(
        label=_("Precision of the date"), choices=[("", _("none")), *DatePrecision.choices], required=False
    )
    issuers = ManyOrganizations(label=_("Issued by"), help_text=_("Several: hold Ctrl or ⌘ while you choose."))
    mandate = forms.CharField(
        label=_("Mandate"), help_text=_("What asked for it: resolution 2167 (2014)."), max_length=200, required=False
    )
    language = forms.ChoiceField(label=_("Language of the file"), choices=LANGUAGES)
    is_courtesy = forms.BooleanField(label=COURTESY, required=False)
    note = forms.CharField(label=_("Note"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    why = Why(label=_("Remark"), required=False, help_text=_("For the history, if anything needs saying."))

    def __init__(self, data: Any = None, *, proposed: Proposed, **more: Any) -> None:
        names = ("symbol", "title", "kind", "dated", "date_precision", "issuers", "language")
        super().__init__(data, initial={name: getattr(proposed, name) for name in names}, **more)
        fields.offer(self, fields.organizations())

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if not given.get("symbol") and not given.get("code"):
            self.add_error("code", _("Without a symbol the document needs a short code."))
        return given

    def show(self, refusal: Refused) -> int:
        """With a symbol the code is the symbol."""
        if isinstance(refusal, Invalid) and "code" in refusal.errors and self.cleaned_data.get("symbol"):
            words = refusal.errors.pop("code")
            refusal.errors.setdefault("symbol", words)
        return super().show(refusal)

    def facts(self) -> Facts:
        given = self.cleaned_data
        symbol = " ".join(given["symbol"].split())
        return Facts(
            code=symbol or given["code"],
            symbol=symbol or None,
            title=given["title"],
            kind=DocumentKind(given["kind"]),
            dated=given["dated"],
            date_precision=given["date_precision"],
            mandate=given["mandate"],
            note=given["note"],
            issuers=given["issuers"],
        )


class VersionOf(StewardForm):
    """In the document's own language it corrects the text that is quoted, in another it stands beside it; so does a
    courtesy translation, unless the steward says that it is to be quoted."""

    document = forms.ChoiceField(label=_("Document"))
    language = forms.ChoiceField(label=_("Language of the file"), choices=LANGUAGES)
    is_courtesy = forms.BooleanField(label=COURTESY, required=False)
    is_quoted = forms.BooleanField(
        label=_("Quote from it all the same, where it is in the language of the quotes"), required=False
    )

    field_order = ("document", "language", "is_courtesy", "is_quoted", "why")

    def __init__(self, data: Any = None, *, proposed: Proposed, known: SourceDocument | None, **more: Any) -> None:
        initial = {"language": proposed.language, "document": known.code if known else ""}
        super().__init__(data, initial=initial, **more)
        held = SourceDocument.objects.filter(archived_at__isnull=True).order_by("code")
        names = [(each.code, f"{each} · {each.title[:60]}") for each in held]
        choice = self.fields["document"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = [("", _("Choose")), *names]

"""The forms of a progress update: what its author writes, and what a clearing officer says to it."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from recommendations.admin.forms import BESIDE, ReasonedForm, VerbForm, leave_constraints_to_the_verb
from recommendations.choices import (
    DERIVED_POSITIONS,
    NEEDS,
    NEVER_REPORTED,
    WRITTEN_IN,
    AssignmentRole,
    EvidenceKind,
    HeldAs,
    Position,
    Release,
    Status,
)
from recommendations.errors import Invalid, NobodyAnswers, ReasonNeeded
from recommendations.models import Evidence, ProgressUpdate
from recommendations.workflow import needs
from recommendations.workflow.evidence import LARGEST_FILE

LONG: Final = ("position_words", "done", "changed", "next_steps", "reason")


def needed_for(name: str) -> str:
    """Which statuses ask for the field, in the words of the status list."""
    asking = [str(status.label) for status, fields in NEEDS.items() if any(name in each for each in fields)]
    return str(_("Needed for: %(statuses)s.") % {"statuses": ", ".join(asking)}) if asking else ""


class EarlierEntry(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic in the stubs only
    def label_from_instance(self, obj: ProgressUpdate) -> str:
        return f"{obj.effective_on}: {obj.get_status_display() or obj.get_answer_display()}"


class WriteForm(VerbForm):
    corrects = EarlierEntry(ProgressUpdate.objects.none(), label=_("corrects"), required=False)
    language = forms.ChoiceField(label=_("language"), choices=WRITTEN_IN, initial="en")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.help_text = field.help_text or needed_for(name)
            if name in LONG:
                field.widget.attrs["rows"] = 4
        self._offer("status", [(each.value, each.label) for each in Status if each not in NEVER_REPORTED])
        self._offer("position", [(each.value, each.label) for each in Position if each not in DERIVED_POSITIONS])
        if self.instance.pk:
            self._narrow(self.instance)

    def _narrow(self, update: ProgressUpdate) -> None:
        """Only what can be said of this assignment."""
        assignment = update.assignment
        itself = assignment.organization.reports_for_itself
        offered = needs.statuses_for(assignment.recommendation, reports_for_itself=itself)
        counterpart = assignment.role == AssignmentRole.COUNTERPART
        self._offer("status", [] if counterpart else [(each.value, each.label) for each in offered])
        if not counterpart:
            self._offer("receipt", [])
        self.fields["corrects"].queryset = needs.earlier(assignment)  # type: ignore[attr-defined]  # declared above

    def _offer(self, name: str, choices: Any) -> None:
        self.fields[name].choices = [("", "–"), *choices]  # type: ignore[attr-defined]  # declared above


class StartForm(WriteForm):
    beside = {**BESIDE, NobodyAnswers: "assignment"}


class DecideForm(VerbForm):
    feedback_words = forms.CharField(
        label=_("feedback"),
        help_text=_("Needed to return it. Only your own organization reads it."),
        widget=forms.Textarea(attrs={"rows": 3, "cols": 80}),
        required=False,
    )
    memo = forms.CharField(
        label=_("memo"),
        help_text=_("Only for what was cleared outside the system: the memo that says so."),
        required=False,
        max_length=300,
    )
    release = forms.ChoiceField(label=_("release"), choices=Release.choices)
    beside = {**BESIDE, ReasonNeeded: "feedback_words"}


class ReleaseForm(ReasonedForm):
    release = forms.ChoiceField(label=_("release"), choices=Release.choices)


class EvidenceForm(forms.ModelForm):  # type: ignore[type-arg]  # generic in the stubs only
    held_as = forms.ChoiceField(label=_("held as"), choices=HeldAs.choices, initial=HeldAs.SYMBOL)
    kind = forms.ChoiceField(label=_("kind"), choices=EvidenceKind.choices, initial=EvidenceKind.OFFICIAL_DOCUMENT)
    url = forms.CharField(label=_("address"), max_length=1000, required=False)
    upload = forms.FileField(
        label=_("file"), help_text=_("At most 20 MB. It has to be chosen again after a mistake."), required=False
    )
    unclassified = forms.BooleanField(label=_("bears no marking"), required=False)

    class Meta:
        model = Evidence
        fields = (
            "kind",
            "held_as",
            "dated",
            "symbol",
            "title",
            "url",
            "captured_text",
            "sighted_by",
            "filed_at",
            "release",
        )
        widgets = {"captured_text": forms.Textarea(attrs={"rows": 2, "cols": 30})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        leave_constraints_to_the_verb(self)

    def file(self) -> tuple[str, bytes] | None:
        """Its name and bytes, where it is held as a file; a larger one is said without being read."""
        upload = self.cleaned_data.get("upload")
        if upload is None or self.cleaned_data["held_as"] != HeldAs.FILE:
            return None
        if upload.size > LARGEST_FILE:
            raise Invalid({"file": _("The file is larger than 20 MB: record it as sighted, or link to it.")})
        return upload.name, upload.read()

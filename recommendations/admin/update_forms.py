"""The forms of a progress update: what its author writes, and what a clearing officer says to it."""

from typing import Any, Final

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from recommendations.admin.forms import BESIDE, VerbForm
from recommendations.choices import (
    DERIVED_POSITIONS,
    NEEDS,
    NEVER_REPORTED,
    Answer,
    AssignmentRole,
    EvidenceKind,
    HeldAs,
    Position,
    Release,
    Status,
    UpdateState,
)
from recommendations.errors import NobodyAnswers, ReasonNeeded, RecordNeeded
from recommendations.models import Evidence, ProgressUpdate
from recommendations.workflow import needs

LONG: Final = ("position_words", "done", "changed", "next_steps", "reason")


def needed_for(name: str) -> str:
    """Which statuses ask for the field, in the words of the status list."""
    asking = [str(status.label) for status, fields in NEEDS.items() if any(name in each for each in fields)]
    return str(_("Needed for: %(statuses)s.") % {"statuses": ", ".join(asking)}) if asking else ""


class WriteForm(VerbForm):
    language = forms.ChoiceField(label=_("language"), choices=settings.LANGUAGES, initial="en")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.help_text = field.help_text or needed_for(name)
            if name in LONG:
                field.widget.attrs["rows"] = 4
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
        earlier = assignment.updates.filter(state=UpdateState.CLEARED).exclude(answer=Answer.NOT_OURS)
        self.fields["corrects"].queryset = earlier  # type: ignore[attr-defined]

    def _offer(self, name: str, choices: Any) -> None:
        self.fields[name].choices = [("", "–"), *choices]  # type: ignore[attr-defined]

    def validate_constraints(self) -> None:
        """What an update needs is said by the verbs, field by field."""


class StartForm(WriteForm):
    beside = {**BESIDE, NobodyAnswers: "assignment"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer("status", [(each.value, each.label) for each in Status if each not in NEVER_REPORTED])
        self._offer("position", [(each.value, each.label) for each in Position if each not in DERIVED_POSITIONS])
        self.fields["corrects"].queryset = ProgressUpdate.objects.none()  # type: ignore[attr-defined]


class DecideForm(VerbForm):
    feedback = forms.CharField(
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
    why = forms.CharField(label=_("Why"), widget=forms.Textarea(attrs={"rows": 2, "cols": 80}), required=False)
    release = forms.ChoiceField(label=_("release"), choices=Release.choices)
    beside = {**BESIDE, ReasonNeeded: "feedback", RecordNeeded: ""}


class EvidenceForm(forms.ModelForm):  # type: ignore[type-arg]
    held_as = forms.ChoiceField(
        label=_("held as"), choices=[each for each in HeldAs.choices if each[0] != HeldAs.FILE], initial=HeldAs.SYMBOL
    )
    kind = forms.ChoiceField(label=_("kind"), choices=EvidenceKind.choices)
    url = forms.CharField(label=_("address"), max_length=1000, required=False)

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

    def validate_constraints(self) -> None:
        """How evidence is held is said by the verb."""

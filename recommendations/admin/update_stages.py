"""What a progress update's page is for, for this person now: written, decided, recalled, released, or only read."""

from enum import StrEnum
from typing import Final

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from recommendations import access
from recommendations.access import Verb
from recommendations.admin.forms import VerbForm
from recommendations.admin.update_forms import DecideForm, ReleaseForm, WriteForm
from recommendations.admin.who import by, offices
from recommendations.choices import WITH_THE_AUTHOR, UpdateState
from recommendations.errors import Words
from recommendations.models import ProgressUpdate
from recommendations.workflow import updates


class Stage(StrEnum):
    WRITE = "write"
    DECIDE = "decide"
    RECALL = "recall"
    RELEASE = "release"
    READ = "read"


class Pressed(StrEnum):
    """The button of the form; it comes as `_do`."""

    SAVE = "save"
    SUBMIT = "submit"
    DISCARD = "discard"
    CLEAR = "clear"
    RETURN = "return"
    RECALL = "recall"
    RELEASE = "release"


TAKEN: Final[dict[Stage, tuple[str, ...]]] = {
    Stage.WRITE: updates.DRAFTED,
    Stage.DECIDE: ("release", "memo", "feedback_words"),
    Stage.RECALL: (),
    Stage.RELEASE: ("release", "why"),
    Stage.READ: (),
}
FORMS: Final[dict[Stage, type[VerbForm]]] = {
    Stage.WRITE: WriteForm,
    Stage.DECIDE: DecideForm,
    Stage.RELEASE: ReleaseForm,
}
BUTTONS: Final[dict[Pressed, tuple[Stage, Words]]] = {
    Pressed.SAVE: (Stage.WRITE, _("Save the draft")),
    Pressed.SUBMIT: (Stage.WRITE, _("Save and submit for clearing")),
    Pressed.DISCARD: (Stage.WRITE, _("Discard the draft")),
    Pressed.CLEAR: (Stage.DECIDE, _("Clear")),
    Pressed.RETURN: (Stage.DECIDE, _("Return with feedback")),
    Pressed.RECALL: (Stage.RECALL, _("Recall")),
    Pressed.RELEASE: (Stage.RELEASE, _("Change the release")),
}
NEEDED: Final[dict[Stage, Verb]] = {
    Stage.WRITE: Verb.DRAFT,
    Stage.DECIDE: Verb.CLEAR,
    Stage.RECALL: Verb.RECALL,
    Stage.RELEASE: Verb.RELEASE,
}


def pressed_in(request: HttpRequest) -> Pressed | None:
    given = request.POST.get("_do", "") if request.method == "POST" else ""
    return Pressed(given) if given in set(Pressed) else None


def stage_of(request: HttpRequest, row: ProgressUpdate) -> Stage:
    """By what was pressed, so that a form whose update moved on meanwhile comes back with its words and the refusal;
    else by the state that the update is in."""
    pressed = pressed_in(request)
    stage = BUTTONS[pressed][0] if pressed else _by_state(request, row)
    if stage in NEEDED and row.assignment.answering_organization_id not in offices(request, NEEDED[stage]):
        return Stage.READ
    return stage


def _by_state(request: HttpRequest, row: ProgressUpdate) -> Stage:
    if row.state in WITH_THE_AUTHOR:
        return Stage.WRITE
    if row.state == UpdateState.CLEARED:
        return Stage.RELEASE
    if row.state != UpdateState.SUBMITTED:
        return Stage.READ
    return Stage.DECIDE if access.may_clear(by(request), row) else Stage.RECALL

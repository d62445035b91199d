"""A register with something of everything, and what to look for in a page."""

import re
from datetime import timedelta
from html import unescape
from typing import Any

from django.core.files.base import ContentFile

from recommendations.choices import (
    AssignmentRole,
    Basis,
    EvidenceKind,
    Finding,
    FollowUp,
    HeldAs,
    Kind,
    Nature,
    Release,
    Status,
    UploadState,
)
from recommendations.models import Assignment, Organization, ProgressUpdate, Recommendation, Theme, Upload
from recommendations.tests import make
from recommendations.workflow import assigning, catalogue, clearing, comments, editing, evidence, target_dates, updates

# Stands in every text that is not released to partners.
OURS = "MARKER-OF-OUR-FAMILY"
THEIRS = "MARKER-OF-THE-OTHER-FAMILY"


def owned(paragraph: str, organization: Organization, **more: Any) -> Assignment:
    role = more.pop("role", AssignmentRole.OWNER)
    answering = more.pop("answering", None)
    return make.assignment(make.recommendation(paragraph, **more), organization, role=role, answering=answering)


def file_of(update: ProgressUpdate, user: Any, words: str, **more: Any) -> Any:
    found = evidence.add(
        update,
        by=make.by(user),
        version=update.version,
        kind=EvidenceKind.ASSESSMENT,
        held_as=HeldAs.FILE,
        dated=make.today(),
        title=words,
        file=("report.html", f"<p>{words}</p>".encode()),
        unclassified=True,
        **more,
    )
    update.refresh_from_db()
    return found


def a_file_that_waits(cast: make.Cast) -> Upload:
    """For somebody to put it away: its pages are pictures."""
    given = {"content": b"%PDF-1.7", "sha256": "0" * 64, "size": 8, "state": UploadState.REFUSED, "problem": "scan"}
    return Upload.objects.create(given_by=cast.steward, file_name="scan.pdf", **given)


def everything(cast: make.Cast) -> dict[str, Any]:
    """One of each: kinds of follow-up and nature, states of updates, findings; words of both families held back."""
    theme = Theme.objects.create(code="theme", name="Theme")
    found: dict[str, Any] = {"theme": theme}
    drafted = owned("1", cast.dppa, themes=[theme])
    found["draft"] = make.draft(drafted, cast.desk, done=OURS)
    found["file"] = file_of(found["draft"], cast.desk, OURS)
    found["upload"] = a_file_that_waits(cast)
    submitted = owned("2", cast.dppa)
    found["submitted"] = make.submitted(submitted, cast.desk, done=OURS)
    returned = make.submitted(owned("3", cast.dppa), cast.desk, done=OURS)
    clearing.give_back(returned, by=make.by(cast.clearing), version=returned.version, feedback=OURS)
    held = owned("4", cast.dppa)
    found["held"] = make.cleared(
        held,
        cast.desk,
        cast.clearing,
        done=OURS,
        cleared_release=Release.OWN_ORGANIZATION,
        position="accepted_in_part",
        position_words=OURS,
    )
    make.reviewed(
        found["held"],
        cast.reviewer,
        Finding.FINDS_OTHERWISE,
        status=Status.NOT_STARTED,
        note=OURS,
        release=Release.OWN_ORGANIZATION,
    )
    found["comment"] = comments.write(held, by=make.by(cast.desk), text=OURS, once="form", tell=[cast.manager])
    later = make.today() + timedelta(days=90)
    given = {"due_on": later, "due_precision": "day", "why": OURS}
    found["proposal"] = target_dates.propose(held, by=make.by(cast.desk), **given)
    editing.is_here(held, by=make.by(cast.desk_two))
    opened = owned("5", cast.dppa)
    found["open"] = make.cleared(opened, cast.desk, cast.clearing, done="Open to partners.")
    found["waiting"] = make.reviewed(
        found["open"], cast.auditor, Finding.COULD_NOT_BE_VERIFIED, basis=Basis.INDEPENDENT, note="Not shown to us."
    )
    closed = owned("6", cast.dppa)
    make.cleared(closed, cast.desk, cast.clearing, Status.IMPLEMENTED, done="Done.")
    theirs = owned("7", cast.auc)
    make.cleared(theirs, cast.other_desk, cast.other_clearing, done=THEIRS, cleared_release=Release.OWN_ORGANIZATION)
    joint = owned("8", cast.auc)
    make.assignment(joint.recommendation, cast.un, answering=cast.dppa)
    practice = owned("9", cast.dppa, nature=Nature.CONTINUING_PRACTICE)
    make.cleared(practice, cast.desk, cast.clearing, Status.IN_PRACTICE)
    aim = owned("10", cast.dppa, nature=Nature.AIM)
    make.cleared(aim, cast.desk, cast.clearing, "", done="Described.")
    make.recommendation("11", follow_up=FollowUp.FOR_REFERENCE, kind=Kind.OBSERVATION)
    make.recommendation("12", follow_up=FollowUp.TO_BE_DECIDED)
    whole = make.recommendation("13", is_whole=True)
    make.assignment(make.recommendation("14", whole=whole), cast.dppa)
    counterpart = owned("15", cast.auc, role=AssignmentRole.COUNTERPART)
    make.assignment(counterpart.recommendation, cast.dppa)
    council = owned("16", cast.council, answering=cast.dppa)
    assigning.ask(council, by=make.by(cast.manager))
    archived = make.recommendation("17")
    catalogue.archive(archived, by=make.by(cast.steward), version=archived.version, why="A double.")
    found["archived"] = archived
    found["document"] = make.document()
    return found


def text_of(response: Any) -> str:
    return unescape(response.content.decode())


def said(response: Any) -> str:
    """What a reader sees, without tags and doubled spaces."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", response.content.decode())))


def form_of(assignment: Assignment, **typed: Any) -> dict[str, Any]:
    """The update form, filled in."""
    update = updates.open_update(assignment)
    blank = {
        "action": "submit",
        "update": update.public_id if update else "",
        "version": update.version if update else "",
        "answer": "new_information",
        "status": "in_progress",
        "done": "Talks were held.",
        "effective_on": make.today().isoformat(),
        "release": "partners",
        "language": "en",
    }
    return {**blank, **typed}


def recommendations() -> list[Recommendation]:
    return list(Recommendation.objects.order_by("pk"))


__all__ = ["OURS", "THEIRS", "ContentFile", "everything", "form_of", "owned", "said", "text_of"]

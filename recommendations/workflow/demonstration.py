"""Accounts and updates for trying things out, in a database of their own, labelled as such everywhere."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from recommendations import demo
from recommendations.access import By
from recommendations.choices import (
    COUNTING_STATES,
    Basis,
    Channel,
    EvidenceKind,
    Finding,
    FollowUp,
    HeldAs,
    Nature,
    Release,
    Role,
    Status,
)
from recommendations.models import Assignment, Organization, ProgressUpdate, User
from recommendations.workflow import assigning, clearing, evidence, memberships, reviews, updates

REGISTER = By(None, Channel.COMMAND)
LABEL = "Demonstration, invented: "


@transaction.atomic
def load_accounts() -> int:
    """Make the accounts that are not there; how many were made. `admin` and the stewards enter the administration."""
    made = 0
    for account in demo.ACCOUNTS:
        if User.objects.filter(username=account.username).exists():
            continue
        user = User.objects.create_user(
            account.username,
            f"{account.username}@demo.invalid",
            demo.PASSWORD,
            full_name=account.full_name,
            is_demonstration=True,
            is_staff=account.role in STAFF,
        )
        if account.role:
            of = Organization.objects.get(code=account.organization) if account.organization else None
            memberships.grant(user, account.role, by=REGISTER, organization=of, why="demonstration")
        made += 1
    return made


STAFF = (Role.STEWARD, Role.ADMINISTRATOR, Role.DESK_OFFICER, Role.CLEARING_OFFICER)


@transaction.atomic
def load_updates() -> int:
    """Invented updates for the demonstration accounts' own assignments; none where there are updates already."""
    if ProgressUpdate.objects.exists():
        return 0
    made = 0
    for suffix, code in (("un", "DPPA"), ("au", "AUC")):
        rows = Assignment.objects.filter(
            answering_organization__code=code,
            role="owner",
            organization__reports_for_itself=True,
            recommendation__is_whole=False,
            recommendation__follow_up=FollowUp.TRACKED,
            recommendation__archived_at__isnull=True,
            state__in=COUNTING_STATES,
        ).exclude(recommendation__nature=Nature.AIM)
        for place, assignment in enumerate(rows.select_related("recommendation").order_by("recommendation__ord")[:12]):
            _example(assignment, suffix, place)
            made += 1
    return made


def _by(name: str) -> By:
    return By(User.objects.get(username=name), Channel.COMMAND)


def _example(assignment: Assignment, suffix: str, place: int) -> None:
    """Each a little further on than the one before: asked, drafted, submitted, returned, cleared, reviewed."""
    assigning.ask(assignment, by=_by(f"manager.{suffix}"))
    step = place % 6
    if step == 0:
        return
    desk = _by(f"desk.{suffix}")
    update = _draft(assignment, desk, place)
    if step == 1:
        return
    updates.submit(update, by=desk, version=update.version)
    update.refresh_from_db()
    if step > 2:
        _answer(assignment, update, suffix, step)


def _draft(assignment: Assignment, desk: By, place: int) -> ProgressUpdate:
    practice = assignment.recommendation.nature == Nature.CONTINUING_PRACTICE
    status = Status.IN_PROGRESS if place % 2 else (Status.IN_PRACTICE if practice else Status.IMPLEMENTED)
    update = updates.start(
        assignment,
        by=desk,
        status=status,
        done=LABEL + "a working meeting took place and its conclusions were circulated.",
        next_steps=LABEL + "a second meeting.",
        effective_on=timezone.localdate() - timedelta(days=10 * place),
        review_on=timezone.localdate() + timedelta(days=200) if status == Status.IN_PRACTICE else None,
    )
    evidence.add(
        update,
        by=desk,
        version=update.version,
        kind=EvidenceKind.MEETING_RECORD,
        held_as=HeldAs.SIGHTED,
        dated=timezone.localdate() - timedelta(days=10 * place),
        title=LABEL + "summary of the meeting",
        sighted_by="Demonstration desk officer",
        filed_at="Demonstration registry",
    )
    update.refresh_from_db()
    return update


def _answer(assignment: Assignment, update: ProgressUpdate, suffix: str, step: int) -> None:
    officer = _by(f"clearing.{suffix}")
    if step == 3:
        clearing.give_back(
            update, by=officer, version=update.version, feedback=LABEL + "name the record that adopted it."
        )
        return
    release = Release.OWN_ORGANIZATION if step == 4 else Release.PARTNERS
    clearing.clear(update, by=officer, version=update.version, release=release)
    update.refresh_from_db()
    assignment.refresh_from_db()
    if step == 5:
        reviews.review(
            update,
            by=_by(f"reviewer.{suffix}"),
            version=assignment.version,
            basis=Basis.OWN_SIDE,
            finding=Finding.AGREES,
        )

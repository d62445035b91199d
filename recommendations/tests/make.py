"""Rows for tests, plain and certain, made by the verbs themselves."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from recommendations.access import Acting, By
from recommendations.choices import (
    AssignmentRole,
    Basis,
    Channel,
    DocumentKind,
    EntryKind,
    EvidenceKind,
    Finding,
    FollowUp,
    HeldAs,
    Kind,
    Nature,
    OrganizationKind,
    Role,
    Standing,
    Status,
)
from recommendations.models import (
    Assignment,
    Candidate,
    CandidateDecision,
    Evidence,
    ImportedStatement,
    Organization,
    ProgressUpdate,
    Recommendation,
    RegisterFile,
    Rendering,
    Review,
    Reviewing,
    SourceDocument,
    Upload,
    User,
)
from recommendations.workflow import (
    assigning,
    catalogue,
    clearing,
    documents,
    evidence,
    memberships,
    organizations,
    reviews,
    updates,
)
from recommendations.workflow.journal import record

REGISTER = By(None, Channel.COMMAND)

TEXT = "I. Asks \n\n" + "".join(
    f"{number}. The United Nations should do thing {number} well. The African Union should support thing {number}. \n\n"
    for number in range(1, 61)
)


def by(user: User | None, channel: Channel = Channel.PAGE, scopes: frozenset[Any] | None = None) -> By:
    return By(user, channel, scopes=scopes)


def organization(code: str, *, parent: Organization | None = None, name: str = "", **more: Any) -> Organization:
    there = Organization.objects.filter(code=code).first()
    return there or organizations.add(
        code,
        by=REGISTER,
        kind=more.pop("kind", OrganizationKind.OTHER),
        names=[organizations.Name(name or f"Organization {code}", code)],
        parent=parent,
        **more,
    )


def user(username: str, role: Role | None = None, of: Organization | None = None, **more: Any) -> User:
    made = User.objects.create_user(
        username, f"{username}@example.org", "pass", full_name=more.pop("full_name", username)
    )
    if role:
        memberships.grant(made, role, by=REGISTER, organization=of, since=date(2020, 1, 1), **more)
    return made


@dataclass
class Cast:
    """One family with a parent above it, another family beside it, and the register's own people."""

    un: Organization
    secretariat: Organization
    dppa: Organization
    council: Organization
    au: Organization
    auc: Organization
    oversight: Organization
    desk: User
    desk_two: User
    clearing: User
    clearing_above: User
    reviewer: User
    manager: User
    other_desk: User
    other_clearing: User
    other_reviewer: User
    other_manager: User
    steward: User
    auditor: User
    administrator: User
    reader: User


def cast() -> Cast:
    un = organization("UN", name="United Nations")
    secretariat = organization("UN-SECRETARIAT", parent=un, name="United Nations Secretariat")
    dppa = organization("DPPA", parent=secretariat, name="Department of Political and Peacebuilding Affairs")
    council = organization(
        "UN-SC", parent=un, name="Security Council", kind=OrganizationKind.UN_ORGAN, reports_for_itself=False
    )
    au = organization("AU", name="African Union", kind=OrganizationKind.REGIONAL_ORGANIZATION)
    auc = organization("AUC", parent=au, name="African Union Commission")
    oversight = organization("OVERSIGHT", name="Oversight Body")
    return Cast(
        un=un,
        secretariat=secretariat,
        dppa=dppa,
        council=council,
        au=au,
        auc=auc,
        oversight=oversight,
        desk=user("desk", Role.DESK_OFFICER, dppa, full_name="Dora Desk"),
        desk_two=user("desk-two", Role.DESK_OFFICER, dppa, full_name="Dan Desk"),
        clearing=user("clearing", Role.CLEARING_OFFICER, dppa, full_name="Clara Clearing"),
        clearing_above=user("clearing-above", Role.CLEARING_OFFICER, secretariat, full_name="Claire Above"),
        reviewer=user("reviewer", Role.REVIEWER, dppa, full_name="Rita Reviewer"),
        manager=user("manager", Role.MANAGER, dppa, full_name="Maya Manager"),
        other_desk=user("other-desk", Role.DESK_OFFICER, auc, full_name="Amina Desk"),
        other_clearing=user("other-clearing", Role.CLEARING_OFFICER, auc, full_name="Abel Clearing"),
        other_reviewer=user("other-reviewer", Role.REVIEWER, auc, full_name="Ada Reviewer"),
        other_manager=user("other-manager", Role.MANAGER, auc, full_name="Alem Manager"),
        steward=user("steward", Role.STEWARD, full_name="Stella Steward"),
        auditor=user("auditor", Role.AUDITOR, secretariat, own_body=oversight, full_name="Otto Auditor"),
        administrator=user("administrator", Role.ADMINISTRATOR, full_name="Ari Administrator"),
        reader=user("reader", full_name="Rea Reader"),
    )


def document(code: str = "S/2000/1", **more: Any) -> SourceDocument:
    there = SourceDocument.objects.filter(code=code).first()
    return there or documents.add(
        documents.Facts(
            code=code,
            symbol=code,
            title=f"Report {code}",
            kind=DocumentKind.REPORT_OF_THE_SECRETARY_GENERAL,
            dated=date(2000, 1, 1),
            date_precision="day",
        ),
        file_name="report.txt",
        content=more.pop("content", f"{TEXT}\n{code}\n".encode()),
        language="en",
        by=REGISTER,
    )


def recommendation(paragraph: str = "1", *, ask: int = 1, code: str = "S/2000/1", **more: Any) -> Recommendation:
    """By default the first sentence of the paragraph, tracked, a single action, without owner."""
    place = document(code).versions.get().paragraphs.get(label=paragraph)
    first, second = (f"{each.strip()}." for each in place.text.split(".")[:2])
    given = {
        "quote": first if ask == 1 else second,
        "kind": Kind.RECOMMENDATION,
        "nature": Nature.SINGLE_ACTION,
        "standing": Standing.RECOMMENDED,
        "follow_up": FollowUp.TRACKED,
        "number": ask,
        **more,
    }
    return catalogue.add(place, catalogue.Ask(**given), by=REGISTER)


def assignment(
    recommendation: Recommendation,
    organization: Organization,
    *,
    role: AssignmentRole = AssignmentRole.OWNER,
    answering: Organization | None = None,
    nobody_answers: bool = False,
) -> Assignment:
    return assigning.assign(
        recommendation,
        by=REGISTER,
        organization=organization,
        role=role,
        answering=None if nobody_answers else answering or organization,
        named_in_text=True,
        stated=True,
    )


def today() -> date:
    return timezone.localdate()


def said(status: Status | str = Status.IN_PROGRESS, **more: Any) -> dict[str, Any]:
    """What an update needs, for any status."""
    words = {
        "status": status,
        "done": "Talks were held.",
        "reason": "Because of the calendar.",
        "successor": "S/RES/2719 (2023)",
        "effective_on": today(),
    }
    if status == Status.DEFERRED:
        words["deferred_until"] = today() + timedelta(days=90)
    if status == Status.IN_PRACTICE:
        words["review_on"] = today() + timedelta(days=180)
    return {**words, **more}


def draft(assignment: Assignment, desk: User, status: Status | str = Status.IN_PROGRESS, **more: Any) -> ProgressUpdate:
    return updates.start(assignment, by=by(desk), **said(status, **more))


def submitted(
    assignment: Assignment, desk: User, status: Status | str = Status.IN_PROGRESS, **more: Any
) -> ProgressUpdate:
    update = draft(assignment, desk, status, **more)
    updates.submit(update, by=by(desk), version=update.version)
    update.refresh_from_db()
    return update


def cleared(
    assignment: Assignment, desk: User, clearing_officer: User, status: Status | str = Status.IN_PROGRESS, **more: Any
) -> ProgressUpdate:
    release = more.pop("cleared_release", None)
    update = submitted(assignment, desk, status, **more)
    clearing.clear(update, by=by(clearing_officer), version=update.version, release=release)
    update.refresh_from_db()
    assignment.refresh_from_db()
    return update


def symbol(update: ProgressUpdate, desk: User, words: str = "S/PRST/2021/21") -> None:
    """Evidence held as a symbol, on a draft."""
    evidence.add(
        update,
        by=by(desk),
        version=update.version,
        kind=EvidenceKind.OFFICIAL_DOCUMENT,
        held_as=HeldAs.SYMBOL,
        dated=today(),
        symbol=words,
    )
    update.refresh_from_db()


def reviewed(update: ProgressUpdate, reviewer: User, finding: Finding = Finding.AGREES, **more: Any) -> Any:
    assignment = Assignment.objects.get(pk=update.assignment_id)
    return reviews.review(
        update,
        by=by(reviewer),
        version=assignment.version,
        basis=more.pop("basis", Basis.OWN_SIDE),
        finding=finding,
        **more,
    )


def found_jointly(
    update: ProgressUpdate, person: User, body: Organization, finding: Finding, status: Status | None, note: str = ""
) -> Review:
    """A joint finding as it is made before it takes effect; the verb that agrees on one comes in a later issue."""
    assignment = Assignment.objects.get(pk=update.assignment_id)
    made = Review(
        assignment=assignment,
        update=update,
        basis=Basis.JOINT,
        finding=finding,
        status=status or "",
        note=note,
        made_by=person,
        acting_organization=body,
    )
    entry = record(
        EntryKind.REVIEWED,
        assignment,
        by=by(person),
        acting=Acting(body, Role.MANAGER),
        facts={
            "review": made.public_id,
            "of_entry": str(update.cleared_entry),
            "basis": Basis.JOINT,
            "finding": finding,
            "status": status,
            "release": made.release,
            "evidence": [],
        },
        content={"note": note},
        update=update,
    )
    made.entry = entry.id
    made.save()
    return made


def held_as_symbol(person: User, words: str = "S/PRST/2021/21") -> Evidence:
    """Evidence for a finding, not saved yet."""
    return evidence.build(
        by=by(person), kind=EvidenceKind.OFFICIAL_DOCUMENT, held_as=HeldAs.SYMBOL, dated=today(), symbol=words
    )


def incoming() -> None:
    """One row of each table of what comes in, about the first recommendation there is."""
    ask, somebody = Recommendation.objects.earliest("pk"), User.objects.earliest("pk")
    version = ask.paragraph.document_version
    span = {"paragraph": ask.paragraph, "start": ask.start, "end": ask.end}
    Upload.objects.create(given_by=somebody, file_name="report.pdf", content=b"%PDF-", sha256="f" * 64, size=5)
    Candidate.objects.create(
        document_version=version,
        **span,
        text=ask.text,
        kind=ask.kind,
        nature=ask.nature,
        standing="recommended",
        follow_up=ask.follow_up,
        origin="suggested",
    )
    CandidateDecision.objects.create(document_version=version, act="changed", by=somebody)
    Reviewing.objects.create(user=somebody, document_version=version, seen_at=timezone.now())
    Rendering.objects.create(recommendation=ask, **span)
    matrix = RegisterFile.objects.create(given_by=somebody, file_name="matrix.xlsx", content=b"PK", sha256="e" * 64)
    ImportedStatement.objects.create(
        recommendation=ask,
        organization=Organization.objects.earliest("pk"),
        register_file=matrix,
        row=2,
        said="Ongoing",
        stated_on=date(2019, 1, 1),
        stated_precision="day",
    )

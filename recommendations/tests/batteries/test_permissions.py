"""Who may do what: PRODUCT.md section 2 as one table, tried against the real verbs.

Each verb is tried by each role, held in the office that answers, in its parent, in an office below it, and in another
family; it has to work, or to be refused for want of permission. Nothing else counts as an answer.
"""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from recommendations.access import By
from recommendations.choices import Basis, Channel, EvidenceKind, Finding, HeldAs, Release, Role, Scope
from recommendations.errors import NotPermitted, OwnWork, ScopeMissing
from recommendations.models import Entry, Upload, User
from recommendations.parsing.plain import to_plain
from recommendations.parsing.read_text import read_text
from recommendations.tests import make
from recommendations.tests.make import by
from recommendations.tests.properties.tampering import undone
from recommendations.tests.staged import staged
from recommendations.tests.workflow.test_versions import another
from recommendations.workflow import (
    anchors,
    archiving,
    assigning,
    bulk,
    bulk_change,
    catalogue,
    clearing,
    comments,
    documents,
    evidence,
    focal_points,
    handing_over,
    memberships,
    organizations,
    redaction,
    registers,
    reviews,
    successions,
    target_dates,
    themes,
    updates,
    uploads,
    versions,
)

ROLES = ("reader", *(each.value for each in Role if each != Role.READER))
OF_THE_REGISTER = ("steward", "administrator")
PLACES = ("own", "parent", "child", "other")
WORKS_FROM = ("own", "parent")  # a membership covers the organization and all below it

DESK, CLEARING, REVIEWER, MANAGER = ("desk_officer",), ("clearing_officer",), ("reviewer",), ("manager",)
STEWARD, AUDITOR, ADMINISTRATOR = ("steward",), ("auditor",), ("administrator",)
CLEARING_OR_MANAGER = (*CLEARING, *MANAGER)
COLLEAGUES = (*DESK, *CLEARING, *REVIEWER, *MANAGER)

SYMBOL = {"kind": EvidenceKind.AGREEMENT, "held_as": HeldAs.SYMBOL, "symbol": "S/RES/2719 (2023)"}
WHY = "For the table."
CORRECTED = make.TEXT.encode()
EARLIER = b"Symbol,Para,Text\nS/2000/1,9,The United Nations should do thing 9 well.\n"

# verb: the roles that may, the scope that a token needs (None: no token opens it), and the verb itself.
TABLE = {
    "draft": (DESK, Scope.WRITE_UPDATES, lambda w, by: updates.start(w.free, by=by)),
    "save a draft of the office": (
        DESK,
        Scope.WRITE_UPDATES,
        lambda w, by: updates.save(w.draft, by=by, version=w.draft.version, done="Other words."),
    ),
    "add evidence": (
        DESK,
        Scope.WRITE_UPDATES,
        lambda w, by: evidence.add(w.draft, by=by, version=w.draft.version, dated=make.today(), **SYMBOL),
    ),
    "take evidence off": (
        DESK,
        Scope.WRITE_UPDATES,
        lambda w, by: evidence.remove(w.draft.evidence.get(), by=by, version=w.draft.version),
    ),
    "submit": (DESK, Scope.WRITE_UPDATES, lambda w, by: updates.submit(w.draft, by=by, version=w.draft.version)),
    "discard": (DESK, Scope.WRITE_UPDATES, lambda w, by: updates.discard(w.draft, by=by, version=w.draft.version)),
    "recall": (
        DESK,
        Scope.WRITE_UPDATES,
        lambda w, by: updates.recall(authored(w.submitted, by), by=by, version=w.submitted.version),
    ),
    "propose a target date": (
        DESK,
        Scope.WRITE_UPDATES,
        lambda w, by: target_dates.propose(w.free, by=by, due_on=w.later, due_precision="day"),
    ),
    "clear": (
        CLEARING,
        Scope.WRITE_CLEARANCE,
        lambda w, by: clearing.clear(w.submitted, by=by, version=w.submitted.version),
    ),
    "clear with a memo": (
        CLEARING,
        Scope.WRITE_CLEARANCE,
        lambda w, by: clearing.clear(w.submitted, by=by, version=w.submitted.version, memo="Memo 1"),
    ),
    "return": (
        CLEARING,
        Scope.WRITE_CLEARANCE,
        lambda w, by: clearing.give_back(w.submitted, by=by, version=w.submitted.version, feedback=WHY),
    ),
    "set the release": (
        CLEARING,
        Scope.WRITE_CLEARANCE,
        lambda w, by: clearing.set_release(w.cleared, by=by, version=w.cleared.version, release=Release.PUBLIC),
    ),
    "agree on a target date": (
        CLEARING,
        Scope.WRITE_CLEARANCE,
        lambda w, by: target_dates.agree(w.proposal, w.proposal.proposed_for, by=by),
    ),
    "decline a target date": (
        CLEARING,
        Scope.WRITE_CLEARANCE,
        lambda w, by: target_dates.decline(w.proposal, w.proposal.proposed_for, by=by, why=WHY),
    ),
    "write to colleagues": (
        COLLEAGUES,
        None,
        lambda w, by: comments.write(w.free, by=by, text="Words.", once="form"),
    ),
    "take a comment back": (
        COLLEAGUES,
        None,
        lambda w, by: comments.take_back(said_by(w.comment, by), by=by),
    ),
    "confirm": (
        CLEARING_OR_MANAGER,
        Scope.WRITE_CLEARANCE,
        lambda w, by: assigning.confirm(w.free, by=by, version=w.free.version),
    ),
    "find on the own side": (
        REVIEWER,
        Scope.WRITE_REVIEW,
        lambda w, by: found(w, by, Basis.OWN_SIDE),
    ),
    "find independently": (AUDITOR, Scope.WRITE_REVIEW, lambda w, by: found(w, by, Basis.INDEPENDENT)),
    "comment on a finding": (
        CLEARING_OR_MANAGER,
        Scope.WRITE_REVIEW,
        lambda w, by: reviews.comment(w.finding, by=by, text="Noted."),
    ),
    "ask": (MANAGER, None, lambda w, by: assigning.ask(w.free, by=by)),
    "confirm many": (CLEARING_OR_MANAGER, Scope.WRITE_CLEARANCE, lambda w, by: bulk.confirm_all(seen(w), by=by)),
    "ask for many": (MANAGER, None, lambda w, by: bulk.ask_all(seen(w), by=by)),
    "name the focal point of many": (
        MANAGER,
        None,
        lambda w, by: bulk.name_all(seen(w), by=by, focal_point=w.cast.desk),
    ),
    "name a focal point": (
        MANAGER,
        None,
        lambda w, by: focal_points.name(w.free, by=by, version=w.free.version, focal_point=w.cast.desk),
    ),
    "hand over": (MANAGER, None, lambda w, by: handed_over(w.cast.desk, w.cast.desk_two, by)),
    "add a recommendation": (
        STEWARD,
        None,
        lambda w, by: catalogue.add(w.paragraph, w.another_ask, by=by),
    ),
    "change a recommendation": (
        STEWARD,
        None,
        lambda w, by: catalogue.change(w.row, by=by, version=w.row.version, why=WHY, kind="call"),
    ),
    "upload a report": (STEWARD, None, lambda w, by: uploads.give("report.txt", b"1. A report.\n", by=by)),
    "put an upload away": (STEWARD, None, lambda w, by: uploads.discard(w.upload, by=by, why=WHY)),
    "take an upload in": (STEWARD, None, lambda w, by: uploads.take_in(w.upload, w.facts, language="en", by=by)),
    "archive": (STEWARD, None, lambda w, by: catalogue.archive(w.row, by=by, version=w.row.version, why=WHY)),
    "restore": (STEWARD, None, lambda w, by: catalogue.restore(w.gone, by=by, version=w.gone.version, why=WHY)),
    "enter a date of the source": (
        STEWARD,
        None,
        lambda w, by: catalogue.set_due(
            w.row, by=by, version=w.row.version, why=WHY, due_on=w.later, due_precision="day"
        ),
    ),
    "propose an assignment": (
        STEWARD,
        None,
        lambda w, by: assigning.assign(
            w.row, by=by, organization=w.cast.au, role="owner", answering=w.cast.auc, judgement="It leads the talks."
        ),
    ),
    "name another office": (
        STEWARD,
        None,
        lambda w, by: assigning.change_answering(w.free, by=by, version=w.free.version, answering=w.cast.auc, why=WHY),
    ),
    "end an assignment": (
        STEWARD,
        None,
        lambda w, by: assigning.end(w.free, by=by, version=w.free.version, why=WHY),
    ),
    "change a document": (
        STEWARD,
        None,
        lambda w, by: documents.change(w.document, by=by, version=w.document.version, why=WHY, title="T"),
    ),
    "add a version": (
        STEWARD,
        None,
        lambda w, by: versions.add(
            w.document, read_text(CORRECTED), by=by, language="en", content=CORRECTED, file_name="new.txt", why=WHY
        ),
    ),
    "choose words in the newer version": (
        STEWARD,
        None,
        lambda w, by: anchors.move(w.older, w.newer, w.newer.text, by=by, version=w.older.version, why=WHY),
    ),
    "keep words in the older version": (
        STEWARD,
        None,
        lambda w, by: anchors.keep(w.older, by=by, version=w.older.version, why=WHY),
    ),
    "mark words in another language": (
        STEWARD,
        None,
        lambda w, by: anchors.render(w.older, w.french, w.french.text, by=by, version=w.older.version),
    ),
    "give an earlier register": (
        STEWARD,
        None,
        lambda w, by: registers.give("matrix.csv", b"Symbol,Para,Text\nS/1,1,One\n", by=by),
    ),
    "match its columns": (
        STEWARD,
        None,
        lambda w, by: registers.match(
            w.register, by=by, version=w.register.version, name="", sheet="", columns=w.register.columns
        ),
    ),
    "decide what its words mean": (
        STEWARD,
        None,
        lambda w, by: registers.answer(w.register, by=by, version=w.register.version, answers={}),
    ),
    "bring an earlier register in": (
        STEWARD,
        None,
        lambda w, by: registers.bring_in(
            w.register, by=by, version=w.register.version, previewed=registers.plan_of(w.register).digest
        ),
    ),
    "put an earlier register away": (
        STEWARD,
        None,
        lambda w, by: registers.discard(w.register, by=by, version=w.register.version, why=WHY),
    ),
    "add an organization": (
        STEWARD,
        None,
        lambda w, by: organizations.add("NEW", by=by, kind="other", names=[organizations.Name("New")]),
    ),
    "change an organization": (
        STEWARD,
        None,
        lambda w, by: organizations.change(w.cast.au, by=by, version=w.cast.au.version, why=WHY, note="N"),
    ),
    "add a theme": (STEWARD, None, lambda w, by: themes.add("new", "New", by=by)),
    "rename a theme": (
        STEWARD,
        None,
        lambda w, by: themes.rename(w.theme, by=by, version=1, name="Renamed", why=WHY),
    ),
    "archive a theme": (STEWARD, None, lambda w, by: archiving.archive(w.theme, by=by, version=1, why=WHY)),
    "bring a theme back": (
        STEWARD,
        None,
        lambda w, by: archiving.restore(w.archived_theme, by=by, version=w.archived_theme.version, why=WHY),
    ),
    "record a succession": (
        STEWARD,
        None,
        lambda w, by: successions.add(
            "split", by=by, on=make.today(), predecessors=[w.cast.au], successors=[w.cast.auc], why=WHY
        ),
    ),
    "change many": (
        STEWARD,
        None,
        lambda w, by: bulk_change.apply(
            [bulk_change.Seen(w.row, w.row.version)], bulk_change.Change({"kind": "call"}), by=by, why=WHY
        ),
    ),
    "grant a membership": (
        ADMINISTRATOR,
        None,
        lambda w, by: memberships.grant(w.cast.reader, Role.REVIEWER, by=by, organization=w.cast.au),
    ),
    "withdraw a membership": (
        ADMINISTRATOR,
        None,
        lambda w, by: memberships.withdraw(w.membership, by=by, version=w.membership.version, why=WHY),
    ),
    "ask for a redaction": (
        (*STEWARD, *ADMINISTRATOR),
        None,
        lambda w, by: redaction.ask(w.entry, by=by, why=WHY),
    ),
}
TRIES = [
    (role, place) for role in ROLES for place in (PLACES if role not in ("reader", *OF_THE_REGISTER) else ("anywhere",))
]


def authored(update, by):
    """As if this person had submitted it: only its author recalls."""
    if by.user:
        type(update).objects.filter(pk=update.pk).update(author=by.user)
    return update


def said_by(comment, by):
    """As if this person had written it: only its author takes it back."""
    if by.user:
        type(comment).objects.filter(pk=comment.pk).update(author=by.user)
    return comment


def seen(world):
    return [bulk.Chosen(world.free, world.free.version)]


def handed_over(from_, to, by):
    seal = handing_over.preview(from_, to, by=by).seal
    return handing_over.hand_over(from_, to, by=by, seal=seal)


def found(world, by, basis):
    return reviews.review(world.cleared, by=by, version=world.reported.version, basis=basis, finding=Finding.AGREES)


@staged
def world():
    cast = make.cast()
    w = SimpleNamespace(cast=cast, people={}, later=make.today() + timedelta(days=90))
    child = make.organization("DPPA-CHILD", parent=cast.dppa)
    w.at = {"own": cast.dppa, "parent": cast.secretariat, "child": child, "other": cast.auc}
    for role, place in TRIES:
        if role == "reader":
            w.people[role, place] = make.user("r-reader")
        elif role in OF_THE_REGISTER:
            w.people[role, place] = make.user(f"r-{role}", Role(role))
        else:
            w.people[role, place] = make.user(f"r-{role}-{place}", Role(role), w.at[place])
    w.free = make.assignment(make.recommendation("1"), cast.dppa)
    w.draft = make.draft(make.assignment(make.recommendation("2"), cast.dppa), cast.desk)
    make.symbol(w.draft, cast.desk)
    w.submitted = make.submitted(make.assignment(make.recommendation("3"), cast.dppa), cast.desk)
    w.reported = make.assignment(make.recommendation("4"), cast.dppa)
    w.cleared = make.cleared(w.reported, cast.desk, cast.clearing)
    w.finding = make.reviewed(w.cleared, cast.auditor, basis=Basis.INDEPENDENT)
    w.reported.refresh_from_db()
    owner = make.assignment(make.recommendation("5"), cast.dppa)
    w.proposal = target_dates.propose(owner, by=by(cast.desk), due_on=w.later, due_precision="day")
    w.comment = comments.write(owner, by=by(cast.desk), text="Words.", once="form")
    named = make.assignment(make.recommendation("30"), cast.dppa)
    focal_points.name(named, by=by(cast.manager), version=named.version, focal_point=cast.desk)
    w.row = make.recommendation("6")
    w.gone = make.recommendation("7")
    w.facts = documents.Facts(code="report", title="A report", kind="other")
    found = {"document": to_plain(read_text(b"1. A.\n")), "candidates": []}
    given = {"file_name": "report.txt", "content": b"1. A.\n", "sha256": "1" * 64, "size": 6, "state": "read"}
    w.upload = Upload.objects.create(given_by=cast.steward, found=found, **given)
    catalogue.archive(w.gone, by=by(cast.steward), version=w.gone.version, why=WHY)
    w.gone.refresh_from_db()
    w.document = w.row.paragraph.document_version.document
    w.paragraph = w.document.versions.get().paragraphs.get(label="8")
    words = {"kind": "call", "nature": "single_action", "standing": "recommended"}
    w.another_ask = catalogue.Ask(quote=w.paragraph.text, **words)
    w.theme = themes.add("theme", "Theme", by=make.REGISTER)
    w.archived_theme = themes.add("archived", "Archived", by=make.REGISTER)
    archiving.archive(w.archived_theme, by=by(cast.steward), version=1, why=WHY)
    w.archived_theme.refresh_from_db()
    w.membership = cast.reviewer.memberships.get()
    w.entry = Entry.objects.get(id=w.cleared.cleared_entry)
    w.older = make.recommendation("1", code="S/2000/2")
    other = {"document": w.older.paragraph.document_version.document}
    w.newer = another(make.TEXT.replace("thing 1 well", "it"), **other).paragraphs.get(label="1")
    w.french = another("I. Tout \n\n1. À faire. \n\n", language="fr", **other).paragraphs.get(label="1")
    w.register = registers.give("old.csv", EARLIER, by=by(cast.steward))
    return w


def answer(verb, w, by) -> str:
    with undone():
        try:
            TABLE[verb][2](w, by)
        except NotPermitted as refusal:
            return refusal.code
    return "works"


# The table


@pytest.mark.parametrize("verb", TABLE)
def test_the_roles_that_may_and_nobody_else(world, verb):
    roles, _, _ = TABLE[verb]
    expected = {
        (role, place): "works" if role in roles and place in ("anywhere", *WORKS_FROM) else "not_permitted"
        for role, place in TRIES
    }
    assert {key: answer(verb, world, by(world.people[key])) for key in TRIES} == expected


@pytest.mark.parametrize("verb", TABLE)
def test_a_token_is_its_users_rights_narrowed_by_its_scopes(world, verb):
    roles, needed, _ = TABLE[verb]
    place = "anywhere" if roles[0] in OF_THE_REGISTER else "own"
    person = world.people[roles[0], place]
    for scope in Scope:
        token = By(person, Channel.API, scopes=frozenset({scope}))
        assert answer(verb, world, token) == (
            "works" if scope == needed else "scope_missing" if needed else refusal(verb)
        )
    everything = frozenset(Scope)
    stranger = By(world.people["reader", "anywhere"], Channel.API, scopes=everything)
    assert answer(verb, world, stranger) in ("not_permitted", "scope_missing")
    assert (answer(verb, world, By(person, Channel.API, scopes=everything)) == "works") == (needed is not None)


def refusal(verb):
    """A redaction tries two verbs, and so says only that it is not permitted."""
    return "not_permitted" if verb == "ask for a redaction" else "scope_missing"


@pytest.mark.parametrize("verb", TABLE)
def test_an_inactive_person_and_a_membership_that_ended_or_has_not_begun_open_nothing(world, verb):
    roles, _, _ = TABLE[verb]
    person = world.people[roles[0], "anywhere" if roles[0] in OF_THE_REGISTER else "own"]
    today = timezone.localdate()
    assert answer(verb, world, by(person)) == "works"
    for change in ({"until": today}, {"until": today - timedelta(days=1)}, {"since": today + timedelta(days=1)}):
        with undone():
            person.memberships.update(**change)
            assert answer(verb, world, by(person)) == "not_permitted", change
    with undone():
        person.memberships.update(since=today, until=today + timedelta(days=1))
        assert answer(verb, world, by(person)) == "works"
    with undone():
        User.objects.filter(pk=person.pk).update(is_active=False)
        assert answer(verb, world, by(User.objects.get(pk=person.pk))) == "not_permitted"


@pytest.mark.parametrize("verb", [each for each, (roles, _, _) in TABLE.items() if roles[0] not in OF_THE_REGISTER])
def test_what_belongs_to_an_organization_needs_a_person(world, verb):
    for channel in Channel:
        assert answer(verb, world, By(None, channel)) == "not_permitted"


# What goes by the answering organization, and own work


def test_rights_go_by_the_office_that_answers_and_not_by_the_organization_named(world):
    cast = world.cast
    part = make.assignment(make.recommendation("9"), cast.council, answering=cast.dppa)
    member = make.user("of-the-council", Role.DESK_OFFICER, cast.council)
    with pytest.raises(NotPermitted):
        updates.start(part, by=by(member))
    updates.start(part, by=by(cast.desk))


@pytest.mark.parametrize("verb", ["clear", "return"])
def test_nobody_clears_what_they_wrote(world, verb):
    officer = world.people["clearing_officer", "own"]
    world.submitted.writers.add(officer)
    assert answer(verb, world, by(officer)) == OwnWork.code
    assert answer(verb, world, by(world.people["clearing_officer", "parent"])) == "works"


@pytest.mark.parametrize(("verb", "role"), [("find on the own side", "reviewer"), ("find independently", "auditor")])
def test_nobody_reviews_what_they_wrote_or_cleared(world, verb, role):
    person = world.people[role, "own"]
    world.cleared.writers.add(person)
    assert answer(verb, world, by(person)) == OwnWork.code
    world.cleared.writers.clear()
    memberships.grant(world.cast.clearing, Role(role), by=make.REGISTER, organization=world.cast.dppa)
    assert answer(verb, world, by(world.cast.clearing)) == OwnWork.code


def test_a_token_says_which_scope_it_lacks(world):
    token = By(world.cast.desk, Channel.API, scopes=frozenset({Scope.READ}))
    with pytest.raises(ScopeMissing) as refusal:
        updates.start(world.free, by=token)
    assert refusal.value.facts["scope"] == Scope.WRITE_UPDATES

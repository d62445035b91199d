"""A person comes in by a letter: an administrator says who and as what, and the person chooses the password."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from recommendations import access
from recommendations.access import By, Verb
from recommendations.choices import EntryKind, Role
from recommendations.errors import AlreadyDone, Invalid, NotPermitted, ReasonNeeded
from recommendations.models import Entry, Organization, User
from recommendations.sign_in import Backend
from recommendations.workflow import accounts, memberships, outbox
from recommendations.workflow.journal import record

LETTER: Final = "invited"
RESET_LETTER: Final = "reset"


@dataclass(frozen=True, slots=True)
class Function:
    """What the person will be."""

    role: Role
    organization: Organization | None = None
    own_body: Organization | None = None


@transaction.atomic
def invite(username: str, *, by: By, why: str, functions: Iterable[Function] = (), **given: Any) -> User:
    """An account without a password, its memberships, and a letter. All of it or nothing; raises what the verbs do."""
    if not given.get("email"):
        raise Invalid({"email": _("The invitation goes to an e-mail address: give one.")})
    person = accounts.add(username, by=by, why=why, **given)
    for each in functions:
        memberships.grant(person, each.role, by=by, organization=each.organization, own_body=each.own_body, why=why)
    _send(person, by=by, why=why)
    return person


@transaction.atomic
def again(person: User, *, by: By, version: int, why: str) -> Entry:
    """Another letter; the link of the one before opens nothing any more. Raises AlreadyDone for whoever came in."""
    access.acting(by, Verb.ADMINISTER)
    if not why.strip():
        raise ReasonNeeded()
    found = accounts.at(person, version)
    if found.is_demonstration or not found.is_active:
        raise NotPermitted(_("Only an account that is active is invited."))
    if found.has_usable_password():
        raise AlreadyDone(
            _("This person has chosen a password already. A forgotten one is replaced on the sign-in page.")
        )
    if not found.email:
        raise Invalid({"email": _("The invitation goes to an e-mail address: give one.")})
    return _send(found, by=by, why=why)


def _send(person: User, *, by: By, why: str) -> Entry:
    as_ = access.acting(by, Verb.ADMINISTER)
    person.invited_at = timezone.now()
    person.save(update_fields=["invited_at"])
    entry = record(
        EntryKind.INVITED,
        person,
        by=by,
        acting=as_,
        facts={"invited_at": person.invited_at},
        content={"email": person.email, "why": why},
    )
    outbox.post(LETTER, entry=entry, to=person)
    return entry


def waits(person: User) -> bool:
    """Whether the person was invited and has not come in yet."""
    return person.invited_at is not None and person.is_active and not person.has_usable_password()


@transaction.atomic
def ask_for_reset(typed: str) -> int:
    """Letters to the accounts of this name or address: one per account and hour, none to strangers. How many is
    nobody's business: whoever asks gets the same answer always."""
    typed = typed.strip()
    people = User.objects.filter(email__iexact=typed) if "@" in typed else User.objects.none()
    people = (people | User.objects.filter(username=typed)).exclude(email="").distinct()
    posted = 0
    for each in people.order_by("pk")[:10]:
        if not each.is_demonstration and Backend().user_can_authenticate(each):
            outbox.post_about(RESET_LETTER, about=f"{timezone.now():%Y-%m-%dT%H}", to=each)
            posted += 1
    return posted

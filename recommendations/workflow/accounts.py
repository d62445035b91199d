"""An administrator's work on accounts. What the person may do is said by memberships only."""

from typing import Any, Final
from zoneinfo import available_timezones

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from recommendations import access
from recommendations.access import THE_REGISTER, By, Verb
from recommendations.choices import Appearance, Channel, Digest, EntryKind
from recommendations.errors import AlreadyDone, Invalid, NotPermitted, ReasonNeeded, Stale, Words
from recommendations.models import Chain, Entry, User
from recommendations.workflow import outbox
from recommendations.workflow.journal import chain_of, record
from recommendations.workflow.locks import hold_people

CHANGEABLE: Final = ("full_name", "email", "language", "is_staff")
OWN: Final = (
    *("language", "time_zone", "appearance", "single_keys"),
    *("digest", "mail_when_returned", "mail_when_mentioned"),
)
FACTS: Final = ("language", "is_staff", "is_active")
WORDS: Final = ("username", "full_name", "email")
SIGN_IN_LETTER: Final = "sign_in_changed"


def version_of(user: User) -> int:
    """Accounts have no version of their own: how much the journal tells of them serves as one."""
    kind, subject = chain_of(user)
    return Chain.objects.filter(kind=kind, subject=subject).values_list("length", flat=True).first() or 0


@transaction.atomic
def add(username: str, *, by: By, why: str, password: str = "", **given: Any) -> User:
    """A new account; without a password nobody can sign in to it yet. Raises Invalid field by field."""
    as_ = access.acting(by, Verb.ADMINISTER)
    if not why.strip():
        raise ReasonNeeded()
    _require_known(given)
    user = User(username=username, **given)
    if password:
        _require_strong(password, user)
    user.set_password(password or None)
    try:
        user.full_clean()
    except ValidationError as wrong:
        raise Invalid({name: " ".join(words) for name, words in wrong.message_dict.items()}) from wrong
    user.save()
    facts = {name: getattr(user, name) for name in FACTS}
    words = {name: getattr(user, name) for name in WORDS}
    content = {"after": words, "why": why}
    record(EntryKind.ADDED, user, by=by, acting=as_, facts={"after": facts}, content=content)
    return user


@transaction.atomic
def change(user: User, *, by: By, version: int, why: str, **given: Any) -> Entry | None:
    """Change name, address, language, or whether the person enters the administration."""
    _require_known(given)
    return _change(user, by=by, version=version, why=why, **given)


@transaction.atomic
def deactivate(user: User, *, by: By, version: int, why: str) -> Entry:
    """From now on nobody signs in with it, and its tokens open nothing. Its history stays."""
    return _turn(user, by=by, version=version, why=why, is_active=False)


@transaction.atomic
def activate(user: User, *, by: By, version: int, why: str) -> Entry:
    return _turn(user, by=by, version=version, why=why, is_active=True)


def _turn(user: User, *, by: By, version: int, why: str, is_active: bool) -> Entry:
    entry = _change(user, by=by, version=version, why=why, is_active=is_active)
    if entry is None:
        raise AlreadyDone()
    return entry


def _change(user: User, *, by: By, version: int, why: str, **given: Any) -> Entry | None:
    as_ = access.acting(by, Verb.ADMINISTER)
    if not why.strip():
        raise ReasonNeeded()
    found = at(user, version)
    if found == by.user and not (given.get("is_active", True) and given.get("is_staff", True)):
        raise NotPermitted(_("Nobody closes their own account: another administrator does."))
    changed = {name: value for name, value in given.items() if getattr(found, name) != value}
    if not changed:
        return None
    before = {name: getattr(found, name) for name in changed}
    for name, value in changed.items():
        setattr(found, name, value)
    try:
        found.full_clean(exclude=["password"])
    except ValidationError as wrong:
        raise Invalid({name: " ".join(words) for name, words in wrong.message_dict.items()}) from wrong
    found.save(update_fields=list(changed))
    return record(
        EntryKind.CHANGED,
        found,
        by=by,
        acting=as_,
        facts={"before": _only(before, FACTS), "after": _only(changed, FACTS)},
        content={"before": _only(before, WORDS), "after": _only(changed, WORDS), "why": why},
    )


def _only(values: dict[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name in names}


@transaction.atomic
def set_password(user: User, *, by: By, version: int, why: str, password: str) -> Entry:
    """Another password, after which every session of the account has ended. The person is told by a letter, as of
    every change of how they sign in."""
    as_ = access.acting(by, Verb.ADMINISTER)
    if not why.strip():
        raise ReasonNeeded()
    found = at(user, version)
    _keep_password(found, password)
    facts = {"after": {"password": "set"}}
    return _told(found, record(EntryKind.CHANGED, found, by=by, acting=as_, facts=facts, content={"why": why}))


@transaction.atomic
def choose_password(*, by: By, password: str) -> Entry:
    """One's own. The first one, after an invitation, changes nothing that the person would have to be told."""
    if by.scopes is not None or by.channel not in (Channel.PAGE, Channel.ADMIN):
        raise NotPermitted()
    found = User.objects.select_for_update().get(pk=by.person.pk)
    is_first = not found.has_usable_password()
    _keep_password(found, password)
    facts = {"after": {"password": "chosen by the person"}}
    entry = record(EntryKind.CHANGED, found, by=by, acting=THE_REGISTER, facts=facts)
    return entry if is_first else _told(found, entry)


@transaction.atomic
def change_own(*, by: By, **given: Any) -> User:
    """What a person sets for themselves. Their language is in the journal, because administrators set it too."""
    if by.scopes is not None or by.channel != Channel.PAGE:
        raise NotPermitted()
    unknown = set(given) - set(OWN)
    if unknown:
        raise Invalid({each: _("This cannot be changed.") for each in sorted(unknown)})
    found = User.objects.select_for_update().get(pk=by.person.pk)
    before = found.language
    for name, value in given.items():
        setattr(found, name, value)
    _require_own_sound(found)
    found.save(update_fields=list(given))
    if found.language != before:
        facts = {"before": {"language": before}, "after": {"language": found.language}}
        record(EntryKind.CHANGED, found, by=by, acting=THE_REGISTER, facts=facts)
    return found


def _require_own_sound(user: User) -> None:
    errors: dict[str, Words] = {}
    if user.language not in dict(settings.LANGUAGES):
        errors["language"] = _("Choose one of the languages.")
    if user.time_zone and user.time_zone not in available_timezones():
        errors["time_zone"] = _("Choose one of the time zones.")
    for name, values in (("appearance", Appearance.values), ("digest", Digest.values)):
        if getattr(user, name) not in values:
            errors[name] = _("Choose one of these.")
    if errors:
        raise Invalid(errors)


@transaction.atomic
def note_second_factor(*, by: By, change: str, kind: str) -> Entry:
    """That a second factor came or went; the factor itself is kept by whoever checks it."""
    facts = {"after": {"second_factor": f"{kind} {change}"}}
    return _told(by.person, record(EntryKind.CHANGED, by.person, by=by, acting=THE_REGISTER, facts=facts))


@transaction.atomic
def remove_second_factors(user: User, *, by: By, version: int, why: str) -> Entry:
    """For somebody whose telephone is lost: they sign in with the password alone, and add another."""
    as_ = access.acting(by, Verb.ADMINISTER)
    if not why.strip():
        raise ReasonNeeded()
    found = at(user, version)
    if found == by.user:
        raise NotPermitted(_("Your own second factor is removed on the pages of your account."))
    removed, _by_model = Authenticator.objects.filter(user=found).delete()
    if not removed:
        raise AlreadyDone(_("There is no second factor."))
    facts = {"after": {"second_factor": "all removed"}}
    return _told(found, record(EntryKind.CHANGED, found, by=by, acting=as_, facts=facts, content={"why": why}))


def _told(person: User, entry: Entry) -> Entry:
    """With a letter to the person, so that a change that was not theirs is noticed."""
    outbox.post(SIGN_IN_LETTER, entry=entry, to=person)
    return entry


def _keep_password(user: User, password: str) -> None:
    if user.is_demonstration:
        raise NotPermitted(_("The password of a demonstration account is known to everyone and stays so."))
    _require_strong(password, user)
    user.set_password(password)
    user.save(update_fields=["password"])


def at(user: User, version: int) -> User:
    """The account, held, if nothing was recorded of it since it was seen. Raises Stale."""
    hold_people(user)
    found = User.objects.get(pk=user.pk)
    if version_of(found) != version:
        raise Stale(found, seen=version)
    return found


def _require_known(given: dict[str, Any]) -> None:
    unknown = set(given) - set(CHANGEABLE)
    if unknown:
        raise Invalid({each: _("This cannot be changed.") for each in sorted(unknown)})


def _require_strong(password: str, user: User) -> None:
    try:
        validate_password(password, user)
    except ValidationError as wrong:
        raise Invalid({"password": " ".join(wrong.messages)}) from wrong

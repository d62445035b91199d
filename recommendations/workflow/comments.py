"""A word between colleagues about an assignment: inside the family of the office that answers, apart from the journal.
It states nothing and moves nothing."""

import hashlib
import re
from collections.abc import Collection, Iterable
from typing import Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from recommendations import access
from recommendations.access import By, Verb
from recommendations.errors import AlreadyDone, Invalid, NotPermitted, Words
from recommendations.models import Assignment, Comment, User
from recommendations.queries.colleagues import Colleague, colleagues, those_here
from recommendations.workflow.locks import hold, locked
from recommendations.workflow.outbox import post_about

LONGEST: Final = 5000


@transaction.atomic
def write(assignment: Assignment, *, by: By, text: str, once: str, tell: Collection[User] = ()) -> Comment:
    """Write to the colleagues; those in `tell`, and those named with @ in the words, get a letter.

    `once` comes with the form: the same words from the same form are the same comment, however often they arrive.
    Raises Invalid for no words, too many, or somebody who does not read them."""
    access.acting(by, Verb.DISCUSS, for_=assignment.answering_organization)
    hold(assignment.recommendation)
    there = those_here(colleagues(assignment.answering_organization, access.reader(by.person)))
    told = {each.pk: each for each in (*tell, *(named.user for named in mentioned_in(text, there)))}
    _require_sound(text, told.values(), there)
    told.pop(by.person.pk, None)
    comment, made = Comment.objects.get_or_create(
        once=_key(assignment, by.person, text, told, once),
        defaults={"assignment": assignment, "author": by.person, "text": text},
    )
    if comment.taken_back_at:
        raise AlreadyDone(_("You wrote this, and took it back. Open the page again to write it once more."))
    if made:
        comment.mentions.set(told.values())
        for person in told.values():
            post_about("mentioned", about=comment.public_id, to=person)
    return comment


def _require_sound(text: str, told: Iterable[User], there: list[Colleague]) -> None:
    errors: dict[str, Words] = {}
    if not text.strip():
        errors["text"] = _("Write your comment.")
    elif len(text) > LONGEST:
        errors["text"] = _("At most %(most)s characters.") % {"most": LONGEST}
    if {each.pk for each in told} - {each.user.pk for each in there}:
        errors["tell"] = _("Only those who work on this in your organization can be told.")
    if errors:
        raise Invalid(errors)


def _key(assignment: Assignment, author: User, text: str, told: Iterable[int], once: str) -> str:
    parts = [str(assignment.pk), str(author.pk), once, ",".join(str(each) for each in sorted(told)), text]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:40]


def mentioned_in(text: str, there: Iterable[Colleague]) -> list[Colleague]:
    """Those whom the words name with @, by user name or full name. Only who is known by name can be named."""
    named: dict[str, list[Colleague]] = {}
    for each in there:
        for name in {each.user.username.lower(), each.user.full_name.lower()} - {""} if each.known else ():
            named.setdefault(name, []).append(each)
    if not named:
        return []
    # The longest first: “@Ada Reviewer” names Ada Reviewer, and not somebody who is called Ada.
    names = "|".join(re.escape(each) for each in sorted(named, key=len, reverse=True))
    found = re.findall(rf"(?<!\w)@({names})(?![\w@+]|[.\-]\w)", text.lower())
    return list({each.user.pk: each for name in found for each in named[name]}.values())


@transaction.atomic
def take_back(comment: Comment, *, by: By) -> Comment:
    """Its author takes it back: its words are gone from the page, that it was there stays."""
    found = locked(comment)
    if found.author_id != by.person.pk:
        raise NotPermitted(_("Only its author takes a comment back."))
    access.acting(by, Verb.DISCUSS, for_=found.assignment.answering_organization)
    if found.taken_back_at:
        raise AlreadyDone()
    found.taken_back_at = timezone.now()
    found.save(update_fields=["taken_back_at"])
    return found

"""What somebody is writing and has not sent: kept for them alone, until it is sent or thrown away. No fact of the
register: the journal does not know of it."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final, TypeAlias

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from recommendations.access import By
from recommendations.choices import WITH_THE_AUTHOR
from recommendations.errors import Invalid, Stale
from recommendations.models import KeptText, ProgressUpdate, User
from recommendations.models.updates import WORDS_OF_AN_UPDATE

Fields: TypeAlias = Mapping[str, Sequence[str]]

OF_AN_UPDATE: Final = "update-"  # before the assignment's id: the name of the form in which a draft is written
LONGEST: Final = 1_000_000  # characters of one form
MOST: Final = 500  # forms of one person
LONGEST_NAME: Final = 200
OF_THE_PAGE: Final = ("page", "back")
NEVER: Final = ("csrfmiddlewaretoken", "writer", "keeps", "sent-once")


@transaction.atomic
def keep(
    form: str,
    typed: Fields,
    *,
    by: By,
    seen: datetime | None = None,
    left_over: bool = False,
    instead_at: datetime | None = None,
) -> KeptText:
    """Keep what stands in a form. `seen` is when the caller's own words were last kept: where other words of the same
    person were kept since, from another window, raises Stale with those, unless these go on from them. What is
    `left_over` of a page that is closed may be older than what that page had sent: it does not come back where a draft
    was saved, or everything was deleted, since. With `instead_at`, the moment of the keeping, these are kept instead.
    Raises Invalid when there is too much of it."""
    given = {name: list(values) for name, values in typed.items() if name not in NEVER and not _secret(name)}
    _require_sound(form, given)
    person = User.objects.select_for_update().get(pk=by.person.pk)
    if left_over and (draft := _saved_since(form, given)):
        if _goes_on({name: [getattr(draft, name)] for name in WORDS_OF_AN_UPDATE}, _words_of_an_update(given)):
            return KeptText(user=person, form=form, typed=given)  # the draft has all of it
        raise Stale(draft, seen=0)
    found = KeptText.objects.filter(user=person, form=form).first()
    if found is None:
        if KeptText.objects.filter(user=person).count() >= MOST:
            raise Invalid({"form": _("Send or throw away some of what you wrote before: no more is kept for you.")})
        return KeptText.objects.create(user=person, form=form, typed=given, kept_at=instead_at or timezone.now())
    if found.typed == given and not instead_at:
        return found
    if found.kept_at != seen and not instead_at:
        if _goes_on(found.typed, given):
            return found  # all of it is there, and more
        if (left_over and not _has_words(found.typed)) or not _goes_on(given, found.typed):
            raise Stale(found, seen=0)
    found.typed = given
    found.kept_at = instead_at or timezone.now()
    found.save()
    return found


def throw_away(form: str, *, by: By) -> bool:
    """Forget it: it was sent, or is not wanted any more. Whether there was something."""
    return bool(KeptText.objects.filter(user=by.person, form=form).delete()[0])


def sweep() -> int:
    """Forget what nobody has gone on with for as long as the installation keeps it. How many texts."""
    long_ago = timezone.now() - timedelta(days=settings.KEPT_TEXT_DAYS)
    return KeptText.objects.filter(kept_at__lt=long_ago).delete()[0]


def _goes_on(given: Fields, before: Fields) -> bool:
    """Whether nothing that was kept would go: the same words, some of them with more after them. So it is when a
    window was closed while its words were on their way, and opened again."""
    return all(
        len(given.get(name, ())) == len(values)
        and all(after.startswith(each.rstrip()) for after, each in zip(given[name], values, strict=True))
        for name, values in before.items()
        if name not in OF_THE_PAGE and any(each.strip() for each in values)
    )


def _saved_since(form: str, typed: Fields) -> ProgressUpdate | None:
    """The draft that an update's form was about, where it is another version now."""
    drafts = ProgressUpdate.objects.filter(state__in=WITH_THE_AUTHOR)
    draft = drafts.filter(assignment__public_id=form.removeprefix(OF_AN_UPDATE)).first()
    return draft if draft and [str(draft.version)] != list(typed.get("version", ())) else None


def _words_of_an_update(typed: Fields) -> Fields:
    return {name: values for name, values in typed.items() if name in WORDS_OF_AN_UPDATE}


def _has_words(typed: Fields) -> bool:
    """More than what is chosen, numbered or dated."""
    return any(" " in each.strip() for name, values in typed.items() if name not in OF_THE_PAGE for each in values)


def too_long(typed: Fields) -> bool:
    return len(json.dumps(dict(typed), ensure_ascii=False)) > LONGEST


def _secret(name: str) -> bool:
    return "password" in name.lower()


def _require_sound(form: str, typed: Fields) -> None:
    if not form or len(form) > LONGEST_NAME:
        raise Invalid({"form": _("The form says what it is in at most 200 characters.")})
    if too_long(typed):
        raise Invalid({"typed": _("This is too long to be kept until you send it: send it, or save it elsewhere.")})

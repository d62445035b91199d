"""What an update or a finding rests on, held as symbol, link, file, or sighted."""

import hashlib
from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from recommendations import access
from recommendations.access import By, Verb
from recommendations.choices import WITH_THE_AUTHOR, EvidenceKind, HeldAs, Release
from recommendations.errors import ClassifiedMaterial, Invalid, Words, WrongState
from recommendations.models import Evidence, ProgressUpdate
from recommendations.workflow.locks import locked_at
from recommendations.workflow.needs import not_public
from recommendations.workflow.values import outside_their_lists

LARGEST_FILE: Final = 20 * 1024 * 1024
GIVEN: Final = ("title", "symbol", "url", "captured_text", "sighted_by", "filed_at", "release")


@transaction.atomic
def add(
    update: ProgressUpdate,
    *,
    by: By,
    version: int,
    kind: str,
    held_as: str,
    dated: date | None,
    file: tuple[str, bytes] | None = None,
    unclassified: bool = False,
    **given: Any,
) -> Evidence:
    """Attach evidence to a draft. A file is its name and bytes, and needs the word that it bears no marking."""
    access.acting(by, Verb.DRAFT, for_=update.assignment.answering_organization)
    found = locked_at(update, version)
    if found.state not in WITH_THE_AUTHOR:
        raise WrongState(state=found.state)
    evidence = build(by=by, kind=kind, held_as=held_as, dated=dated, file=file, unclassified=unclassified, **given)
    evidence.update = found
    evidence.save()
    _touch(found, by)
    return evidence


@transaction.atomic
def remove(evidence: Evidence, *, by: By, version: int) -> None:
    """Take evidence off a draft; the row stays, marked, because earlier versions of the update may have named it."""
    update = evidence.update
    if update is None:
        raise WrongState()
    access.acting(by, Verb.DRAFT, for_=update.assignment.answering_organization)
    found = locked_at(update, version)
    if found.state not in WITH_THE_AUTHOR:
        raise WrongState(state=found.state)
    Evidence.objects.filter(pk=evidence.pk, removed_at__isnull=True).update(removed_at=timezone.now())
    _touch(found, by)


def _touch(update: ProgressUpdate, by: By) -> None:
    update.version += 1
    update.save()
    update.writers.add(by.person)


def build(
    *,
    by: By,
    kind: str,
    held_as: str,
    dated: date | None,
    file: tuple[str, bytes] | None = None,
    unclassified: bool = False,
    **given: Any,
) -> Evidence:
    """Evidence that is complete, not saved yet. Raises Invalid field by field, or ClassifiedMaterial."""
    unknown = set(given) - set(GIVEN)
    if unknown:
        raise Invalid({each: _("This is not part of evidence.") for each in sorted(unknown)})
    errors = _wrong(kind, held_as, dated, file, given)
    if errors or dated is None:
        raise Invalid(errors)
    if file and not unclassified:
        raise ClassifiedMaterial()
    name, content = file or ("", b"")
    evidence = Evidence(kind=kind, held_as=held_as, dated=dated, added_by=by.person, file_name=name, **given)
    if too_long := outside_their_lists(evidence, (*given, "file_name")):
        raise Invalid(too_long)
    if file:
        evidence.sha256 = hashlib.sha256(content).hexdigest()
        evidence.file.save(evidence.file_name, ContentFile(content), save=False)
    elif evidence.captured_text:
        evidence.sha256 = hashlib.sha256(evidence.captured_text.encode()).hexdigest()
    return evidence


def facts_of(held: Iterable[Evidence]) -> list[list[Any]]:
    """The codes, dates and ids of evidence, as the entries keep them."""
    return [[each.public_id, each.kind, each.held_as, each.dated, each.sha256, each.release] for each in held]


def words_of(held: Iterable[Evidence]) -> list[list[Any]]:
    """The free words of evidence, as the entries keep them."""
    return [[each.public_id, each.title, each.symbol, each.url, each.sighted_by, each.filed_at] for each in held]


def _wrong(
    kind: str, held_as: str, dated: date | None, file: tuple[str, bytes] | None, given: dict[str, Any]
) -> dict[str, Words]:
    errors: dict[str, Words] = {}
    for name, value, known in (
        ("kind", kind, EvidenceKind.values),
        ("held_as", held_as, HeldAs.values),
        ("release", given.get("release", Release.PARTNERS), Release.values),
    ):
        if value not in known:
            errors[name] = _("“%(value)s” is not one of the values.") % {"value": value}
    errors |= not_public(given.get("release", ""))
    if dated is None:
        errors["dated"] = _("Give its date.")
    elif dated > timezone.localdate():
        errors["dated"] = _("Choose today or an earlier day.")
    for name, words in _needed(held_as).items():
        if not str(given.get(name) or "").strip():
            errors[name] = words
    if held_as == HeldAs.LINK and not str(given.get("url", "")).startswith(("https://", "http://")):
        errors["url"] = _("Give the address, beginning with https:// or http://.")
    if held_as == HeldAs.FILE:
        errors.update(_wrong_with(file))
    return errors


def _needed(held_as: str) -> dict[str, Words]:
    match held_as:
        case HeldAs.SYMBOL:
            return {"symbol": _("Give the symbol, with the paragraph where it helps.")}
        case HeldAs.LINK:
            return {"captured_text": _("Paste the words you rely on: pages change.")}
        case HeldAs.SIGHTED:
            return {"sighted_by": _("Say who saw it."), "filed_at": _("Say where it is filed.")}
    return {}


def _wrong_with(file: tuple[str, bytes] | None) -> dict[str, Words]:
    if file is None or not file[1]:
        return {"file": _("Choose a file that is not empty.")}
    if len(file[1]) > LARGEST_FILE:
        return {"file": _("The file is larger than 20 MB: record it as sighted, or link to it.")}
    return {}

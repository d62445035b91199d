"""Reading what was given, by the worker. A row is claimed by one reader, read apart, and settled; a reader that
vanishes holds its claim for as long as a reading may take, and then another takes it over."""

import logging
import time
from contextlib import suppress
from typing import Any, Final

from django.conf import settings
from django.db import DatabaseError
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from recommendations.choices import UploadState
from recommendations.models import Upload
from recommendations.parsing.apart import Bounds, read_apart
from recommendations.parsing.errors import EncodingUnsure, Unreadable
from recommendations.parsing.read import Limits
from recommendations.points import point
from recommendations.queries.known import known_organizations, known_themes
from recommendations.workflow.claims import MOST_ATTEMPTS, a_name, connect_anew, here, taken_too_long

logger = logging.getLogger(__name__)

MEGABYTE: Final = 1024 * 1024
LEAST_WAIT: Final = 1.0  # seconds between two words on how far it is
WRITTEN_A_SECOND: Final = 5 * MEGABYTE  # a word on it may write the whole row, file and all


def limits() -> Limits:
    return Limits(bytes=settings.UPLOAD_MAX_MB * MEGABYTE, pages=settings.UPLOAD_MAX_PAGES)


def bounds() -> Bounds:
    return Bounds(seconds=settings.READING_MAX_SECONDS, memory=settings.READING_MAX_MEMORY_MB * MEGABYTE)


def read_waiting() -> int:
    """Read what waits, oldest first; how many were read. What cannot be read is settled as well."""
    done = 0
    for upload in list(_waiting().defer("content", "found")):
        if upload.attempts >= MOST_ATTEMPTS:
            _give_up(upload)
        elif claim(upload):
            try:
                _read(upload)
            except Exception:
                _let_go(upload)
                raise
            done += 1
    return done


def claim(upload: Upload) -> bool:
    """True for one reader only, however many are looking; until it is settled, or held for too long."""
    upload.taken_at, upload.taken_by = timezone.now(), a_name()
    taken = (
        _waiting()
        .filter(pk=upload.pk, attempts__lt=MOST_ATTEMPTS)
        .update(
            state=UploadState.READING,
            taken_at=upload.taken_at,
            taken_by=upload.taken_by,
            attempts=F("attempts") + 1,
            pages_done=0,
            pages=None,
            problem="",
        )
    )
    return taken == 1


def let_go() -> None:
    """This process ends in good order: what it was reading is free at once, and the attempt does not count."""
    held = Upload.objects.filter(state=UploadState.READING, taken_by__startswith=here())
    held.update(state=UploadState.WAITING, taken_at=None, taken_by="", attempts=F("attempts") - 1)


def _let_go(upload: Upload) -> None:
    """What failed by no word of the reader's, such as a database that was away, is tried again at the next sweep."""
    connect_anew()
    with suppress(DatabaseError):  # else its claim runs out
        _ours(upload).update(state=UploadState.WAITING, taken_at=None, taken_by="")


def _waiting() -> QuerySet[Upload]:
    given_up = Q(state=UploadState.READING, taken_at__lt=timezone.now() - taken_too_long())
    return Upload.objects.filter(Q(state=UploadState.WAITING) | given_up).order_by("given_at", "id")


def _read(upload: Upload) -> None:
    point("upload_claimed")
    content = bytes(Upload.objects.values_list("content", flat=True).get(pk=upload.pk))
    try:
        found = read_apart(
            content,
            upload.file_name,
            encoding=upload.encoding or None,
            organizations=known_organizations(),
            themes=known_themes(),
            limits=limits(),
            bounds=bounds(),
            on_progress=_HowFar(upload),
        )
    except EncodingUnsure as unsure:
        _settle(upload, state=UploadState.UNSURE, encodings=[list(each) for each in unsure.candidates])
    except Unreadable as refused:
        logger.info("Upload %s could not be read: %s", upload.public_id, refused.code)
        _settle(upload, state=UploadState.REFUSED, problem=refused.code)
    else:
        point("upload_read")
        _settle(upload, state=UploadState.READ, found=found)


class _HowFar:
    """Tells the row how many pages are done; not more often than the row's size allows."""

    def __init__(self, upload: Upload) -> None:
        self.upload = upload
        self.wait = max(LEAST_WAIT, upload.size / WRITTEN_A_SECOND)
        self.told = 0.0

    def __call__(self, page: int, pages: int) -> None:
        now = time.monotonic()
        if now - self.told < self.wait and page < pages:
            return
        self.told = now
        try:
            _ours(self.upload).update(pages_done=page, pages=pages)
        except DatabaseError as error:  # it is only a word; the reading goes on
            logger.warning("How far upload %s is was not written: %s", self.upload.public_id, error)
            connect_anew()


def _ours(upload: Upload) -> QuerySet[Upload]:
    """Another reader may hold it by now, if this one took too long; or a person put it away."""
    return Upload.objects.filter(pk=upload.pk, state=UploadState.READING, taken_by=upload.taken_by)


def _settle(upload: Upload, **found: Any) -> None:
    _ours(upload).update(**found, version=F("version") + 1, updated_at=timezone.now())


def _give_up(upload: Upload) -> None:
    """Each reader of it vanished without a word."""
    found = _waiting().filter(pk=upload.pk, attempts__gte=MOST_ATTEMPTS)
    found.update(state=UploadState.REFUSED, problem="crashed", version=F("version") + 1, updated_at=timezone.now())

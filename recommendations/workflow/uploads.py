"""Files that stewards give: taken, put away, and taken into the register. Who reads them: `reading.py`."""

import hashlib
import re
from collections.abc import Mapping
from typing import Any, Final

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from recommendations import access
from recommendations.access import By, Verb
from recommendations.choices import UploadState
from recommendations.errors import AlreadyDone, FileRefused, Invalid, ReasonNeeded, WrongState
from recommendations.models import DocumentVersion, SourceDocument, Upload
from recommendations.parsing.apart import glance
from recommendations.parsing.errors import Unreadable
from recommendations.parsing.plain import from_plain
from recommendations.queries import uploads as given
from recommendations.queries.problems import problem_of
from recommendations.workflow import candidates, documents, versions
from recommendations.workflow.locks import locked
from recommendations.workflow.put_away import record_put_away
from recommendations.workflow.reading import limits

LONGEST_NAME: Final = 200
CONTROLS: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
OPEN: Final = (UploadState.WAITING, UploadState.READING, UploadState.UNSURE, UploadState.REFUSED, UploadState.READ)


def give(name: str, content: bytes, *, by: By, document: SourceDocument | None = None) -> Upload:
    """A file for the worker to read; `document`, where the giver says of what it is a version. Of a file that is
    refused nothing is kept. Raises AlreadyDone with its `version` or `upload`, FileRefused."""
    access.acting(by, Verb.CATALOGUE)
    sha256 = hashlib.sha256(content).hexdigest()
    _refuse_what_is_known(sha256)
    try:
        glance(content, limits=limits())
    except Unreadable as refused:
        raise FileRefused(str(problem_of(refused.code)), problem=refused.code) from None
    try:
        with transaction.atomic():
            return Upload.objects.create(
                given_by=by.person,
                file_name=_named(name),
                content=content,
                sha256=sha256,
                size=len(content),
                document=document,
            )
    except IntegrityError:
        _refuse_what_is_known(sha256)  # somebody gave the same at the same moment
        raise


def _refuse_what_is_known(sha256: str) -> None:
    version = given.held_version(sha256)
    if version is not None:
        words = _("This very file is in the register already: %(version)s.") % {"version": version}
        raise AlreadyDone(words, version=version)
    upload = given.open_upload(sha256)
    if upload is not None:
        words = _("This very file was uploaded already, as “%(name)s”.") % {"name": upload.file_name}
        raise AlreadyDone(words, upload=upload)


def _named(name: str) -> str:
    """The last part of a path, without signs that change how a line reads, its ending kept."""
    bare = CONTROLS.sub("", re.split(r"[\\/]", name)[-1]).strip() or "file"
    stem, dot, ending = bare.rpartition(".")
    if len(bare) <= LONGEST_NAME or not dot or len(ending) > 10:
        return bare[:LONGEST_NAME]
    return f"{stem[: LONGEST_NAME - len(ending) - 1]}.{ending}"


@transaction.atomic
def answer_encoding(upload: Upload, encoding: str, *, by: By) -> Upload:
    """In which of the encodings that fit the text was written. Raises Invalid, WrongState."""
    row = _held(upload, UploadState.UNSURE, by=by)
    if encoding not in [name for name, _excerpt in row.encodings]:
        raise Invalid({"encoding": _("Choose the one in which the words read right.")})
    row.encoding = encoding
    return _wait_again(row)


@transaction.atomic
def try_again(upload: Upload, *, by: By) -> Upload:
    """Read once more what failed by no fault of the file's. Raises WrongState, AlreadyDone."""
    row = _held(upload, UploadState.REFUSED, by=by)
    if not problem_of(row.problem).is_ours:
        raise WrongState(_("Reading it again would give the same."))
    _refuse_what_is_known(row.sha256)
    try:
        with transaction.atomic():
            return _wait_again(row)
    except IntegrityError:
        _refuse_what_is_known(row.sha256)  # somebody gave the same at the same moment
        raise


def _wait_again(row: Upload) -> Upload:
    row.state, row.attempts, row.problem = UploadState.WAITING, 0, ""
    row.taken_at, row.taken_by = None, ""
    return _saved(row)


@transaction.atomic
def discard(upload: Upload, *, by: By, why: str) -> Upload:
    """Put away: the file itself and what was found in it are gone; the journal keeps its name, its SHA-256 and the
    reason. Raises ReasonNeeded, WrongState."""
    as_ = access.acting(by, Verb.CATALOGUE)
    row = _held(upload, *OPEN, by=by)
    if not why.strip():
        raise ReasonNeeded()
    row.state, row.content, row.encodings, row.found = UploadState.DISCARDED, b"", [], {}
    record_put_away(row, by=by, acting=as_, why=why)
    return _saved(row)


@transaction.atomic
def take_in(
    upload: Upload, facts: documents.Facts, *, language: str, by: By, is_official: bool = True, why: str = ""
) -> DocumentVersion:
    """A document of its own: its text, word for word, and its candidates; all or nothing. Raises Invalid, AlreadyDone,
    WrongState."""
    row = _held(upload, UploadState.READ, by=by)
    document = documents.add(
        facts,
        file_name=row.file_name,
        content=bytes(row.content),
        found=from_plain(row.found["document"]),
        language=language,
        is_official=is_official,
        by=by,
        why=why,
    )
    return _taken_in(row, document.versions.get(), by=by)


@transaction.atomic
def take_in_as_version(
    upload: Upload,
    document: SourceDocument,
    *,
    language: str,
    by: By,
    why: str,
    is_official: bool = True,
    is_quoted: bool = False,
) -> DocumentVersion:
    """A corrected file of the document, or another language of it. Raises what `versions.add` raises, WrongState."""
    row = _held(upload, UploadState.READ, by=by)
    found = from_plain(row.found["document"])
    made = versions.add(
        document, found, by=by, language=language, is_official=is_official, is_quoted=is_quoted, upload=row, why=why
    )
    return _taken_in(row, made, by=by)


def _taken_in(row: Upload, version: DocumentVersion, *, by: By) -> DocumentVersion:
    if version.is_quoted:  # asks are quoted from one version only
        proposed: list[Mapping[str, Any]] = row.found["candidates"]
        candidates.propose(version, proposed, by=by)
    row.state, row.document, row.document_version = UploadState.TAKEN_IN, version.document, version
    row.content, row.found = b"", {}  # the version has both now
    _saved(row)
    return version


def _held(upload: Upload, *states: UploadState, by: By) -> Upload:
    access.acting(by, Verb.CATALOGUE)
    row = locked(upload)
    if row.state in states:
        return row
    if row.document_version is not None:
        raise AlreadyDone(_("This file is in the register already."), version=row.document_version)
    raise WrongState(_("This file is not in the state that this needs any more. Look at it again."))


def _saved(row: Upload) -> Upload:
    row.version += 1
    row.save()
    return row

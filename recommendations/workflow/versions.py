"""New versions of a document. A corrected file becomes the quoted version and never overwrites the one before;
a file in another language, and a courtesy translation, stand beside it."""

import hashlib
from typing import Final

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from recommendations import access
from recommendations.access import By, Verb
from recommendations.choices import EntryKind
from recommendations.errors import AlreadyDone, Archived, Invalid, ReasonNeeded
from recommendations.models import DocumentVersion, SourceDocument, Upload
from recommendations.parsing.found import FoundDocument
from recommendations.workflow import anchors, documents
from recommendations.workflow.attributes import record_changed, take
from recommendations.workflow.locks import locked

LONGEST_LANGUAGE: Final = 8


@transaction.atomic
def add(
    document: SourceDocument,
    found: FoundDocument,
    *,
    by: By,
    language: str,
    is_official: bool = True,
    is_quoted: bool = False,
    upload: Upload | None = None,
    file_name: str = "",
    content: bytes = b"",
    why: str,
) -> DocumentVersion:
    """The file, of an upload or given here, as the document's next version. An official one in the language of the
    quoted version becomes the quoted one, a courtesy translation only where `is_quoted` says so; each recommendation
    whose words stand in it unchanged moves there, and the others wait for a decision (`queries.versions.to_place`).
    Any other stands beside. Raises AlreadyDone when the file is held, Archived, Invalid."""
    as_ = access.acting(by, Verb.CATALOGUE)
    if upload is not None:
        file_name, content = upload.file_name, bytes(upload.content)
    document = locked(document)
    if document.archived_at:
        raise Archived()
    if not why.strip():
        raise ReasonNeeded()
    if not language or len(language) > LONGEST_LANGUAGE:
        raise Invalid({"language": _("Choose the language of the file.")})
    sha256 = hashlib.sha256(content).hexdigest()
    if held := DocumentVersion.objects.filter(sha256=sha256).defer("content").first():
        raise AlreadyDone(sha256=sha256, version=held)
    if not found.paragraphs:
        raise Invalid({"file": _("No paragraph was found in the file.")})
    earlier = document.versions.defer("content").get(is_quoted=True)
    corrects = earlier.language == language and (is_official or is_quoted)
    before = take(document)
    if corrects:
        DocumentVersion.objects.filter(pk=earlier.pk).update(is_quoted=False)
    made = DocumentVersion.objects.create(
        document=document,
        number=(document.versions.aggregate(last=Max("number"))["last"] or 0) + 1,
        language=language,
        file_name=file_name,
        content=content,
        sha256=sha256,
        encoding=found.encoding,
        is_quoted=corrects,
        is_official=is_official,
        added_at=timezone.now(),
    )
    documents.keep(found, made)
    document.version += 1
    document.save()
    record_changed(document, before, by=by, acting=as_, why=why, kind=EntryKind.VERSION_ADDED)
    if corrects:
        anchors.move_all(made, by=by, acting=as_)
    else:
        anchors.move_renderings(made, by=by, acting=as_)
    return made

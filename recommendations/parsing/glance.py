"""What is plain of a file before it is read: that nothing can come of it."""

from typing import Final

from .docx.archive import NEEDED, Archive
from .errors import Unreadable
from .pdf.opening import open_pdf
from .read import OLD_OFFICE, Form, Limits, form_of

# Text to look at, and of another program or for a browser: read as it stands, its signs would be taken for words.
OTHER_KINDS: Final = (b"{\\rtf", b"<!doctype html", b"<html", b"<?xml")


def refuse_what_is_plain(data: bytes, limits: Limits) -> None:
    """Raises Unreadable: empty, too_large, wrong_kind, old_word, encrypted, damaged, archive_bomb, too_many_pages."""
    if len(data) > limits.bytes:
        raise Unreadable("too_large")
    if not data.strip():
        raise Unreadable("empty")
    form = form_of(data)
    if form is Form.PDF:
        open_pdf(data, limits.pages).close()
    elif form is Form.DOCX:
        if NEEDED not in Archive(data, limits.unpacked).names:
            raise Unreadable("wrong_kind")
    elif data.startswith(OLD_OFFICE):
        raise Unreadable("encrypted" if "EncryptedPackage".encode("utf-16-le") in data else "old_word")
    elif data.lstrip()[:20].lower().startswith(OTHER_KINDS):
        raise Unreadable("wrong_kind")

"""Any report, bytes in and values out: one signature for every format."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from .docx.read_docx import read_docx
from .encodings import decode
from .errors import Unreadable
from .found import FoundDocument
from .masthead import propose
from .pdf.read_pdf import read_pdf
from .read_text import read_decoded

OLD_OFFICE: Final = bytes.fromhex("d0cf11e0a1b11ae1")
ZIP: Final = b"PK\x03\x04"
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Limits:
    """What is refused as too much; `unpacked` is the size of an archive's parts together."""

    bytes: int = 50 * 1024 * 1024
    pages: int = 2_000
    unpacked: int = 200 * 1024 * 1024


LIMITS: Final = Limits()


class Form(StrEnum):
    """What a file is, by its bytes."""

    PDF = "pdf"
    DOCX = "docx"
    TEXT = "text"


HEAD: Final = 1024  # bytes that tell


def form_of(head: bytes) -> Form:
    """Only of a text the pieces are the file itself; of the others, the text that their readers define."""
    if b"%PDF-" in head[:HEAD]:
        return Form.PDF
    return Form.DOCX if head.startswith(ZIP) else Form.TEXT


def read(
    data: bytes,
    name: str,
    *,
    encoding: str | None = None,
    limits: Limits = LIMITS,
    progress: Progress | None = None,
) -> FoundDocument:
    """What the file holds. What it is goes by its bytes; its name is only asked where they do not say.

    `encoding` is a person's answer where a text's encoding was unsure. Raises Unreadable, EncodingUnsure.
    """
    if len(data) > limits.bytes:
        raise Unreadable("too_large")
    found = _read(data, encoding, limits, progress)
    return replace(found, facts=propose(found))


def _read(data: bytes, encoding: str | None, limits: Limits, progress: Progress | None) -> FoundDocument:
    if not data.strip():
        raise Unreadable("empty")
    form = form_of(data)
    if form is Form.PDF:
        return read_pdf(data, most_pages=limits.pages, progress=progress)
    if form is Form.DOCX:
        return read_docx(data, most_unpacked=limits.unpacked)
    if data.startswith(OLD_OFFICE):
        # Word keeps an encrypted DOCX in the old container, beside a stream of this name.
        raise Unreadable("encrypted" if "EncryptedPackage".encode("utf-16-le") in data else "old_word")
    return read_decoded(*decode(data, encoding))

"""Why nothing came of a file, and what to do about it, in words for the person who gave it."""

from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from recommendations.errors import Words

MEGABYTE: Final = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Problem:
    """`is_ours`: nothing is wrong with the file as far as is known, and trying again may help."""

    what: Words
    todo: Words
    is_ours: bool = False

    def __str__(self) -> str:
        return f"{self.what} {self.todo}"


AGAIN: Final = _("Save it again in the program it was made with, or ask whoever issued it for another copy.")
PROBLEMS: Final[dict[str, Problem]] = {
    "empty": Problem(_("The file is empty."), _("Choose the file again; perhaps it was still being copied.")),
    "too_large": Problem(
        _("The file is larger than %(megabytes)s MB."),
        _("Pictures are mostly why: save it without them, or in a smaller size."),
    ),
    "wrong_kind": Problem(
        _("This is no report in PDF, Word or plain text."),
        _("Save it as PDF, as DOCX or as plain text, and upload that file."),
    ),
    "binary": Problem(
        _("This is no report in PDF, Word or plain text."),
        _("A picture of a page cannot be read: upload the report itself, as PDF, DOCX or plain text."),
    ),
    "old_word": Problem(
        _("This is a file of an old Word (.doc)."),
        _("Open it in Word or LibreOffice, save it as DOCX, and upload that."),
    ),
    "encrypted": Problem(
        _("The file is protected by a password."), _("Open it, save it without a password, and upload that file.")
    ),
    "damaged": Problem(_("The file is damaged or incomplete."), AGAIN),
    "scan": Problem(
        _("The pages are pictures without text, as from a scanner."),
        _(
            "Run a text recognition (OCR) over it, such as “Recognize text” in Acrobat or the program ocrmypdf, "
            "check the words, and upload what comes out."
        ),
    ),
    "no_letters": Problem(
        _("The letters of this PDF cannot be told: it does not say which signs its shapes stand for."),
        _("Look for the Word file, or run a text recognition (OCR) over it, and upload what comes out."),
    ),
    "no_paragraphs": Problem(
        _("No paragraph was found in the file."),
        _("Look into it: perhaps it holds a title page or a table of contents."),
    ),
    "archive_bomb": Problem(
        _("Unpacked, the file would be far larger than a report ever is, so it was not opened."), AGAIN
    ),
    "nested_too_deep": Problem(_("The file is built in a way that no report needs, so it was not read."), AGAIN),
    "too_many_pages": Problem(
        _("The file has more than %(pages)s pages."), _("Upload the parts that hold recommendations, one by one.")
    ),
    "not_utf8": Problem(_("The encoding of the text cannot be told."), _("Save it as plain text in UTF-8.")),
    "unknown_encoding": Problem(
        _("The text is not in the encoding that was chosen."), _("Upload it again and choose another.")
    ),
    "too_slow": Problem(
        _("Reading it took longer than %(seconds)s seconds, so it was stopped."),
        _("Try again when little else is going on; or upload it in parts, or as plain text."),
        is_ours=True,
    ),
    "too_much_memory": Problem(
        _("Reading it needed more memory than one file may take, so it was stopped."),
        _("Upload it in parts, or as plain text."),
        is_ours=True,
    ),
    "crashed": Problem(
        _("The reader failed over this file. Nothing of it was kept but the file itself."),
        _("Try again once; then save it in another form (DOCX, plain text) and upload that."),
        is_ours=True,
    ),
}
UNKNOWN: Final = PROBLEMS["crashed"]


def problem_of(code: str) -> Problem:
    found = PROBLEMS.get(code, UNKNOWN)
    facts = {
        "megabytes": settings.UPLOAD_MAX_MB,
        "pages": settings.UPLOAD_MAX_PAGES,
        "seconds": settings.READING_MAX_SECONDS,
    }
    what = str(found.what)
    return Problem(what % facts if "%(" in what else what, str(found.todo), found.is_ours)

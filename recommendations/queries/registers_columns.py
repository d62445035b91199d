"""What the columns of an earlier register are for us: guessed by their headings, in English or French."""

import re
import unicodedata
from typing import Final

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from recommendations.parsing.spreadsheet import Sheet


class Column(TextChoices):
    SYMBOL = "symbol", _("Symbol of the document")
    PARAGRAPH = "paragraph", _("Paragraph")
    WORDS = "words", _("Words of the recommendation")
    OWNER = "owner", _("Owner")
    STATUS = "status", _("Status, in its own words")
    STATED = "stated", _("Date of the status")
    REMARKS = "remarks", _("Remarks")
    DATE = "date", _("Target date")


NEEDED: Final = (Column.SYMBOL, Column.PARAGRAPH, Column.WORDS)
# Bare words of headings; the first that a heading holds decides.
HEADINGS: Final[tuple[tuple[str, Column], ...]] = (
    ("status date", Column.STATED),
    ("date of status", Column.STATED),
    ("date of the status", Column.STATED),
    ("date du statut", Column.STATED),
    ("as of", Column.STATED),
    ("as at", Column.STATED),
    ("reported on", Column.STATED),
    ("stated", Column.STATED),
    ("updated", Column.STATED),
    ("mise a jour", Column.STATED),
    ("au date du", Column.STATED),
    ("symbol", Column.SYMBOL),
    ("cote", Column.SYMBOL),
    ("document", Column.SYMBOL),
    ("paragraph", Column.PARAGRAPH),
    ("para", Column.PARAGRAPH),
    ("recommendation", Column.WORDS),
    ("recommandation", Column.WORDS),
    ("words", Column.WORDS),
    ("text", Column.WORDS),
    ("texte", Column.WORDS),
    ("libelle", Column.WORDS),
    ("owner", Column.OWNER),
    ("responsible", Column.OWNER),
    ("responsable", Column.OWNER),
    ("lead", Column.OWNER),
    ("entity", Column.OWNER),
    ("entite", Column.OWNER),
    ("chef de file", Column.OWNER),
    ("status", Column.STATUS),
    ("statut", Column.STATUS),
    ("etat", Column.STATUS),
    ("implementation", Column.STATUS),
    ("remark", Column.REMARKS),
    ("comment", Column.REMARKS),
    ("remarque", Column.REMARKS),
    ("observation", Column.REMARKS),
    ("note", Column.REMARKS),
    ("target", Column.DATE),
    ("due", Column.DATE),
    ("deadline", Column.DATE),
    ("echeance", Column.DATE),
    ("date", Column.DATE),
)


def guessed(sheet: Sheet) -> dict[str, str]:
    """{column: heading}, each heading at most once."""
    found: dict[str, str] = {}
    for heading in sheet.headings:
        words = _bare(heading)
        column = next((each for name, each in HEADINGS if re.search(rf"\b{name}", words)), None)
        if column and column not in found:
            found[column.value] = heading
    return found


def _bare(words: str) -> str:
    plain = unicodedata.normalize("NFD", words.casefold())
    return " ".join(
        re.sub(r"[^a-z0-9]+", " ", "".join(each for each in plain if not unicodedata.combining(each))).split()
    )

"""The names and codes that the journal keeps, in the words of the forms."""

from functools import cache
from typing import Any, Final

from django.db.models import Field, Model

from recommendations.models import (
    Assignment,
    Membership,
    Organization,
    ProgressUpdate,
    Recommendation,
    Review,
    SourceDocument,
    Succession,
    Theme,
    User,
)

TOLD: Final[tuple[type[Model], ...]] = (
    ProgressUpdate,
    Recommendation,
    Assignment,
    Organization,
    SourceDocument,
    Theme,
    Succession,
    User,
    Membership,
    Review,
)


@cache
def known() -> dict[str, tuple[Any, dict[str, Any]]]:
    """Per column: its label, and the labels of its codes, in whatever language they are read."""
    found: dict[str, tuple[Any, dict[str, Any]]] = {}
    for field in (field for model in TOLD for field in model._meta.get_fields() if isinstance(field, Field)):
        _label, codes = found.setdefault(field.name, (field.verbose_name, {}))
        codes.update({str(code): words for code, words in field.flatchoices})
    return found


def label(name: str) -> str:
    words = str(known()[name][0]) if name in known() else name.replace("_", " ")
    return words[:1].upper() + words[1:]


def words_of(name: str, value: Any) -> str:
    match value:
        case None | "" | []:
            return "–"
        case list():
            return "; ".join(words_of(name, each) for each in value)
    codes = known()[name][1] if name in known() else {}
    return str(codes.get(str(value), value))


def changes(values: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Label, before and after; of what was new, before is empty, and what stayed empty is left out."""
    before, after = values.get("before") or {}, values.get("after") or {}
    return [
        (label(name), words_of(name, before[name]) if name in before else "", words_of(name, value))
        for name, value in after.items()
        if name in before or value not in (None, "", [])
    ]

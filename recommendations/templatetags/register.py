"""Small pieces of pages: signs, status badges, figures as links, dates with their precision."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any, Final
from urllib.parse import urlencode

from django import template
from django.templatetags.static import static
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from recommendations.browser.typed import EVIDENCE, SLOTS
from recommendations.choices import DEFINITIONS, DatePrecision, Phase, Status
from recommendations.queries.figures import Figure

register = template.Library()

# The class and the sign of each status; see design.css.
SIGNS: Final[dict[str, str]] = {
    Status.NOT_ASKED: "unasked",
    Status.NO_INFORMATION: "none",
    Status.NO_RECORD_FOUND: "norecord",
    Status.NOT_STARTED: "not-started",
    Status.DEFERRED: "deferred",
    Status.IN_PROGRESS: "progress",
    Status.NOT_VERIFIED: "unverified",
    Status.IN_PRACTICE: "practice",
    Status.IMPLEMENTED: "implemented",
    Status.IMPLEMENTED_BY_OTHER_MEANS: "means",
    Status.CLOSED_PARTLY_IMPLEMENTED: "partly",
    Status.CLOSED_NOT_IMPLEMENTED: "notdone",
    Status.OVERTAKEN_BY_EVENTS: "overtaken",
    Status.SUPERSEDED: "superseded",
}
FILLS: Final[dict[str, str]] = {
    Phase.DERIVED: "p-none",
    Phase.OPEN: "p-progress",
    Phase.ESTABLISHED: "p-practice",
    Phase.CLOSED: "",
}


# Made of constants alone, and asked for hundreds of times a page.
@register.simple_tag
@lru_cache(maxsize=256)
def icon(name: str, turned: str = "") -> SafeString:
    """A sign; `turned` for those that turn from right to left."""
    css = "i flip" if turned else "i"
    return format_html(
        '<svg class="{}" aria-hidden="true"><use href="{}#{}"></use></svg>', css, static("sprite.svg"), name
    )


@register.filter
def sign(status: str) -> str:
    return SIGNS.get(status, "unasked")


@register.filter
def definition(status: str) -> str:
    return str(DEFINITIONS[Status(status)]) if status in DEFINITIONS else ""


@register.filter
def status_word(status: str) -> str:
    return str(Status(status).label) if status in Status.values else status


@register.simple_tag
def status(code: str, basis: str = "reported", look: str = "") -> SafeString:
    """A badge that leads to its definition: outlined when reported, tinted when reviewed. Looks: big, plain."""
    if code not in SIGNS:
        return SafeString("")
    reviewed = " reviewed" if basis in ("own_side", "joint", "independent") else ""
    return _badge(code, f"status s-{SIGNS[code]}{reviewed} {look}".strip(), look == "plain", get_language())


@lru_cache(maxsize=512)
def _badge(code: str, css: str, plain: bool, language: str | None) -> SafeString:
    """In the language that is in force."""
    word = Status(code).label
    if plain:
        return format_html('<span class="{}">{}{}</span>', css, icon(SIGNS[code]), word)
    return format_html(
        '<a class="{}" href="{}#{}" data-tip="{}">{}{}</a>',
        css,
        reverse("definitions"),
        code,
        DEFINITIONS[Status(code)],
        icon(SIGNS[code]),
        word,
    )


@register.simple_tag
def status_head(code: str) -> SafeString:
    """Sign and word for a turned column head."""
    return format_html(
        '<span class="k s-{}">{}<span>{}</span></span>', SIGNS[code], icon(SIGNS[code]), Status(code).label
    )


@register.filter
def rows_of(query: Mapping[str, Sequence[str]] | Figure) -> str:
    """The address of the list with these filters."""
    given = query.query if isinstance(query, Figure) else query
    return f"{_the_list()}?{urlencode(given, doseq=True)}"


@lru_cache(maxsize=1)
def _the_list() -> str:
    return reverse("recommendations")


ZERO: Final = SafeString('<span class="zero">0</span>')


@register.simple_tag
def figure(found: Figure, words: str = "") -> SafeString:
    """A number that leads to exactly its rows; zero is grey and no link."""
    if not found.value and not words:
        return ZERO
    shown = f"{found.value} {words}".strip()
    if not found.value:
        return format_html('<span class="zero">{}</span>', shown)
    return format_html('<a class="fig" href="{}">{}</a>', rows_of(found), shown)


@register.simple_tag
def bar(figures: Sequence[Figure], total: int) -> SafeString:
    """The shares of phases as a pattern bar; the table beside it says the same in numbers."""
    parts = SafeString("")
    at = 0.0
    for each in figures:
        width = 100 * each.value / total if total else 0
        if width:
            fill = format_html(' fill="url(#{})"', FILLS[each.code]) if FILLS.get(each.code) else ""
            css = "s-superseded" if each.code == Phase.CLOSED else "s-none"
            parts += format_html(
                '<rect class="{}" x="{}%" width="{}%" height="100%"{}></rect>', css, f"{at:.2f}", f"{width:.2f}", fill
            )
        at += width
    return format_html('<svg class="chart" aria-hidden="true">{}</svg>', parts)


@register.simple_tag
def share(value: int, total: int) -> SafeString:
    width = f"{100 * value / total if total else 0:.2f}"
    return format_html(
        '<svg class="chart" aria-hidden="true"><rect class="f-plain" x="0%" width="{}%" height="100%"></rect></svg>',
        width,
    )


@register.filter
def colon(words: Any) -> str:
    """The words with a colon after them, as the language sets it: French has a space before."""
    said = _("%(words)s:") % {"words": words}
    return SafeString(said) if isinstance(words, SafeString) else said


@register.filter
def day(value: date | None) -> str:
    return date_format(value, "j F Y") if value else ""


@register.filter
def iso_day(value: Any) -> date | None:
    """A date out of the journal, where it stands as text."""
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        return None


def with_precision(value: date, precision: str) -> str:
    match precision:
        case DatePrecision.MONTH:
            return date_format(value, "F Y")
        case DatePrecision.QUARTER:
            quarter = (value.month + 2) // 3
            words = {1: _("1st quarter"), 2: _("2nd quarter"), 3: _("3rd quarter"), 4: _("4th quarter")}
            return f"{words[quarter]} {value.year}"
        case DatePrecision.YEAR:
            return str(value.year)
    return date_format(value, "j F Y")


@register.filter
def due(row: Any) -> str:
    """The target date of a recommendation with its precision, or its event; empty where none is agreed."""
    if row.due_on:
        return with_precision(row.due_on, row.due_precision)
    return _("event: %(event)s") % {"event": row.due_event} if row.due_event else ""


@register.filter
def dated(document: Any) -> str:
    return with_precision(document.dated, document.date_precision) if document.dated else _("undated")


@register.filter
def stated(statement: Any) -> str:
    """The date that an imported statement gives itself."""
    return with_precision(statement.stated_on, statement.stated_precision) if statement.stated_on else ""


@register.filter
def place(reference: str) -> str:
    """`para. 79(d)` of `S/2008/186 para. 79(d)`."""
    head, found, tail = reference.partition(" para. ")
    return f"para. {tail}" if found else head


@register.filter
def source(reference: str) -> str:
    return reference.partition(" para. ")[0]


@register.filter
def how_many_words(text: str) -> str:
    number = len((text or "").split())
    return ngettext("%(n)s word", "%(n)s words", number) % {"n": number}


@register.filter
def of(mapping: Mapping[Any, Any], key: Any) -> Any:
    return mapping.get(key) if mapping else None


EVIDENCE_FIELDS: Final = ("kind", "held_as", "dated", "file", "unclassified", *EVIDENCE)


@register.simple_tag
def field_id(prefix: str, name: str) -> str:
    """Where the error list leads: the fields of evidence have a prefix of their own."""
    if name.startswith(SLOTS):
        return name
    return f"e-{name}" if name in EVIDENCE_FIELDS and prefix == "u-" else f"{prefix}{name}"

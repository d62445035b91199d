"""What the reader says of a document."""

from functools import lru_cache
from html import escape
from typing import Any, Final

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from recommendations.browser.documents import Words, fragment
from recommendations.browser.reading import Part, Run
from recommendations.choices import FollowUp
from recommendations.models import Recommendation
from recommendations.templatetags.rows import ANY

register = template.Library()
register.filter("fragment", fragment)


@register.filter
def ask_number(ask: Recommendation) -> str:
    """2 for `S/2008/186 para. 72(a), ask 2`; the first has no number of its own."""
    return ask.reference.rpartition(", ask ")[2] if ", ask " in ask.reference else "1"


LOOKS: Final = {FollowUp.TRACKED: "", FollowUp.FOR_REFERENCE: "fr", FollowUp.TO_BE_DECIDED: "tbd"}


@register.simple_tag(takes_context=True)
def text(context: dict[str, Any], words: Words, numbered: bool = False) -> SafeString:
    return words_as_issued(words, context.get("came_from"), numbered)


def words_as_issued(words: Words, came_from: Recommendation | None, numbered: bool = False) -> SafeString:
    """The words as issued, with what is marked and linked in them; here and not in a template, for large documents.

    `numbered` when several asks stand in the paragraph: each then begins with its number, as in the margin.
    """
    return SafeString("".join(_run(each, came_from, numbered) for each in words.runs))


def address_of(ask: Recommendation) -> str:
    """Of its page; ids are letters and digits."""
    return _any_address().replace(ANY, ask.public_id)


@lru_cache(maxsize=1)
def _any_address() -> str:
    return reverse("recommendation", args=[ANY])


def _run(run: Run, came_from: Recommendation | None, numbered: bool) -> str:
    if run.note:
        return format_html(
            '<sup><a href="#note-{0}" id="mark-{0}" role="doc-noteref" aria-label="{1}">{2}</a></sup>',
            run.note.ord,
            _("Footnote %(mark)s") % {"mark": run.note.mark},
            run.note.mark,
        )
    inner = "".join(_part(each) for each in run.parts)
    if run.cites:
        inner = format_html(
            '<a class="cite" href="{}">{}</a>', reverse("document", args=[run.cites]), SafeString(inner)
        )
    elif run.ask:
        inner = format_html('<a href="{}">{}</a>', address_of(run.ask), SafeString(inner))
    if not run.ask:
        return inner
    look = LOOKS[FollowUp(run.follow_up)]
    if came_from in run.asks:
        look = f"now {look}".strip()
    numbers = " · ".join(ask_number(each) for each in run.begin) if numbered else ""
    data = format_html(' data-n="{}"', numbers) if numbers else ""
    return format_html('<mark class="{}"{}>{}</mark>', look, data, SafeString(inner))


def _part(part: Part) -> str:
    if not part.hit:
        return escape(part.text)
    mark = f' id="hit-{part.hit}"' if part.begins else ""
    return f'<mark class="hit"{mark}>{escape(part.text)}</mark>'

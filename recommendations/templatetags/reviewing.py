"""The report beside its candidates; here and not in a template, for large documents."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.formats import number_format
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from recommendations.browser.intake.reviewing_text import Block, Run
from recommendations.browser.intake.reviewing_words import why
from recommendations.models import Candidate

register = template.Library()
register.filter("why", why)


@register.simple_tag(takes_context=True)
def words(context: dict[str, Any], block: Block) -> SafeString:
    """The paragraph as issued, each candidate's words marked, its number before them."""
    numbers, query = context["numbers"], context["query"]
    return mark_safe("".join(_run(each, numbers, query) for each in block.runs))  # each part is escaped


def _run(run: Run, numbers: Mapping[int, str], query: str) -> str:
    if run.note:
        label = _("Footnote %(mark)s") % {"mark": run.note.mark}
        return format_html('<sup aria-label="{}" role="note">{}</sup>', label, run.note.mark)
    ticks = "".join(_tick(each, numbers, query) for each in run.begin)
    if run.look is None:
        return f"{ticks}{escape(run.text)}"
    look = format_html(' class="{}"', run.look) if run.look else ""
    return format_html("<mark{}>{}{}</mark>", look, mark_safe(ticks), run.text)  # escaped above


def _tick(row: Candidate, numbers: Mapping[int, str], query: str) -> str:
    number = numbers[row.pk]
    label = _("candidate %(number)s, %(state)s") % {"number": number, "state": row.get_state_display().lower()}
    at = f"?{query}&c={row.public_id}#now" if query else f"?c={row.public_id}#now"
    return format_html('<a class="tick" href="{}" aria-label="{}">{}</a>', at, label, number)


@register.filter
def percent(score: float | None) -> str:
    return "" if score is None else number_format(score, 2)


@register.filter
def outcome(row: Candidate) -> str:
    """What became of it, in a word or two: "accepted, for reference"."""
    if row.recommendation and not row.recommendation.archived_at:
        follow_up = row.recommendation.get_follow_up_display().lower()
        return _("accepted, %(follow_up)s") % {"follow_up": follow_up}
    return str(row.get_state_display().lower())

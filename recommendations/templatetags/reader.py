"""What the reader says of a document."""

from django import template

from recommendations.browser.documents import fragment
from recommendations.models import Recommendation

register = template.Library()
register.filter("fragment", fragment)


@register.filter
def ask_number(ask: Recommendation) -> str:
    """2 for `S/2008/186 para. 72(a), ask 2`; the first has no number of its own."""
    return ask.reference.rpartition(", ask ")[2] if ", ask " in ask.reference else "1"


@register.filter
def ask_numbers(begin: tuple[Recommendation, ...]) -> str:
    return " · ".join(ask_number(each) for each in begin)

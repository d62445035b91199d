"""Ways to a data steward's work, on the pages of all."""

from typing import Any

from django import template

from recommendations.browser.shared import reader_of
from recommendations.choices import Role

register = template.Library()


@register.simple_tag(takes_context=True)
def is_steward(context: dict[str, Any]) -> bool:
    """Costs no query where the page has asked already who reads it."""
    request = context.get("request")
    user = getattr(request, "user", None)
    return bool(user and user.is_authenticated and Role.STEWARD in reader_of(context["request"]).roles)

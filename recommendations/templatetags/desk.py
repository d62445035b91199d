"""What the head of every page says of the person who reads it."""

from typing import Any

from django import template

from recommendations.admin.who import enters
from recommendations.browser.shared import functions_of, person, reader_of
from recommendations.queries import desk

register = template.Library()


@register.simple_tag(takes_context=True)
def desk_count(context: dict[str, Any]) -> int:
    """How many pieces of work wait; My desk itself has counted them already."""
    if "waits" in context:
        return int(context["waits"])
    return desk.how_many_wait(reader_of(context["request"]))


@register.simple_tag(takes_context=True)
def functions(context: dict[str, Any]) -> list[str]:
    return functions_of(person(context["request"]))


@register.simple_tag(takes_context=True)
def enters_administration(context: dict[str, Any]) -> bool:
    return enters(context["request"])

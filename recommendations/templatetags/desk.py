"""What the head of every page says of the person who reads it."""

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from recommendations.admin.who import enters
from recommendations.browser import shared
from recommendations.browser.onward import FIELD, place_of
from recommendations.browser.shared import functions_of, person, reader_of
from recommendations.models import Assignment, User
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
    return functions_of(context["request"])


@register.simple_tag(takes_context=True)
def enters_administration(context: dict[str, Any]) -> bool:
    return enters(context["request"])


@register.simple_tag(takes_context=True)
def from_desk(context: dict[str, Any]) -> SafeString:
    """In a form: the place on the desk from which the page was opened, to go back there after the act."""
    place = place_of(context["request"])
    return format_html('<input type="hidden" name="{}" value="{}">', FIELD, place) if place else SafeString("")


@register.simple_tag(takes_context=True)
def called(context: dict[str, Any], who: User) -> str:
    """Somebody as the reader knows them: by name in the reader's family, else by function."""
    return shared.called(context["request"], who)


@register.simple_tag(takes_context=True)
def whose_work(context: dict[str, Any], assignment: Assignment) -> str:
    """Who has it, as a desk officer of the office reads it; nothing where nobody was named."""
    me = person(context["request"])
    if assignment.focal_point is None:
        return ""
    if assignment.focal_point == me:
        return _("you are the focal point")
    if assignment.alternate == me:
        name = shared.called(context["request"], assignment.focal_point)
        return _("you are the alternate of %(name)s") % {"name": name}
    return _("focal point: %(name)s") % {"name": shared.called(context["request"], assignment.focal_point)}

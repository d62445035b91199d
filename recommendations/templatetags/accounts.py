"""Pieces of the pages of accounts."""

import json
from datetime import datetime
from typing import Any, Final

from django import template
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe

from recommendations import access
from recommendations.access import Verb
from recommendations.browser.accounts import middleware, places
from recommendations.browser.shared import reader_of
from recommendations.choices import Appearance
from recommendations.models import User

register = template.Library()
register.filter("hour", middleware.hour)

THEMES: Final = {Appearance.LIGHT: "light", Appearance.DARK: "dark"}


@register.filter
def as_json(value: Any) -> str:
    """For an attribute that a script reads."""
    return json.dumps(value, cls=DjangoJSONEncoder)


@register.filter
def moment(value: datetime | None) -> str:
    """Day and hour in the time zone of whoever reads; days alone go by the installation's, for everybody."""
    if value is None:
        return ""
    return date_format(timezone.localtime(value, middleware.zone()), "j F Y, H:i")


@register.filter
def moment_day(value: datetime | None) -> str:
    """The day of a moment whose hour stands beside it."""
    return date_format(timezone.localtime(value, middleware.zone()), "j F Y") if value else ""


@register.simple_tag
def zone_of_moments() -> str:
    return middleware.zone().key


@register.simple_tag(takes_context=True)
def theme(context: dict[str, Any]) -> str:
    """For `data-theme`: what the account chose; "system" asks the device."""
    request = context.get("request")
    person = getattr(request, "user", None)
    return THEMES.get(Appearance(person.appearance), "system") if isinstance(person, User) else "system"


@register.simple_tag(takes_context=True)
def administers(context: dict[str, Any]) -> bool:
    """Whether the account menu leads to the people of the register."""
    return not reader_of(context["request"]).roles.isdisjoint(access.RULES[Verb.ADMINISTER].roles)


@register.simple_tag(takes_context=True)
def no_passkeys_here(context: dict[str, Any]) -> str:
    request: HttpRequest = context["request"]
    return places.passkeys_elsewhere(request)


@register.filter
def drawing(svg: str) -> SafeString:
    """A drawing that we made ourselves."""
    return mark_safe(svg)

"""Fields of forms as markup. A form has dozens of them: put together here, not in templates."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from django import template
from django.template.loader import render_to_string
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from recommendations.browser.constant import constant
from recommendations.choices import Phase, Status
from recommendations.templatetags.register import icon

register = template.Library()

NOTHING: Final = SafeString("")
EVIDENCE_FIELDS: Final = "parts/evidence_fields.html"


@register.simple_tag
def wrong(errors: Mapping[str, Any] | None, name: str, prefix: str = "") -> SafeString:
    """What is wrong with one field, under it."""
    words = errors.get(name) if errors else None
    if not words:
        return NOTHING
    return format_html('<p class="error mt1" id="{}{}-error">{}{}</p>', prefix, name, icon("alert"), words)


@register.simple_tag(takes_context=True)
def line(
    context: Mapping[str, Any], name: str, label: str, hint: str = "", type: str = "text", list: str = ""
) -> SafeString:
    """A line or a day of the update's form; `values` and `errors` are the page's."""
    return format_html(
        '<label for="u-{0}">{1}</label>{2}<input id="u-{0}" data-may-be-needed name="{0}" type="{3}"{4}'
        ' value="{5}"{6}{7}>{8}',
        name,
        label,
        _hint(name, hint),
        type,
        SafeString(' class="w10"' if type == "date" else ' maxlength="300" placeholder=" " class="full"'),
        context["values"].get(name) or "",
        format_html(' list="{}"', list) if list else NOTHING,
        _described(name, hint, context["errors"]),
        wrong(context["errors"], name, "u-"),
    )


@register.simple_tag(takes_context=True)
def area(
    context: Mapping[str, Any],
    name: str,
    label: str,
    hint: str = "",
    rows: int = 2,
    counted: bool = False,
    optional: bool = False,
) -> SafeString:
    """A text of the update's form; `values` and `errors` are the page's."""
    value = context["values"].get(name) or ""
    return format_html(
        '<label for="u-{0}">{1}{2}</label>{3}<textarea id="u-{0}" data-may-be-needed name="{0}" rows="{4}"'
        ' placeholder=" "{5}>{6}</textarea>{7}{8}',
        name,
        label,
        format_html(' <span class="hint">{}</span>', _("(optional)")) if optional else NOTHING,
        _hint(name, hint),
        rows,
        _described(name, hint, context["errors"]),
        value,
        _counted(name, value) if counted else NOTHING,
        wrong(context["errors"], name, "u-"),
    )


def _hint(name: str, hint: str) -> SafeString:
    return format_html('<p class="hint" id="u-{}-hint">{}</p>', name, hint) if hint else NOTHING


def _described(name: str, hint: str, errors: Mapping[str, Any]) -> SafeString:
    by = [f"u-{name}-hint"] if hint else []
    by += [f"u-{name}-error"] if errors.get(name) else []
    invalid = SafeString(' aria-invalid="true"' if errors.get(name) else "")
    return format_html('{} aria-describedby="{}"', invalid, " ".join(by)) if by else invalid


def _counted(name: str, value: str) -> SafeString:
    return format_html(
        '<p class="hint words" data-words-of="u-{}" data-pattern="{}" aria-live="polite">{}</p>',
        name,
        _("words: {n}"),
        _("words: %(n)s") % {"n": len(value.split())} if value else "",
    )


@register.simple_tag
def options(values: Iterable[str]) -> SafeString:
    """For a list of suggestions: every organization."""
    return SafeString("".join(f'<option value="{escape(each)}"></option>' for each in values))


@register.simple_tag
def meanings(phases: Iterable[tuple[Phase, list[Status]]]) -> SafeString:
    """What each of the statuses means and needs."""
    return constant("parts/meanings.html", statuses=tuple(each for _phase, statuses in phases for each in statuses))


@register.simple_tag
def evidence_fields(p: str, typed: Mapping[str, Any] | None, errors: Mapping[str, Any] | None) -> SafeString:
    """One piece of evidence, in one of four ways: `p` is the prefix of the names, `typed` what stood in them."""
    if not errors and not any((typed or {}).values()):
        return constant(EVIDENCE_FIELDS, p=p)
    return render_to_string(EVIDENCE_FIELDS, {"p": p, "typed": typed, "errors": errors})

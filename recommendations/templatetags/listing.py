"""Pieces of the list: words with the places that were searched for, cells that say the same on page and in a file."""

from html import escape

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from recommendations.browser.menus import Menu, Option
from recommendations.queries import search
from recommendations.templatetags.register import status

register = template.Library()


@register.simple_tag
def options(menu: Menu) -> SafeString:
    """The values of a menu, each with the rows it would give. A page has hundreds: put together here, not in a
    template."""
    lines = []
    for heading, group in menu.groups:
        lines += [f'<li class="cap">{escape(heading)}</li>'] if heading else []
        lines += [_option(menu.name, each) for each in group]
    return mark_safe("".join(lines))  # every line is escaped


def _option(name: str, option: Option) -> str:
    words = status(option.code, look="plain") if name == "status" else escape(option.words)
    css = "n" if option.rows else "n zero"
    rows = "" if option.rows is None else f'<span class="{css}">{option.rows}</span>'
    checked = " checked" if option.checked else ""
    field = f'<input type="checkbox" name="{name}" value="{escape(option.code)}"{checked}>'
    return f"<li><label>{field}<span>{words}</span>{rows}</label></li>"


@register.filter
def marked(text: str, words: list[str]) -> SafeString:
    """The text, escaped, with the words that were searched for in <mark>."""
    spans = search.hits(text, words) if words else []
    if not spans:
        return conditional_escape(text)
    pieces, at = [], 0
    for start, end in spans:
        pieces += [conditional_escape(text[at:start]), format_html("<mark>{}</mark>", text[start:end])]
        at = end
    pieces.append(conditional_escape(text[at:]))
    return mark_safe("".join(pieces))  # every piece is escaped


@register.filter
def stands_in(words: list[str], text: str) -> bool:
    """Whether any of the words is in the text: such a text is shown whole."""
    return bool(words and search.hits(text, words))

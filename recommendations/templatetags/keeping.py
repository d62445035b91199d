"""Nothing typed is lost: what a page does for each of its forms that say `data-keeps="..."`.

`{% keeping %}` stands around all of a page's content. Each such form gets the fields that say whose it is and which,
what its writer typed before and did not send, and the place for a word about that."""

import re
from typing import Any, Final

from django import template
from django.http import HttpRequest
from django.template.base import Node, NodeList, Parser, Token
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from recommendations.browser import filling, kept, once, writer
from recommendations.browser.constant import constant
from recommendations.models import KeptText, User
from recommendations.queries.kept import kept_by

register = template.Library()

FORM: Final = re.compile(r"<form\b[^>]*\bdata-keeps=\"([^\"]+)\"[^>]*>.*?</form>", re.DOTALL)
POSTED: Final = re.compile(r"<form\b(?=[^>]*\bmethod=\"?post)[^>]*>")
START: Final = re.compile(r"<form\b[^>]*>")
KEPT_WORDS: Final = "parts/kept_words.html"
PLACE: Final = "<div data-kept></div>"


class Keeping(Node):
    def __init__(self, nodelist: NodeList, name: Any) -> None:
        self.nodelist = nodelist
        self.name = name

    def render(self, context: template.Context) -> SafeString:
        html = str(self.nodelist.render(context))
        request = context.get("request")
        user = getattr(request, "user", None)
        if not isinstance(user, User) or not isinstance(request, HttpRequest):
            return mark_safe(html)  # rendered by templates
        if self.name is not None and (name := self.name.resolve(context)):
            html = _named(html, str(name))
        html = _sent_once(html)
        if 'data-keeps="' not in html:
            return mark_safe(html)  # rendered by templates
        return mark_safe(_kept(html, request, user) + render_to_string("parts/keeping.html", {"user": user}, request))


@register.tag
def keeping(parser: Parser, token: Token) -> Keeping:
    """`{% keeping %}`; with a name, also for a first form that posts and says none itself."""
    words = token.split_contents()
    name = parser.compile_filter(words[1]) if len(words) > 1 else None
    nodelist = parser.parse(("endkeeping",))
    parser.delete_first_token()
    return Keeping(nodelist, name)


def _sent_once(html: str) -> str:
    hidden = format_html('<input type="hidden" name="{}" value="{}">', once.FIELD, once.token())
    return POSTED.sub(lambda found: found[0] + hidden, html)


def _named(html: str, name: str) -> str:
    if 'data-keeps="' in html:
        return html
    posting = re.compile(r"<form\b(?=[^>]*\bmethod=\"?post)")
    return posting.sub(lambda found: format_html('{} data-keeps="{}"', mark_safe(found[0]), name), html, count=1)


def _kept(html: str, request: HttpRequest, user: User) -> str:
    """What was sent a moment ago, and refused, stands in its form already, newer than what was kept."""
    there = kept_by(user) if request.method == "GET" else {}
    return FORM.sub(lambda found: _form(found[0], found[1], request, user, there), html)


def _form(html: str, name: str, request: HttpRequest, user: User, there: dict[str, KeptText]) -> str:
    mine = there.get(name)
    left: dict[str, list[str]] = {}
    files: list[str] = []
    if mine:
        again = filling.filled(html, mine.typed)
        mine = None if again.outgrown else mine
    if mine:
        html = again.html.replace("<form", f'<form data-kept-at="{mine.kept_at.isoformat()}"', 1)
        left = again.left
        files = left.pop(kept.FILES, [])
    others = [each for form, each in there.items() if form.startswith(f"{name}{kept.BESIDE}")]
    autosave, page = " data-autosave" in html[: html.index(">")], _page(request)
    if mine or others:
        about = {"kept": mine, "left": left, "files": files, "others": others, "name": name, "page": page}
        words = SafeString(render_to_string(KEPT_WORDS, {**about, "autosave": autosave}, request))
    else:
        words = constant(KEPT_WORDS, autosave=autosave)
    sent_as = getattr(request, "_keeps", "")
    if sent_as == name or sent_as.startswith(f"{name}{kept.BESIDE}"):
        came_at = request._came_at  # type: ignore[attr-defined]  # set with it, by the middleware
        html = html.replace("<form", f'<form data-came-back="{came_at.isoformat()}"', 1)
    else:
        sent_as = name
    fields = {writer.FIELD: writer.token(user.pk), kept.FIELD: sent_as, "page": page}
    hidden = "".join(
        format_html('<input type="hidden" name="{}" value="{}">', field, value) for field, value in fields.items()
    )
    if PLACE not in html:
        hidden += PLACE
    html = START.sub(lambda found: found[0] + hidden, html, count=1)
    return html.replace(PLACE, words, 1)


def _page(request: HttpRequest) -> str:
    """Where the form stands, also when it comes back from the address to which it was sent."""
    return kept.page_of(request) if request.method == "POST" else request.get_full_path()


@register.simple_tag(takes_context=True)
def keeper(context: dict[str, Any]) -> dict[str, Any]:
    """For the script: who reads this page, and which forms the register has got since the last one."""
    request = context.get("request")
    if request is None or not getattr(request, "user", None) or not request.user.is_authenticated:
        return {}
    return {"person": request.user.pk, "sent": " ".join(request.session.pop(kept.SENT, []))}


@register.simple_tag(takes_context=True)
def carried(context: dict[str, Any]) -> dict[str, Any]:
    """What waits for whoever signs in: of its words nothing, of its files the names."""
    request = context.get("request")
    found = kept.carries(request) if request is not None else {}
    return {"files": found["typed"].get(kept.FILES, [])} if found else {}

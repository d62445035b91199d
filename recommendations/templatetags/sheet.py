"""The text of a document as markup: headings, paragraphs, and in the margin what is catalogued in each. A text has
hundreds of them: put together here, not in templates."""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from typing import Final
from urllib.parse import quote

from django import template
from django.template import Context, Engine
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from recommendations.browser.documents import Block, Heading, Words
from recommendations.choices import FollowUp, Kind
from recommendations.models import Recommendation
from recommendations.queries.listed import Listed
from recommendations.templatetags import register as small
from recommendations.templatetags.reader import address_of, ask_number, words_as_issued
from recommendations.templatetags.rows import differs, past_its_date, who_says_so, word_of

register = template.Library()

NOTHING: Final = SafeString("")


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is the same for every paragraph of one page. `beside` are the paragraphs in the reader's language."""

    context: Context
    language: str
    came_from: Recommendation | None
    beside: dict[str, str]
    new_ask: str
    hits: int


@register.simple_tag(takes_context=True)
def sheet(context: Context) -> SafeString:
    """The whole text in its order."""
    page = context["page"]
    it = Sheet(
        context=context,
        language=context["version"].language,
        came_from=context["came_from"],
        beside=context["beside"].paragraphs,
        new_ask=_new_ask(context["document"].code) if context["catalogues"] else "",
        hits=page.hits,
    )
    return SafeString("".join(_block(each, it) for each in page.blocks) + _headings(page.trailing, it))


@register.simple_tag(takes_context=True)
def contents(context: Context) -> SafeString:
    page = context["page"]
    lines = [(f"section-{each.section.ord}", f"l{each.depth}", each.section.heading) for each in page.headings]
    shown = format_html_join("", '<li><a href="#{}" class="{}">{}</a></li>', lines)
    notes = format_html('<li><a href="#footnotes">{}</a></li>', _("Footnotes")) if page.notes else NOTHING
    return format_html("<ul>{}{}</ul>", shown, notes)


@register.simple_tag
def hits(words: Words, total: int) -> SafeString:
    """Which hits stand in these words, and the way to the ones before and after."""
    if not words.first:
        return NOTHING
    if words.first == words.last:
        said = _("hit %(n)s of %(total)s") % {"n": words.first, "total": total}
    else:
        numbers = {"first": words.first, "last": words.last, "total": total}
        said = _("hits %(first)s to %(last)s of %(total)s") % numbers
    before = _way(words.first - 1, "prev", _("Previous hit")) if words.first > 1 else NOTHING
    after = _way(words.last + 1, "next", _("Next hit")) if words.last < total else NOTHING
    return format_html('<p class="hits">{} <span>{}</span> {}</p>', before, said, after)


def _way(to: int, sign: str, words: str) -> SafeString:
    return format_html('<a href="#hit-{}">{}<span class="vh">{}</span></a>', to, small.icon(sign, "turned"), words)


def _headings(headings: Iterable[Heading], it: Sheet) -> str:
    return "".join(
        f'<h{each.level} id="section-{each.section.ord}" class="d{each.depth}" dir="auto">'
        f"{words_as_issued(each.words, it.came_from)}</h{each.level}>{hits(each.words, it.hits)}"
        for each in headings
    )


def _block(block: Block, it: Sheet) -> str:
    """A paragraph at its own address, with its label in front and what is catalogued beside it."""
    label = escape(block.paragraph.label)
    return (
        f'{_headings(block.headings, it)}<div class="para" id="{label}">'
        f'<a class="no" href="#{escape(block.fragment)}"><bdi>{label}</bdi></a>'
        f"{_words(block, it)}{_margin(block, it)}</div>"
    )


def _words(block: Block, it: Sheet) -> str:
    other = it.beside.get(block.paragraph.label)
    if not other:
        words = words_as_issued(block.words, it.came_from, numbered=block.many)
        return f'<p dir="auto" lang="{escape(it.language)}">{words}</p>'
    with it.context.push(block=block, other=other):
        return Engine.get_default().get_template("documents/paragraph.html").render(it.context)


def _margin(block: Block, it: Sheet) -> str:
    """Each ask's follow-up and status, as sign and word, and the way to its page; for data stewards, to a new ask."""
    new_ask = _new_ask_in(block.paragraph.label, it) if it.new_ask else NOTHING
    if not block.asks and not block.words.first:
        return new_ask
    label = _("Catalogued in %(label)s") % {"label": block.paragraph.label}
    asks = "".join(_ask(each, block.many) for each in block.asks)
    return f'<aside aria-label="{escape(label)}">{hits(block.words, it.hits)}{asks}{new_ask}</aside>'


def _ask(row: Listed, many: bool) -> str:
    ask = row.recommendation
    quiet = "" if row.asked else "quiet"
    number = format_html(' data-n="{}"', ask_number(ask)) if many else ""
    said = " ".join(_where_it_stands(row))
    place = escape(small.place(ask.reference))
    return (
        f'<div class="ask {quiet}"{number}>{said} '
        f'<a class="its" href="{escape(address_of(ask))}"><bdi>{place}</bdi></a></div>'
    )


def _where_it_stands(row: Listed) -> Iterable[SafeString]:
    ask = row.recommendation
    if not row.asked:
        css = "tag ask" if ask.follow_up == FollowUp.TO_BE_DECIDED else "tag "
        yield format_html('<span class="{}">{}</span>', css, word_of(FollowUp, ask.follow_up))
        yield _basis(word_of(Kind, ask.kind))
        return
    if row.is_aim:
        yield format_html('<span class="tag ok">{}</span>', _("Aim"))
        yield _basis(_("tracked, described, not rated"))
    else:
        yield small.status(ask.status, ask.basis)
        yield _basis(who_says_so(ask.basis, row.since, ask.status))
    yield _basis(_("a whole, counted through its parts") if ask.is_whole else _owners(row))
    if row.overdue:
        yield past_its_date()
    if row.differ:
        yield differs(_("Reported and reviewed differ"))
    if row.newer_report:
        yield differs(_("Newer report, awaiting review"))


def _owners(row: Listed) -> str:
    names = ", ".join(each.organization.name() for each in row.owners) or _("without owner")
    return "; ".join([names, _("joint owners")]) if len(row.owners) > 1 else names


def _basis(words: str) -> SafeString:
    return format_html('<span class="basis">{}</span>', words)


def _new_ask(code: str) -> str:
    return f"{reverse('new-recommendation')}?document={quote(code, safe='')}"


def _new_ask_in(label: str, it: Sheet) -> SafeString:
    return format_html(
        '<div class="new-ask"><a href="{}&amp;paragraph={}">+ {}<span class="vh"> {}</span></a></div>',
        it.new_ask,
        quote(label, safe=""),
        _("New ask"),
        _("in %(label)s") % {"label": label},
    )

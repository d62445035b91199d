"""Rows of long lists as markup. A page has hundreds of cells: put together here, not in templates."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, Final
from urllib.parse import quote

from django import template
from django.db.models import TextChoices
from django.urls import reverse
from django.utils import timezone
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from recommendations.access import Reader
from recommendations.browser.listing import Head
from recommendations.choices import (
    AssignmentRole,
    AssignmentState,
    Basis,
    FollowUp,
    Kind,
    Nature,
    OrganizationKind,
    Standing,
    Status,
)
from recommendations.models import Assignment, Organization, ProgressUpdate
from recommendations.queries import organizations
from recommendations.queries.listed import Listed
from recommendations.templatetags import register as small
from recommendations.templatetags.listing import marked, stands_in

register = template.Library()

NOTHING: Final = SafeString("")
IN_A_PATH: Final = "/~:@!$&'()*+,;="
ANY: Final = "any-public-id"  # in an address that is looked up once for all rows


@dataclass(frozen=True)
class Table:
    """What is the same for every row of one page."""

    heads: Sequence[Head]
    below: Sequence[str]
    words: list[str]
    last: Mapping[str, ProgressUpdate]
    reader: Reader
    address: str = field(default_factory=lambda: reverse("recommendation", args=[ANY]))

    @cached_property
    def columns(self) -> list[tuple[Callable[[Listed, "Table"], SafeString | str], str]]:
        """What stands in each column, and the tag before it."""
        return [
            (CELLS[each.name], format_html('<td class="c-{}" data-l="{}">', each.name, each.label))
            for each in self.heads[2:]
        ]


@register.simple_tag(takes_context=True)
def rows(context: dict[str, Any], listed: Iterable[Listed]) -> SafeString:
    table = Table(*(context[name] for name in ("heads", "below", "words", "last", "reader")))
    return SafeString("".join(_row(each, table) for each in listed))


def _row(row: Listed, table: Table) -> SafeString:
    ask = row.recommendation
    return format_html(
        '<tr{}><th scope="row"><a class="ref" href="{}"><bdi>{} <span>{}</span></bdi></a></th>'
        '<td class="c-words"><p class="quote{}" lang="{}" dir="auto">{}</p>{}</td>{}</tr>',
        NOTHING if row.asked else SafeString(' class="quiet-row"'),
        table.address.replace(ANY, ask.public_id),
        marked(small.source(ask.reference), table.words),
        marked(small.place(ask.reference), table.words),
        "" if stands_in(table.words, ask.text) else " clamp",
        ask.paragraph.document_version.language,
        marked(ask.text, table.words),
        _below(row, table.below),
        SafeString("".join(f"{tag}{conditional_escape(cell(row, table))}</td>" for cell, tag in table.columns)),
    )


def _below(row: Listed, names: Sequence[str]) -> SafeString:
    """What stands small under the words, as long as it has no column."""
    said: list[str] = []
    if "kind" in names:
        said.append(word_of(Kind, row.recommendation.kind))
    if "asked" in names and row.document.dated:
        said.append(_("asked %(year)s") % {"year": row.document.dated.year})
    if "theme" in names:
        said += [each.label for each in row.themes]
    return format_html('<p class="meta">{}</p>', " · ".join(said)) if names else NOTHING


def word_of(choices: type[TextChoices], code: str) -> str:
    """As `get_..._display` says it, which sets up all its choices anew each time."""
    return str(choices(code).label) if code else ""


# Cells


def _basis(words: Any) -> SafeString:
    return format_html('<span class="basis">{}</span>', words)


def _of_part(part: Assignment, words: Any) -> SafeString:
    return format_html('<span class="owner">{} {}</span>', part.organization.name(), words)


def _lines(words: Iterable[str]) -> SafeString:
    return format_html_join("", '<span class="line">{}</span>', ((each,) for each in words))


def _parts(row: Listed, said: Callable[[Assignment], SafeString | None]) -> SafeString:
    """What is said of each part; nothing of asks that nobody is asked about."""
    found = [(part, said(part)) for part in row.parts] if row.asked else []
    return SafeString("".join(_of_part(part, words) for part, words in found if words is not None))


def owners(row: Listed, table: Table) -> SafeString:
    if not row.asked:
        return format_html('<span class="zero">{}</span>', _("nobody is asked"))
    lines = [_of_part(each, _who_answers(each)) for each in row.owners]
    lines = lines or [format_html('<span class="zero">{}</span>', _("without owner"))]
    if len(row.owners) > 1:
        lines.append(_basis(format_html("<b>{}</b>", _("Joint owners"))))
    lines += [_basis(_("counterpart: %(name)s") % {"name": each.organization.name()}) for each in row.counterparts]
    return SafeString(" ".join(lines))


def _who_answers(owner: Assignment) -> SafeString:
    answers = NOTHING
    if owner.answering_organization is None:
        answers = _basis(_("no office answers for it"))
    elif not owner.organization.reports_for_itself:
        answers = _basis(_("from the official record"))
    elif owner.answering_organization_id != owner.organization_id:
        answers = _basis(_("answered by %(office)s") % {"office": owner.answering_organization.name()})
    if owner.state != AssignmentState.PROPOSED:
        return answers
    return answers + _basis(format_html('<span class="tag">{}</span>', _("Proposed by the register")))


def state(row: Listed, table: Table) -> SafeString:
    ask = row.recommendation
    if not row.asked:
        css = "tag ask" if ask.follow_up == FollowUp.TO_BE_DECIDED else "tag "
        return format_html('<span class="{}">{}</span>', css, word_of(FollowUp, ask.follow_up))
    if row.is_aim:
        return format_html('<span class="tag ok">{}</span>{}', _("Aim"), _basis(_("described, not rated")))
    lines = [small.status(ask.status, ask.basis), _basis(who_says_so(ask.basis, row.since, ask.status))]
    if ask.is_whole:
        lines.append(_basis(_("the least advanced of its parts")))
    if row.differ:
        lines.append(differs(_("Reported and reviewed differ")))
    if row.newer_report:
        lines.append(differs(_("Newer report, awaiting review")))
    return SafeString(" ".join(lines))


def differs(words: str) -> SafeString:
    return format_html('<span class="differs">{}{}</span>', small.icon("alert"), words)


@register.simple_tag
def who_says_so(basis: str, since: date | None, status: str) -> str:
    """On what a headline rests, and since when."""
    said = {"date": small.day(since)}
    if basis == Basis.REPORTED and status == Status.NO_RECORD_FOUND:
        return _("official record searched to %(date)s") % said
    if basis == Basis.REPORTED:
        return _("reported, true as at %(date)s") % said
    if basis == Basis.OWN_SIDE:
        return _("reviewed, own side, %(date)s") % said
    if basis == Basis.JOINT:
        return _("reviewed, joint, %(date)s") % said
    if basis == Basis.INDEPENDENT:
        return _("reviewed, independent, %(date)s") % said
    if status == Status.NO_INFORMATION and since:
        return _("awaiting information, asked %(date)s") % said
    return ""


def due(row: Listed, table: Table) -> SafeString:
    if not row.asked:
        return NOTHING
    ask, until = row.recommendation, small.due(row.recommendation)
    lines = [conditional_escape(until) if until else format_html('<span class="zero">{}</span>', _("none agreed"))]
    if row.review_on:
        lines.append(_basis(_("review %(date)s") % {"date": small.day(row.review_on)}))
    if ask.status == Status.DEFERRED and ask.deferred_until:
        lines.append(_basis(_("deferred to %(date)s") % {"date": small.day(ask.deferred_until)}))
    if row.overdue:
        lines.append(past_its_date())
    return SafeString(" ".join(lines))


def past_its_date() -> SafeString:
    return format_html('<span class="flag">{}{}</span>', small.icon("clock"), _("past its target date"))


def _standing(row: Listed, table: Table) -> SafeString:
    ask = row.recommendation
    symbol = _basis(ask.standing_symbol) if ask.standing_symbol else NOTHING
    return format_html("{}{}", word_of(Standing, ask.standing), symbol)


def _contributing(row: Listed, table: Table) -> SafeString:
    return _parts(row, lambda part: NOTHING if part.role == AssignmentRole.CONTRIBUTING else None)


def _position(row: Listed, table: Table) -> SafeString:
    return _parts(row, lambda part: _basis(part.shown_position.label))


def _reported(row: Listed, table: Table) -> SafeString:
    def said(part: Assignment) -> SafeString | None:
        if not part.reported_on:
            return None
        words = part.get_receipt_display() if part.receipt else part.get_reported_status_display()
        return _basis(f"{words} {small.day(part.reported_on)}")

    return _parts(row, said)


def _found(row: Listed, table: Table) -> SafeString:
    def said(part: Assignment) -> SafeString | None:
        if not part.finding_entry:
            return None
        review = row.finding_of(part)
        on = small.day(timezone.localdate(review.made_at)) if review else ""
        return _basis(f"{part.get_finding_status_display()} · {part.get_finding_basis_display()} {on}")

    return _parts(row, said)


def _update(row: Listed, table: Table) -> SafeString:
    def said(part: Assignment) -> SafeString | None:
        update = table.last.get(str(part.reported_entry))
        if update is None:
            return None
        if table.reader.may_read(part, update.release):
            words = update.done or update.reason
            return format_html('<span class="basis clamp" lang="{}" dir="auto">{}</span>', update.language, words)
        words = _("an update of %(date)s, not released") % {"date": small.day(update.effective_on)}
        return format_html('<span class="held">{}</span>', words)

    return _parts(row, said)


CELLS: Final[dict[str, Callable[[Listed, Table], SafeString | str]]] = {
    "kind": lambda row, table: word_of(Kind, row.recommendation.kind),
    "asked": lambda row, table: str(row.document.dated.year) if row.document.dated else "",
    "theme": lambda row, table: _lines(each.label for each in row.themes),
    "place": lambda row, table: _lines(each.name for each in row.recommendation.places.all()),
    "standing": _standing,
    "nature": lambda row, table: word_of(Nature, row.recommendation.nature),
    "addressee": lambda row, table: _lines(each.words for each in row.recommendation.addressees.all()),
    "owner": owners,
    "contributing": _contributing,
    "position": _position,
    "status": state,
    "reported": _reported,
    "finding": _found,
    "last_report": lambda row, table: small.day(row.last_report) if row.asked else "",
    "update": _update,
    "due": due,
}


# Organizations


@register.simple_tag
def organization_rows(groups: Iterable[tuple[str, organizations.Group]]) -> SafeString:
    """Each group under its heading. What is the same in every row is looked up once."""
    kinds = {each.value: str(each.label) for each in OrganizationKind}
    words = [format_html('<td data-l="{}">', each) for each in (_("Kind"), _("Part of"))]
    numbers = [format_html('<td class="num" data-l="{}">', each) for each in (_("Owner"), _("Any role"), _("Answers"))]
    address = reverse("organization", args=[ANY])
    whole = format_html('<td class="num" data-l="{}">', _("All of it"))
    lines = []
    for heading, group in groups:
        lines += ['<tbody><tr class="group"><th scope="rowgroup" colspan="4">', conditional_escape(heading), "</th>"]
        lines += [whole, small.figure(group.asks)] if group.asks else ["<td>"]
        lines.append("</td><td></td></tr>")
        for each in group.rows:
            said = (kinds[each.organization.kind], each.parent.name() if each.parent else "")
            figures = (small.figure(figure) for figure in (each.owner, each.any_role, each.answering))
            lines += ["<tr>", _organization(each.organization, address)]
            lines += [f"{tag}{conditional_escape(cell)}</td>" for tag, cell in zip(words, said, strict=True)]
            lines += [f"{tag}{figure}</td>" for tag, figure in zip(numbers, figures, strict=True)]
            lines.append("</tr>")
        lines.append("</tbody>")
    return SafeString("".join(lines))


def _organization(it: Organization, address: str) -> SafeString:
    acronym = it.acronym()
    beside = format_html(' <span class="muted">{}</span>', acronym) if acronym else NOTHING
    if it.ends_on:
        beside += _basis(_("ended on %(date)s") % {"date": small.day(it.ends_on)})
    place = address.replace(ANY, quote(it.code, safe=IN_A_PATH))
    return format_html('<th scope="row"><a href="{}">{}</a>{}</th>', place, it.name(), beside)

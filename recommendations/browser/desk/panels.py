"""The panels of the desk: what each kind of work is called, what there is to do, and where it is done."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from recommendations.access import Reader
from recommendations.browser.onward import FIELD, Place
from recommendations.choices import Role
from recommendations.queries import desk
from recommendations.queries.desk import Item, Whose


@dataclass(frozen=True, slots=True)
class Words:
    """`label` is what the date of a row says; `anchor` is where on the page of the recommendation it is done."""

    heading: Promise
    hint: Promise
    act: Promise
    anchor: str
    label: Promise = _("Since")  # noqa: RUF009 - a translation is worked out when it is shown
    # Where it is not said to the one for whom it waits.
    of_others: Promise | None = None

    @property
    def name(self) -> Promise:
        return self.of_others or self.heading


PANELS: Final[dict[str, Words]] = {
    desk.RETURNED: Words(
        _("Returned to you"),
        _("Read the feedback, correct, submit again."),
        _("Correct"),
        "#update",
        of_others=_("Returned"),
    ),
    desk.DRAFTS: Words(_("Drafts"), _("Saved, and not submitted yet."), _("Continue"), "#update"),
    desk.TO_DRAFT: Words(
        _("To draft"), _("Information was asked for since the last cleared answer."), _("Report"), "#update", _("Asked")
    ),
    desk.TO_CLEAR: Words(
        _("To clear"), _("Written by colleagues. You set who may read it."), _("Read and clear"), "#clear"
    ),
    desk.TO_REVIEW: Words(
        _("To review"), _("Cleared reports of your own side, without a finding."), _("Review"), "#review", _("Cleared")
    ),
    desk.TO_FIND: Words(
        _("To find independently"),
        _("Cleared reports of the bodies in your mandate."),
        _("Make a finding"),
        "#review",
        _("Cleared"),
    ),
    desk.TO_COMMENT: Words(
        _("To comment"),
        _("An independent finding takes effect with your comment, or after 14 days."),
        _("Comment"),
        "#comment",
        _("Found"),
    ),
    desk.TO_AGREE: Words(
        _("Target dates to agree"),
        _("A date holds when every owner has agreed."),
        _("Agree or answer"),
        "#target-date",
        _("Proposed"),
    ),
    desk.TO_CONFIRM: Words(
        _("To confirm"),
        _(
            "Is this yours? The register proposes it; nobody is asked before you say so. If it is not, a desk officer"
            " of the office answers “not ours”, and a clearing officer clears that: then it is declined."
        ),
        _("Read"),
        "",
        _("Proposed"),
    ),
    desk.OVERDUE: Words(
        _("Past the target date"),
        _("The agreed date has passed, and it is not closed."),
        _("Report"),
        "#update",
        _("Due"),
    ),
    desk.DUE_SOON: Words(
        _("Due in 30 days"),
        _("Target dates, and days until which something is deferred."),
        _("Report"),
        "#update",
        _("Due"),
    ),
    desk.REVIEWS_DUE: Words(
        _("Reviews due"),
        _("A deferral has ended, or the review date of a practice has come."),
        _("Confirm or change"),
        "#update",
        _("Due"),
    ),
    desk.MENTIONS: Words(
        _("Mentions"), _("A colleague named you in a comment of the last 14 days."), _("Read and answer"), "#comments"
    ),
}


@dataclass(frozen=True, slots=True)
class Row:
    """An item with the way to its work. `place` brings the reader back to the one after it."""

    item: Item
    words: Words
    place: Place
    declines: bool = False

    @property
    def key(self) -> str:
        return f"{self.item.kind}-{self.item.assignment.public_id}"

    @property
    def address(self) -> str:
        page = reverse("recommendation", args=[self.item.assignment.recommendation.public_id])
        given = {"report": self.item.assignment.public_id, FIELD: str(self.place)}
        return f"{page}?{urlencode(given)}{self.anchor}"

    @property
    def anchor(self) -> str:
        if self.item.kind == desk.MENTIONS:
            return f"{self.words.anchor}-{self.item.assignment.public_id}"
        return "#update" if self.declines else self.words.anchor

    @property
    def act(self) -> Promise:
        return _("Decline") if self.declines else self.words.act

    @property
    def when(self) -> date | datetime | None:
        return self.item.since

    @property
    def how_soon(self) -> str:
        """Beside a day to come only: an age is a date."""
        day = self.item.since
        if not isinstance(day, date) or isinstance(day, datetime):
            return ""
        days = (day - timezone.localdate()).days
        return ngettext("in %(n)s day", "in %(n)s days", days) % {"n": days} if days > 0 else ""


@dataclass(frozen=True, slots=True)
class Panel:
    kind: str
    words: Words
    rows: list[Row]
    total: int

    @property
    def more(self) -> bool:
        return self.total > len(self.rows)


def rows_of(items: list[Item], reader: Reader, whose: Whose, *, own_page: bool) -> list[Row]:
    """Whoever can report on it can say on the same form that it is not theirs."""
    ids = [*(each.assignment.public_id for each in items), ""]
    return [
        Row(item, PANELS[item.kind], Place(item.kind, following, whose, own_page), _declines(item, reader))
        for item, following in zip(items, ids[1:], strict=True)
    ]


def _declines(item: Item, reader: Reader) -> bool:
    return item.kind == desk.TO_CONFIRM and reader.covers(Role.DESK_OFFICER, item.assignment.answering_organization_id)

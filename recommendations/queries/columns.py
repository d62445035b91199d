"""The columns that a list may have, in their order. Reference and words stand in every one."""

from collections.abc import Iterable
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

COLUMNS: Final[dict[str, Promise]] = {
    "kind": _("Kind"),
    "asked": _("Year asked"),
    "theme": _("Themes"),
    "place": _("Countries and operations"),
    "standing": _("Standing"),
    "nature": _("Nature"),
    "addressee": _("Addressee"),
    "owner": _("Owner"),
    "contributing": _("Contributing"),
    "position": _("Position"),
    "status": _("Status"),
    "reported": _("Reported, by organization"),
    "finding": _("Found, by organization"),
    "last_report": _("Last report"),
    "update": _("What was last reported"),
    "due": _("Target date"),
}
DEFAULT: Final = ("owner", "status", "due")
ALL: Final = "all"
# Stand small below the words as long as they have no column.
BELOW_THE_WORDS: Final = ("kind", "asked", "theme")


def chosen(given: Iterable[str]) -> tuple[str, ...]:
    """In their own order, whatever order they were asked for in; the usual ones when none were."""
    wanted = set(given)
    if ALL in wanted:
        return tuple(COLUMNS)
    return tuple(each for each in COLUMNS if each in wanted) or DEFAULT

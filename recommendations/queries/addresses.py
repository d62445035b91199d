"""The address of a list: filters, and how they are shown. Everything that makes a view stands in it."""

from typing import Final

from django.http import QueryDict
from django.utils.translation import gettext as _

from recommendations.queries import columns, order
from recommendations.queries.filters import RecommendationFilters, Switch

SIZES: Final = (25, 50, 100)
# How the rows are shown, beside the filters that say which they are.
SHOWN: Final = ("ordering", "columns", "compact", "rows", "page")
# What a page number means changes with the rows: it is no part of a view.
PASSING: Final = ("page",)
MOST_DIGITS: Final = 12


def whole_number(sent: str) -> int:
    """A version, a place in a text or the id of a row, as an address or a form sends it; 0, which is none of them, for
    anything else."""
    return int(sent) if sent.isdecimal() and len(sent) <= MOST_DIGITS else 0


def filters_in(given: QueryDict) -> dict[str, list[str]]:
    """Only the filters with a value: a figure's query."""
    return {
        name: [each for each in values if each] for name, values in given.lists() if name not in SHOWN and any(values)
    }


def problems(filters: RecommendationFilters, given: QueryDict) -> list[str]:
    """A filter, a value, an order or a column that does not exist is said, never ignored."""
    fields = filters.form.fields
    found = [
        _("There is no filter “%(name)s”.") % {"name": name}
        for name in given
        if name not in fields and name not in SHOWN
    ]
    for name, errors in filters.form.errors.items():
        label = fields[name].label if name in fields else name
        found += [f"{label}: {error}" for error in errors]
    for name, each in filters.filters.items():
        if isinstance(each, Switch) and given.get(name, "") not in ("", "true", "false"):
            said = {"label": fields[name].label, "value": given[name]}
            found.append(_("%(label)s: “%(value)s” is neither true nor false.") % said)
    return found + _unshowable(given)


def _unshowable(given: QueryDict) -> list[str]:
    found = []
    if given.get("ordering", "") not in ("", *order.ORDERINGS):
        found.append(_("There is no order “%(name)s”.") % {"name": given["ordering"]})
    for name in given.getlist("columns"):
        if name not in ("", columns.ALL, *columns.COLUMNS):
            found.append(_("There is no column “%(name)s”.") % {"name": name})
    return found


def pairs(given: QueryDict, *, without: tuple[str, ...] = PASSING) -> list[tuple[str, str]]:
    return [(name, value) for name, values in given.lists() if name not in without for value in values if value]


def permanent(given: QueryDict) -> str:
    """The same view always as the same text: empty and passing parts left out, names and values in order."""
    left = sorted(set(pairs(given)))
    address = QueryDict(mutable=True)
    for name, value in left:
        address.appendlist(name, value)
    return address.urlencode()


def tidy(given: QueryDict) -> str:
    """The address without what is empty: forms send every field, and an address is to be read and passed on. It begins
    with its question mark; "" when nothing is left."""
    address = QueryDict(mutable=True)
    for name, value in pairs(given, without=()):
        address.appendlist(name, value)
    return f"?{address.urlencode()}" if address else ""


def changed(given: QueryDict, **values: str | list[str] | None) -> str:
    """The address with these parts changed, each in its place; None takes one off. It begins with its question mark."""
    new = {name: [value] if isinstance(value, str) else value or [] for name, value in values.items()}
    address = QueryDict(mutable=True)
    for name, old in given.lists():
        if name in new or name not in PASSING:
            address.setlist(name, [each for each in new.pop(name, old) if each])
    for name, value in new.items():
        address.setlist(name, value)
    return "?" + address.urlencode()


def without(given: QueryDict, name: str, code: str) -> str:
    """The address without one value of one filter."""
    return changed(given, **{name: [each for each in given.getlist(name) if each not in ("", code)]})

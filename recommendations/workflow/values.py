"""Whether given values fit their columns, said field by field before the database would refuse them."""

import calendar
from collections.abc import Iterable
from datetime import date

from django.db.models import Field, Model
from django.utils.translation import gettext as _

from recommendations.choices import DatePrecision
from recommendations.errors import Words


def outside_their_lists(row: Model, names: Iterable[str]) -> dict[str, Words]:
    """Codes that no word list has, and words longer than their column."""
    errors: dict[str, Words] = {}
    for name in names:
        field = row._meta.get_field(name)
        value = getattr(row, name)
        if not isinstance(field, Field):
            continue
        if field.choices and value and value not in dict(field.flatchoices):
            errors[name] = _("“%(value)s” is not one of the values.") % {"value": value}
        elif isinstance(value, str) and field.max_length and len(value) > field.max_length:
            errors[name] = _("At most %(most)s characters.") % {"most": field.max_length}
    return errors


def last_day(day: date, precision: str) -> date:
    """The last day of the month, quarter or year that the day stands for; the day itself when it is exact."""
    months = {DatePrecision.MONTH: 1, DatePrecision.QUARTER: 3, DatePrecision.YEAR: 12}
    length = months.get(DatePrecision(precision))
    if length is None:
        return day
    month = (day.month - 1) // length * length + length
    return day.replace(month=month, day=calendar.monthrange(day.year, month)[1])

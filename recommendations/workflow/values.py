"""Whether given values fit their columns, said field by field before the database would refuse them."""

from collections.abc import Iterable

from django.db.models import Field, Model
from django.utils.translation import gettext as _

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

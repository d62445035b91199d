"""Who else has the form open, in a sentence."""

from django.utils.translation import gettext as _


def in_words(names: list[str]) -> str:
    """Empty when nobody else is there."""
    if len(names) == 1:
        return _("%(name)s has this form open.") % {"name": names[0]}
    if names:
        last = names[-1]
        return _("%(names)s and %(name)s have this form open.") % {"names": ", ".join(names[:-1]), "name": last}
    return ""

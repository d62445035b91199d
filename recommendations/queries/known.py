"""The register's organizations and themes as the plain values that the suggester is given."""

from recommendations.models import Organization, Theme
from recommendations.parsing.suggesting import values


def known_organizations() -> list[values.Organization]:
    """Every one with all its names and acronyms, former ones too, in the order of their codes."""
    rows = Organization.objects.order_by("code").prefetch_related("names")
    return [
        values.Organization(
            row.code, tuple(word for each in row.names.all() for word in (each.name, each.acronym) if word)
        )
        for row in rows
    ]


def known_themes() -> list[values.Theme]:
    """Those in use, in the order of their codes."""
    rows = Theme.objects.filter(archived_at=None).order_by("code")
    return [values.Theme(row.code, row.name) for row in rows]

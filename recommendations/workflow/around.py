"""Who is asked by a recommendation and what it concerns, as rows; and writing many new rows at once."""

from collections.abc import Iterable, Sequence

from django.db.models import Model
from django.utils.translation import gettext as _

from recommendations.errors import Invalid
from recommendations.models import Addressee, Organization, Recommendation, RecommendationPlace


def write(rows: Iterable[Model]) -> None:
    """New rows, those of one table at once."""
    tables: dict[type[Model], list[Model]] = {}
    for each in rows:
        tables.setdefault(type(each), []).append(each)
    for table, alike in tables.items():
        table._default_manager.bulk_create(alike)


def addressees_of(found: Recommendation, addressees: Sequence[tuple[str, Organization | None]]) -> list[Addressee]:
    longest = Addressee._meta.get_field("words").max_length or 0
    if any(not words.strip() or len(words) > longest for words, _organization in addressees):
        raise Invalid({"addressees": _("Words for each addressee, at most %(most)d characters.") % {"most": longest}})
    return [
        Addressee(recommendation=found, ord=place, words=words, organization=organization)
        for place, (words, organization) in enumerate(addressees)
    ]


def places_of(found: Recommendation, places: Sequence[str]) -> list[RecommendationPlace]:
    longest = RecommendationPlace._meta.get_field("name").max_length or 0
    if any(not name.strip() or len(name) > longest for name in places):
        raise Invalid({"places": _("At most %(most)d characters for each.") % {"most": longest}})
    return [RecommendationPlace(recommendation=found, name=name) for name in dict.fromkeys(places)]

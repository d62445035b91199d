"""After an act: back to the desk, at the next item, when the work was opened there; or else to its page."""

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from recommendations.models import Recommendation
from recommendations.queries.desk import IN_ORDER, Whose

FIELD: Final = "desk"
PLACE: Final = re.compile(rf"({'|'.join(IN_ORDER)})\.(\w*)\.(\w*)\.(a?)")


@dataclass(frozen=True, slots=True)
class Place:
    """Where on the desk somebody works: the kind, the item that comes next, whose work is shown, and whether it is on
    the kind's own page. Travels with the links and forms as one word."""

    kind: str
    following: str = ""
    whose: Whose = Whose.MINE
    own_page: bool = False

    def __str__(self) -> str:
        whose = "" if self.whose == Whose.MINE else str(self.whose)
        return f"{self.kind}.{self.following}.{whose}.{'a' if self.own_page else ''}"

    def address(self, done: Recommendation | None = None) -> str:
        page = reverse("desk-kind", args=[self.kind]) if self.own_page else reverse("desk")
        given = {"at": f"{self.kind}.{self.following}"}
        if self.whose != Whose.MINE:
            given["whose"] = str(self.whose)
        if done:
            given["done"] = done.public_id
        return f"{page}?{urlencode(given)}"


def place_of(request: HttpRequest) -> Place | None:
    given = request.POST.get(FIELD) or request.GET.get(FIELD) or ""
    found = PLACE.fullmatch(given)
    if found is None:
        return None
    kind, following, whose, own_page = found.groups()
    return Place(kind, following, Whose.OFFICE if whose == Whose.OFFICE else Whose.MINE, bool(own_page))


def onward(request: HttpRequest, recommendation: Recommendation) -> HttpResponse:
    """The answer to an act that went well; what happened is among the messages already."""
    place = place_of(request)
    if place:
        return redirect(place.address(recommendation))
    return redirect("recommendation", recommendation.public_id)

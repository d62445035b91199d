"""Short documents for the tests of the suggester."""

import tomllib
from functools import cache

from django.conf import settings

from recommendations.parsing.suggesting.suggest import suggest
from recommendations.parsing.suggesting.values import Organization, Passage, Source, Theme


@cache
def organizations():
    rows = tomllib.loads((settings.BASE_DIR / "fixtures" / "organizations.toml").read_text())["organization"]
    return tuple(
        Organization(row["code"], tuple(w for n in row["names"] for w in (n["name"], n["acronym"]) if w))
        for row in rows
    )


@cache
def themes():
    rows = tomllib.loads((settings.BASE_DIR / "fixtures" / "themes.toml").read_text())["theme"]
    return tuple(Theme(row["code"], row["name"]) for row in rows)


def candidates(
    *texts, kind="report_of_the_secretary_general", body="", headings=(), symbol="", above=None, labels=None
):
    """All candidates of a document with these paragraphs; `above` says which paragraph each hangs on."""
    above = above or {}
    passages = tuple(
        Passage(labels[at] if labels else str(at + 1), text, above.get(at), tuple(headings))
        for at, text in enumerate(texts)
    )
    return suggest(Source(passages, symbol, "", body, kind), organizations(), themes())


def suggested(*texts, **facts):
    return [each for each in candidates(*texts, **facts) if each.suggested]


def only(*texts, **facts):
    (found,) = suggested(*texts, **facts)
    return found

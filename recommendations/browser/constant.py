"""Pieces of pages that are the same for everybody who reads the same language."""

from collections.abc import Hashable
from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language


def constant(template: str, **given: Hashable) -> SafeString:
    """A template that asks for nothing but what is given and the language: rendered once for each."""
    return _rendered(template, get_language(), tuple(given.items()))


@lru_cache(maxsize=512)
def _rendered(template: str, language: str | None, given: tuple[tuple[str, Hashable], ...]) -> SafeString:
    """In the language that is in force."""
    return render_to_string(template, dict(given))

"""Hands at a keyboard that look first: no key is pressed before the page is there and the focus where it should be.

A machine may be slow: after a click that leads on, the old page is still there for a while, and a new page shows its
words before its scripts have run and before anything has the focus.
"""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import expect


def arrive(page: Any, at: str | Callable[[str], bool]) -> None:
    """Until the page at this path, or at one of these, is there with its scripts."""
    fits = at if callable(at) else at.__eq__
    page.wait_for_url(lambda url: fits(urlsplit(url).path))
    page.wait_for_load_state()


def signed_in(path: str) -> bool:
    return not path.startswith("/sign-in/")


def has_focus(where: Any) -> Any:
    """Once it has the focus, by itself or by the keys before."""
    where.page.wait_for_load_state()
    expect(where).to_be_focused()
    return where


def type_in(where: Any, words: str) -> None:
    has_focus(where)
    where.page.keyboard.type(words)


def press(where: Any, key: str = "Enter") -> None:
    has_focus(where)
    where.page.keyboard.press(key)


def go_to(where: Any) -> Any:
    """Put the focus there, as somebody would who tabs that far."""
    where.wait_for()
    where.page.wait_for_load_state()
    where.focus()
    return has_focus(where)

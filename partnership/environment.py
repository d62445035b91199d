"""Strict readers of the environment: a wrong value stops the program with its own name in the message.

An empty value counts as none. `read_file` adds the lines of a `.env` file; the real environment wins over them.
"""

import ipaddress
import os
from collections.abc import Collection
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.core.exceptions import ImproperlyConfigured

_from_file: dict[str, str] = {}


def read_file(path: Path) -> None:
    """Take NAME=value lines as defaults for the readers below; a missing file is an empty one."""
    _from_file.clear()
    if path.is_file():
        _from_file.update(parsed(path.read_text(encoding="utf-8"), name=path.name))


def parsed(content: str, *, name: str) -> dict[str, str]:
    found = {}
    for number_, line in enumerate(content.splitlines(), start=1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        key, equals, value = line.partition("=")
        if not equals or not key.strip().isidentifier():
            raise ImproperlyConfigured(f"{name}, line {number_}: expected NAME=value")
        found[key.strip()] = value.strip()
    return found


def given(name: str) -> str:
    """What is set under this name, or an empty string."""
    return (os.environ.get(name) or _from_file.get(name, "")).strip()


def text(name: str, *, default: str | None = None) -> str:
    """Without a default the variable is required."""
    value = given(name) or default
    if value is None:
        raise ImproperlyConfigured(f"{name} must be set")
    return value


def switch(name: str, *, default: bool) -> bool:
    try:
        return {"on": True, "off": False, "": default}[given(name)]
    except KeyError:
        raise ImproperlyConfigured(f"{name} must be on or off") from None


def number(name: str, *, default: int, least: int = 0, most: int | None = None) -> int:
    try:
        value = int(given(name) or default)
    except ValueError:
        raise ImproperlyConfigured(f"{name} must be a whole number") from None
    if value < least or (most is not None and value > most):
        raise ImproperlyConfigured(f"{name} must be {least} or more" + (f", at most {most}" if most else ""))
    return value


def one_of(name: str, words: Collection[str], *, default: str) -> str:
    value = given(name) or default
    if value not in words:
        raise ImproperlyConfigured(f"{name} must be one of {', '.join(words)}")
    return value


def url(name: str, *, schemes: Collection[str], default: str = "") -> str:
    value = given(name) or default
    if value and urlsplit(value).scheme not in schemes:
        raise ImproperlyConfigured(f"{name} must begin with {' or '.join(f'{each}://' for each in schemes)}")
    return value


def words(name: str, *, default: Collection[str] = ()) -> list[str]:
    """A list, separated by commas."""
    return [each.strip() for each in given(name).split(",") if each.strip()] or list(default)


def folder(name: str, *, default: Path) -> Path:
    path = Path(given(name) or default)
    if not path.is_absolute():
        raise ImproperlyConfigured(f"{name} must be an absolute path")
    return path


def time_zone(name: str, *, default: str) -> str:
    value = given(name) or default
    try:
        ZoneInfo(value)
    except (KeyError, ValueError, OSError):
        raise ImproperlyConfigured(f"{name} must name a time zone, such as Africa/Addis_Ababa") from None
    return value


def is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False

"""Conditional requests (RFC 9110, section 13): nobody overwrites what they have not seen."""

import hashlib
import re
from typing import Any, Final

from django.utils.translation import gettext as _
from rest_framework.request import Request

from recommendations.api.refusals import BadParameter, PreconditionRequired
from recommendations.models.fields import Versioned

_TAG: Final = re.compile(r'\s*(W/)?"([\x21\x23-\x7e\x80-\xff]*)"\s*(?:,|$)')
NEVER: Final = 0  # versions begin at 1


def of_version(row: Versioned) -> str:
    return f'"{row.version}"'


def of_parts(*parts: Any) -> str:
    """A tag from small facts that change whenever the answer does."""
    return f'"{hashlib.sha256(repr(parts).encode()).hexdigest()[:24]}"'


def _tags(header: str, name: str) -> list[tuple[bool, str]]:
    """Each tag: whether it is weak, and what stands between the quotes. An unquoted one is refused."""
    found, at = [], 0
    while at < len(header):
        match = _TAG.match(header, at)
        if match is None:
            raise BadParameter({name: [_('Give entity tags in quotes, as in “"3"”.')]})
        found.append((bool(match[1]), match[2]))
        at = match.end()
    return found


def seen_version(request: Request, row: Versioned) -> int:
    """The version that the caller saw, from If-Match. The verb compares it again, under lock.

    `*` would match whatever is there, so words could be lost: it is refused like a missing header. Weak tags never
    match, as RFC 9110 has it; of a list, one that is current is enough."""
    header = request.headers.get("If-Match", "").strip()
    if not header:
        raise PreconditionRequired()
    if header == "*":
        raise PreconditionRequired(_("“*” would overwrite what you have not seen: send the version that you saw."))
    seen = [int(text) for weak, text in _tags(header, "If-Match") if not weak and re.fullmatch("[0-9]{1,9}", text)]
    if row.version in seen:
        return row.version
    return seen[0] if seen else NEVER


def has_it_already(request: Request, tag: str) -> bool:
    """Whether If-None-Match names this answer; compared weakly, so that a compressing proxy does no harm."""
    header = request.headers.get("If-None-Match", "").strip()
    if not header:
        return False
    return header == "*" or tag.strip('"') in {text for _weak, text in _tags(header, "If-None-Match")}

"""Whose words a form holds: said in the form itself, signed, so that they reach nobody else's hands after a sign-in."""

from typing import Final

from django.core import signing
from django.http import HttpRequest

FIELD: Final = "writer"
_signer: Final = signing.Signer(salt="writer")


def token(person: int | None) -> str:
    return _signer.sign(str(person or ""))


def said(request: HttpRequest) -> int | None:
    """The person for whom the posted form was made, if it is a form of ours that says so."""
    try:
        found = _signer.unsign(request.POST.get(FIELD, ""))
    except signing.BadSignature:
        return None
    return int(found) if found.isdecimal() else None

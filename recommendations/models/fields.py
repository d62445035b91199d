"""Small pieces that several tables share."""

import secrets
from typing import Any

from django.db import models

_ALPHABET = "23456789abcdefghjkmnpqrstvwxyz"


def new_public_id() -> str:
    """An opaque id for addresses and the API: 12 characters without look-alikes, about 58 bits."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(12))


def an_id() -> "models.CharField[str, str]":
    return models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)


def coded(choices: Any = None, *, blank: bool = False, length: int = 40, **more: Any) -> "models.CharField[str, str]":
    """A column for a code of a closed word list; the database refuses others through `one_of`."""
    if blank:
        more.setdefault("default", "")
    return models.CharField(max_length=length, choices=choices, blank=blank, **more)


def one_of(field: str, choices: type[models.TextChoices], *, blank: bool = False) -> models.CheckConstraint:
    """The database's own copy of a word list."""
    values = [*choices.values, ""] if blank else list(choices.values)
    return models.CheckConstraint(condition=models.Q(**{f"{field}__in": values}), name=f"%(class)s_{field}_is_known")


class Versioned(models.Model):
    """A row that people edit: whoever writes says which version they saw."""

    version = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True


class Archivable(models.Model):
    """Nothing is hard-deleted: archived rows leave lists and counts and stay at their address."""

    archived_at = models.DateTimeField(null=True, blank=True, editable=False)
    archived_why = models.TextField(blank=True, default="", editable=False)

    class Meta:
        abstract = True

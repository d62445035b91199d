"""Small pieces that several shapes share."""

from datetime import UTC, datetime
from typing import Any

from rest_framework import serializers

from recommendations.choices import PHASE_OF, Phase, Status
from recommendations.models import Organization


class Code(serializers.ChoiceField):
    """A code of a closed word list; null where there is none."""

    def to_representation(self, value: Any) -> Any:
        return str(value) if value else None


class Words(serializers.CharField):
    """Free words as they were written. Null only where they are withheld."""

    def __init__(self, **more: Any) -> None:
        super().__init__(allow_null=True, **more)


class TextOrNull(serializers.CharField):
    """Text that has nothing to say as null."""

    def __init__(self, **more: Any) -> None:
        super().__init__(allow_null=True, **more)

    def to_representation(self, value: Any) -> Any:
        return str(value) if value else None


class Moment(serializers.DateTimeField):
    """Always in UTC, wherever the installation is."""

    def __init__(self, **more: Any) -> None:
        super().__init__(default_timezone=UTC, **more)


def moment(value: datetime) -> str:
    """As `Moment` says it, where an answer is put together by hand."""
    return f"{value.astimezone(UTC).replace(tzinfo=None).isoformat()}Z"


class NamedOrganization(serializers.Serializer[Any]):
    id = serializers.CharField(source="code")
    name = serializers.CharField()


class NamedTheme(serializers.Serializer[Any]):
    id = serializers.CharField(source="code")
    name = serializers.CharField()


def named(row: Organization) -> dict[str, str]:
    """As `NamedOrganization` says it, where an answer is put together by hand."""
    return {"id": row.code, "name": row.name()}


def phase_of(status: str) -> Phase | None:
    return PHASE_OF[Status(status)] if status else None


class Withholding(serializers.Serializer[Any]):
    """What is not released to the reader is null, and its name stands in `withheld`."""

    withheld = serializers.SerializerMethodField()

    def get_withheld(self, row: Any) -> list[str]:
        return self.hidden(row)

    def hidden(self, row: Any) -> list[str]:
        """The names of the fields that this reader may not read."""
        raise NotImplementedError

    def to_representation(self, row: Any) -> dict[str, Any]:
        shaped: dict[str, Any] = super().to_representation(row)
        for name in shaped["withheld"]:
            shaped[name] = None
        return shaped

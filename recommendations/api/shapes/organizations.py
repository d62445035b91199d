from typing import Any

from rest_framework import serializers

from recommendations.api.shapes.fields import Code, Moment, TextOrNull
from recommendations.choices import OrganizationKind
from recommendations.models import Organization


class NameShape(serializers.Serializer[Any]):
    language = serializers.CharField()
    name = serializers.CharField()
    acronym = TextOrNull()
    valid_from = serializers.DateField(allow_null=True)
    valid_to = serializers.DateField(allow_null=True)


class OrganizationShape(serializers.Serializer[Any]):
    """`id` is its code. The note is part of the name where there is one: show it."""

    id = serializers.CharField(source="code")
    name = serializers.CharField()
    names = NameShape(many=True)
    kind = Code(OrganizationKind.choices)
    parent = serializers.SerializerMethodField()  # type: ignore[assignment]  # a field hides no attribute of its serializer
    reports_for_itself = serializers.BooleanField()
    ends_on = serializers.DateField(allow_null=True)
    note = TextOrNull()
    version = serializers.IntegerField()
    updated_at = Moment()

    def get_parent(self, row: Organization) -> str | None:
        return row.parent.code if row.parent else None


class ThemeShape(serializers.Serializer[Any]):
    id = serializers.CharField(source="code")
    name = serializers.CharField()
    version = serializers.IntegerField()
    updated_at = Moment()

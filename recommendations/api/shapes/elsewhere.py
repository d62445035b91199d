"""What stands beside a recommendation: its words in other languages, and what earlier registers said of it."""

from typing import Any

from rest_framework import serializers

from recommendations.api.shapes.fields import Code, Moment, NamedOrganization, TextOrNull
from recommendations.choices import DatePrecision, Status


class TranslationShape(serializers.Serializer[Any]):
    """Never the verbatim text. `is_exact`: a steward marked these words; else it is the whole paragraph."""

    language = serializers.CharField(source="version.language")
    is_official = serializers.BooleanField(source="version.is_official")
    paragraph = serializers.CharField(source="paragraph.label")
    text = serializers.CharField()
    is_exact = serializers.BooleanField(source="exact")


class ImportedStatementShape(serializers.Serializer[Any]):
    """It moves no status: `status` is only what its words correspond to, where a person said so.
    `words`, its remarks, are empty for whom they are not released to: then `held` is true."""

    register = serializers.CharField(source="statement.register_file")
    row = serializers.IntegerField(source="statement.row")
    organization = NamedOrganization(allow_null=True, source="statement.organization")
    said = serializers.CharField(source="statement.said")
    status = Code(Status.choices, allow_null=True, source="statement.status")
    words = TextOrNull()
    held = serializers.BooleanField()
    stated_on = serializers.DateField(allow_null=True, source="statement.stated_on")
    stated_precision = Code(DatePrecision.choices, allow_null=True, source="statement.stated_precision")
    brought_in_at = Moment(source="statement.brought_in_at")

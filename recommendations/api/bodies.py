"""What callers send, read strictly: names that are not known and values of the wrong form are refused field by field.
Whether the content holds is for the verbs to say."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.request import Request

from recommendations import access
from recommendations.access import Reader
from recommendations.api import acting
from recommendations.api.shapes.fields import Code
from recommendations.choices import (
    Answer,
    Basis,
    EvidenceKind,
    Finding,
    HeldAs,
    Position,
    Receipt,
    Release,
    Status,
)
from recommendations.errors import Invalid
from recommendations.models import Assignment, ProgressUpdate


class Body(serializers.Serializer[Any]):
    def to_internal_value(self, data: Any) -> Any:
        unknown = sorted(set(data) - set(self.fields)) if isinstance(data, Mapping) else []
        if unknown:
            raise serializers.ValidationError({each: [_("This is not known here.")] for each in unknown})
        return super().to_internal_value(data)

    def validate(self, given: dict[str, Any]) -> dict[str, Any]:
        """The columns hold "" where the API says null."""
        return {name: "" if value is None and self._is_code(name) else value for name, value in given.items()}

    def _is_code(self, name: str) -> bool:
        return isinstance(self.fields[name], Code)


class Typed(serializers.CharField):
    """Free words, kept as they were typed."""

    def __init__(self, **more: Any) -> None:
        super().__init__(required=False, allow_blank=True, trim_whitespace=False, **more)


class Nothing(Body):
    pass


class UpdateBody(Body):
    """Any part of an update; what is not named stays as it is."""

    answer = Code(Answer.choices, required=False)
    corrects = serializers.CharField(required=False, allow_null=True)
    status = Code(Status.choices, required=False, allow_null=True)
    receipt = Code(Receipt.choices, required=False, allow_null=True)
    position = Code(Position.choices, required=False, allow_null=True)
    position_words = Typed()
    done = Typed()
    changed = Typed()
    next_steps = Typed()
    reason = Typed()
    successor = Typed(max_length=300)
    whose = Typed(max_length=300)
    deferred_event = Typed(max_length=300)
    language = serializers.CharField(required=False, max_length=8)
    effective_on = serializers.DateField(required=False, allow_null=True)
    review_on = serializers.DateField(required=False, allow_null=True)
    deferred_until = serializers.DateField(required=False, allow_null=True)
    release = Code(Release.choices, required=False)

    def validate_corrects(self, public_id: str | None) -> ProgressUpdate | None:
        return _seen_update(public_id, self.context["reader"]) if public_id else None


class DraftBody(UpdateBody):
    assignment = serializers.CharField(help_text="The assignment's id.")

    def validate_assignment(self, public_id: str) -> Assignment:
        found = Assignment.objects.filter(public_id=public_id).select_related("recommendation").first()
        if found is None:
            raise serializers.ValidationError(_("There is no such assignment."))
        return found


class ClearBody(Body):
    release = Code(Release.choices, required=False)
    memo = Typed(help_text="Given when it was cleared outside the system.")


class ReturnBody(Body):
    feedback = serializers.CharField(trim_whitespace=False)


class ReleaseBody(Body):
    release = Code(Release.choices)
    why = Typed()


class EvidenceBody(Body):
    kind = Code(EvidenceKind.choices)
    held_as = Code(HeldAs.choices)
    dated = serializers.DateField()
    title = Typed(max_length=300)
    symbol = Typed(max_length=200)
    url = Typed(max_length=1000)
    captured_text = Typed()
    sighted_by = Typed(max_length=200)
    filed_at = Typed(max_length=300)
    release = Code(Release.choices, required=False)


class EvidenceUpload(EvidenceBody):
    """As multipart/form-data, with the file."""

    file = serializers.FileField(required=False, max_length=200)
    unclassified = serializers.BooleanField(
        default=False, help_text="The sender's word that it bears no marking of confidential or higher."
    )


class ReviewBody(Body):
    update = serializers.CharField(  # type: ignore[assignment]  # a field hides no attribute of its serializer
        help_text="The id of the current cleared update."
    )
    basis = Code(Basis.choices)
    finding = Code(Finding.choices)
    status = Code(Status.choices, required=False, allow_null=True)
    note = Typed()
    evidence = EvidenceBody(many=True, required=False)
    release = Code(Release.choices, required=False)

    def validate_update(self, public_id: str) -> ProgressUpdate:
        return _seen_update(public_id, self.context["reader"])


def _seen_update(public_id: str, reader: Reader) -> ProgressUpdate:
    rows = ProgressUpdate.objects.filter(access.seen_updates(reader), Q(public_id=public_id))
    found = rows.select_related("assignment__recommendation").first()
    if found is None:
        raise serializers.ValidationError(_("There is no such update, or none that you may see."))
    return found


def taken(kind: type[Body], request: Request) -> dict[str, Any]:
    """The body in the columns' terms. Raises Invalid with every field that does not hold."""
    body = kind(data=request.data, context={"reader": acting.reader(request)})
    if not body.is_valid():
        raise Invalid(dict(_flat(body.errors)))
    return dict(body.validated_data)


def _flat(errors: Any, path: str = "") -> list[tuple[str, str]]:
    """`evidence.0.symbol` for what is wrong inside a list."""
    if isinstance(errors, Mapping):
        return [row for name, each in errors.items() for row in _flat(each, f"{path}.{name}" if path else str(name))]
    if any(isinstance(each, Mapping) for each in errors):
        return [row for at, each in enumerate(errors) for row in _flat(each, f"{path}.{at}")]
    return [(path, " ".join(str(each) for each in errors))]

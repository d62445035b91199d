"""Registers that were kept elsewhere before this one: their spreadsheets, and what they said."""

from django.db import models

from recommendations.choices import DatePrecision, RegisterFileState, Status
from recommendations.models.fields import Versioned, an_id, coded, one_of
from recommendations.models.organizations import Organization
from recommendations.models.people import User
from recommendations.models.recommendations import Recommendation


class RegisterFile(Versioned):
    """A spreadsheet of an existing register, from its upload to the moment it is brought in, all of it or nothing."""

    public_id = an_id()
    given_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    given_at = models.DateTimeField(auto_now_add=True)
    file_name = models.CharField(max_length=200)
    name = models.CharField(max_length=200, blank=True, default="")  # of the register it comes from
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    sheet = models.CharField(max_length=200, blank=True, default="")
    # {what it is for us: the heading of the column}
    columns: "models.JSONField[dict[str, str], dict[str, str]]" = models.JSONField(default=dict)
    # What a person decided: {"owner" or "status": {words that could not be placed: code}, "answering": {owner: office}}
    answers: "models.JSONField[dict[str, dict[str, str]], dict[str, dict[str, str]]]" = models.JSONField(default=dict)
    state = coded(RegisterFileState.choices, default=RegisterFileState.MATCHING)
    # Who asked that it be brought in, as which plan was previewed; the worker that has it, as with an upload.
    asked_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    asked_in = models.CharField(max_length=64, blank=True, default="")  # the id of the request
    previewed = models.CharField(max_length=64, blank=True, default="")
    taken_at = models.DateTimeField(null=True)
    taken_by = models.CharField(max_length=100, blank=True, default="")
    attempts = models.PositiveIntegerField(default=0)
    rows_done = models.PositiveIntegerField(default=0)
    rows = models.PositiveIntegerField(null=True)
    problem = models.CharField(max_length=40, blank=True, default="")  # a code: why it was not brought in
    brought_in_at = models.DateTimeField(null=True)
    new_asks = models.PositiveIntegerField(null=True)  # recommendations that it made

    class Meta:
        ordering = ["-given_at", "-id"]
        constraints = [
            one_of("state", RegisterFileState),
            models.UniqueConstraint(
                fields=["sha256"],
                condition=~models.Q(state=RegisterFileState.DISCARDED),
                name="one_register_file_per_file",
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.file_name


class ImportedStatement(models.Model):
    """What an earlier register said about a recommendation, with the date that it states itself. Moves no status."""

    recommendation = models.ForeignKey(Recommendation, models.PROTECT, related_name="imported_statements")
    organization = models.ForeignKey(Organization, models.PROTECT, null=True, related_name="+")
    register_file = models.ForeignKey(RegisterFile, models.PROTECT, related_name="statements")
    row = models.PositiveIntegerField()
    said = models.TextField()  # its status, in its own words
    status = coded(Status.choices, blank=True)  # the value it corresponds to, where a person said so
    words = models.TextField(blank=True, default="")  # its remarks
    stated_on = models.DateField(null=True)
    stated_precision = coded(DatePrecision.choices, blank=True)
    brought_in_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["recommendation", "stated_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["register_file", "row", "organization"], name="one_statement_per_row"),
            models.CheckConstraint(
                condition=models.Q(stated_on__isnull=True, stated_precision="")
                | models.Q(stated_on__isnull=False, stated_precision__in=DatePrecision.values),
                name="a_stated_date_has_a_precision",
            ),
            one_of("status", Status, blank=True),
        ]

    def __str__(self) -> str:
        return f"{self.register_file}, row {self.row}: {self.said}"

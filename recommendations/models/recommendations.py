from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.utils.translation import gettext_lazy as _

from recommendations.choices import Basis, DatePrecision, FollowUp, Kind, Nature, Standing, Status, theme_label
from recommendations.models.documents import DocumentVersion, Paragraph
from recommendations.models.fields import Archivable, Versioned, an_id, coded, one_of
from recommendations.models.organizations import Organization


class Theme(Versioned, Archivable):
    code = models.CharField(_("code"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=200)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def label(self) -> str:
        """In the reader's language, where it is one of the first documents' themes."""
        return theme_label(self.code, self.name)


class Recommendation(Versioned, Archivable):
    """One ask, tied to a span of one paragraph. `text` is that span, letter for letter."""

    public_id = an_id()
    reference = models.CharField(_("reference"), max_length=120, unique=True)
    ord = models.PositiveIntegerField(default=0, editable=False)
    paragraph = models.ForeignKey(
        Paragraph, models.PROTECT, related_name="recommendations", verbose_name=_("paragraph")
    )
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    text = models.TextField(_("verbatim text"))
    kind = coded(Kind.choices, verbose_name=_("kind"))
    follow_up = coded(FollowUp.choices, verbose_name=_("follow-up"))
    standing = coded(Standing.choices, verbose_name=_("standing"))
    standing_symbol = models.CharField(_("symbol of the standing"), max_length=120, blank=True, default="")
    nature = coded(Nature.choices, verbose_name=_("nature"))
    due_on = models.DateField(_("target date"), null=True, blank=True)
    due_precision = coded(DatePrecision.choices, blank=True, verbose_name=_("precision of the target date"))
    due_event = models.CharField(_("target event"), max_length=300, blank=True, default="")
    is_whole = models.BooleanField(_("whole with parts"), default=False)
    whole = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="parts", verbose_name=_("part of")
    )
    note = models.TextField(_("note"), blank=True, default="")
    # The newer version of which it was decided that the words stay where they stand, because it has them no more.
    stays_despite = models.ForeignKey(
        DocumentVersion, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    themes = models.ManyToManyField(Theme, related_name="recommendations", verbose_name=_("themes"), blank=True)

    # Projections of the journal; written by the workflow only and proved by `manage.py audit`.
    status = coded(Status.choices, blank=True, editable=False)
    basis = coded(Basis.choices, blank=True, editable=False)
    deferred_until = models.DateField(null=True, blank=True, editable=False)
    without_owner = models.BooleanField(default=False, editable=False)

    class Meta:
        ordering = ["ord", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="a_span_has_a_length"),
            models.CheckConstraint(
                condition=Q(end=F("start") + Length("text")), name="the_text_is_as_long_as_its_span"
            ),
            models.CheckConstraint(condition=~Q(whole=F("id")), name="no_recommendation_is_its_own_whole"),
            models.CheckConstraint(condition=~Q(is_whole=True, whole__isnull=False), name="no_whole_is_a_part"),
            models.CheckConstraint(
                condition=Q(due_on__isnull=True, due_precision="")
                | Q(due_on__isnull=False, due_precision__in=DatePrecision.values),
                name="a_target_date_has_a_precision",
            ),
            models.CheckConstraint(
                condition=~Q(standing=Standing.ENDORSED) | ~Q(standing_symbol=""), name="an_endorsement_has_a_symbol"
            ),
            models.CheckConstraint(
                condition=~Q(nature=Nature.AIM) | Q(status="", basis=""), name="an_aim_is_never_rated"
            ),
            one_of("kind", Kind),
            one_of("follow_up", FollowUp),
            one_of("standing", Standing),
            one_of("nature", Nature),
            one_of("status", Status, blank=True),
            one_of("basis", Basis, blank=True),
        ]
        indexes = [models.Index(fields=["archived_at", "follow_up", "status"], name="rec_follow_up_status")]

    def __str__(self) -> str:
        return self.reference


class LeadInSpan(models.Model):
    """Words of the paragraphs above, without which the ask cannot be read."""

    recommendation = models.ForeignKey(Recommendation, models.PROTECT, related_name="lead_in_spans")
    ord = models.PositiveSmallIntegerField()
    paragraph = models.ForeignKey(Paragraph, models.PROTECT, related_name="+")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()

    class Meta:
        ordering = ["recommendation", "ord"]
        constraints = [
            models.UniqueConstraint(fields=["recommendation", "ord"], name="one_lead_in_per_place"),
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="a_lead_in_has_a_length"),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def text(self) -> str:
        return self.paragraph.text[self.start : self.end]


class Addressee(models.Model):
    """The words that say who is asked, and the organization meant where it is known."""

    recommendation = models.ForeignKey(Recommendation, models.PROTECT, related_name="addressees")
    ord = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=300)
    organization = models.ForeignKey(Organization, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["recommendation", "ord"]
        constraints = [models.UniqueConstraint(fields=["recommendation", "ord"], name="one_addressee_per_place")]

    def __str__(self) -> str:
        return self.words


class RecommendationPlace(models.Model):
    """A country or an operation that the ask concerns, as it is named."""

    recommendation = models.ForeignKey(Recommendation, models.PROTECT, related_name="places")
    name = models.CharField(max_length=200)

    class Meta:
        ordering = ["recommendation", "name"]
        constraints = [models.UniqueConstraint(fields=["recommendation", "name"], name="one_place_each")]

    def __str__(self) -> str:
        return self.name


class Rendering(models.Model):
    """The words of a recommendation in a version of its document in another language, marked by a steward."""

    recommendation = models.ForeignKey(Recommendation, models.PROTECT, related_name="renderings")
    paragraph = models.ForeignKey(Paragraph, models.PROTECT, related_name="+")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()

    class Meta:
        ordering = ["recommendation", "paragraph"]
        constraints = [
            models.UniqueConstraint(fields=["recommendation", "paragraph"], name="one_rendering_per_paragraph"),
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="a_rendering_has_a_length"),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def text(self) -> str:
        return self.paragraph.text[self.start : self.end]

from django.db import models

from recommendations.models.assignments import Assignment
from recommendations.models.fields import an_id
from recommendations.models.people import User


class Comment(models.Model):
    """A word between colleagues about an assignment, read by its answering family only. Apart from the journal: it
    states nothing. Its author may take it back; that it was there stays."""

    public_id = an_id()
    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="comments")
    author = models.ForeignKey(User, models.PROTECT, related_name="+")
    text = models.TextField()
    mentions = models.ManyToManyField(User, related_name="+")
    written_at = models.DateTimeField(auto_now_add=True)
    taken_back_at = models.DateTimeField(null=True, blank=True)
    # From the form: a second click or a repeated post is the same comment.
    once = models.CharField(max_length=40, unique=True)

    class Meta:
        ordering = ["written_at", "id"]

    def __str__(self) -> str:
        return f"{self.assignment}: {self.text[:60]}"

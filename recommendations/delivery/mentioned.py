"""The letter to somebody whom a comment names: that it waits, from whom and where. It never quotes it."""

from django.utils import translation
from django.utils.translation import gettext as _

from recommendations import access
from recommendations.delivery.mail import address_of, send, why_not
from recommendations.models import Comment, OutboxMessage
from recommendations.queries.colleagues import colleagues


def mentioned(message: OutboxMessage) -> str:
    """What keeps it from being sent is asked as it leaves: the person may have moved, or the comment be taken back."""
    person = message.to
    rows = Comment.objects.select_related("assignment__recommendation", "assignment__answering_organization")
    comment = rows.filter(public_id=message.about).first()
    if comment is None or person is None:
        raise ValueError("a mentioned message is about a comment, and names a person")
    if comment.taken_back_at:
        return "Not sent: the comment was taken back."
    if not person.mail_when_mentioned:
        return "Not sent: the person wants no mail about this."
    if why := why_not(person, comment.assignment):
        return why
    recommendation = comment.assignment.recommendation
    with translation.override(person.language):
        people = colleagues(comment.assignment.answering_organization, access.reader(person))
        author = people.get(comment.author_id)
        send(
            message,
            person,
            subject=_("A comment mentions you: %(reference)s") % {"reference": recommendation.reference},
            template="mail/mentioned",
            words={
                "person": person,
                "author": author.name if author else "",
                "reference": recommendation.reference,
                "address": f"{address_of(recommendation)}#comment-{comment.public_id}",
            },
        )
    return ""

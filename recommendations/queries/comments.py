"""What colleagues wrote to each other about an assignment, for those of its answering family only."""

from dataclasses import dataclass
from datetime import datetime

from recommendations import access
from recommendations.access import Reader, Verb
from recommendations.models import Assignment, Comment
from recommendations.queries import names
from recommendations.queries.colleagues import Colleague, colleagues, those_here


@dataclass(frozen=True, slots=True)
class Said:
    """One comment. Taken back, it has no words."""

    public_id: str
    author: str
    at: datetime
    text: str
    told: list[str]
    mine: bool
    taken_back: bool


@dataclass(frozen=True, slots=True)
class Conversation:
    """`people`: who can be told of a new comment; `may_write` is no auditor's."""

    assignment: Assignment
    said: list[Said]
    people: list[Colleague]
    may_write: bool


def conversations(
    assignments: list[Assignment], reader: Reader, known: names.Organizations | None = None
) -> list[Conversation]:
    """One per assignment whose family the reader is of; oldest comment first. Nothing of the others."""
    own = [each for each in assignments if reader.reads_words_of(each)]
    if not own:
        return []
    rows: dict[int, list[Comment]] = {}
    for comment in Comment.objects.filter(assignment__in=own).select_related("author").prefetch_related("mentions"):
        rows.setdefault(comment.assignment_id, []).append(comment)
    return [_conversation(each, rows.get(each.pk, []), reader, known) for each in own]


def _conversation(
    assignment: Assignment, rows: list[Comment], reader: Reader, known: names.Organizations | None
) -> Conversation:
    people = colleagues(assignment.answering_organization, reader, known)
    roles = access.RULES[Verb.DISCUSS].roles
    return Conversation(
        assignment=assignment,
        said=[_said(each, people, reader) for each in rows],
        people=[each for each in those_here(people) if each.user.pk != reader.user_id],
        may_write=any(reader.covers(role, assignment.answering_organization_id) for role in roles),
    )


def _said(comment: Comment, people: dict[int, Colleague], reader: Reader) -> Said:
    author = people.get(comment.author_id)
    back = comment.taken_back_at is not None
    told = [] if back else [people[each.pk].name for each in comment.mentions.all() if each.pk in people]
    return Said(
        public_id=comment.public_id,
        author=author.name if author else "",
        at=comment.written_at,
        text="" if back else comment.text,
        told=sorted(told, key=str.casefold),
        mine=comment.author_id == reader.user_id,
        taken_back=back,
    )

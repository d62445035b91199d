from dataclasses import dataclass

from recommendations.models import OutboxMessage, User
from recommendations.tests import make
from recommendations.workflow import clearing

FEEDBACK = "Mention the memorandum of Tuesday."


@dataclass
class Posts:
    """Updates, returned to their author: each posts one message."""

    cast: make.Cast
    count: int = 0

    def one(self, *, returned_by: User | None = None, **more: object) -> OutboxMessage:
        document, paragraph = divmod(self.count, 60)
        self.count += 1
        recommendation = make.recommendation(str(paragraph + 1), code=f"S/2000/{document + 1}")
        update = make.submitted(make.assignment(recommendation, self.cast.dppa), self.cast.desk, **more)
        by = make.by(returned_by or self.cast.clearing)
        entry = clearing.give_back(update, by=by, version=update.version, feedback=FEEDBACK)
        return OutboxMessage.objects.get(entry=entry)

    def many(self, count: int) -> list[OutboxMessage]:
        return [self.one() for _ in range(count)]

"""The comments of colleagues on the page of one recommendation."""

import secrets
from dataclasses import dataclass
from typing import Any

from recommendations.access import Reader
from recommendations.browser.typed import Typed
from recommendations.models import Recommendation
from recommendations.queries import names
from recommendations.queries.comments import Conversation, conversations

PANEL = "discuss"


@dataclass(frozen=True, slots=True)
class Talk:
    """One conversation with its form: `once` tells a second click from a second comment."""

    conversation: Conversation
    once: str
    typed: Typed | None
    open: bool

    @property
    def told(self) -> list[str]:
        """Whose boxes were ticked in a form that was not accepted."""
        return self.typed.data.getlist("tell") if self.typed else []


def talks(row: Recommendation, reader: Reader, typed: Typed | None, known: names.Organizations) -> list[Talk]:
    """Of the reader's own assignments; of those that no longer count, or cannot be written on, only what was said."""
    found = []
    for each in conversations(list(row.assignments.all()), reader, known):
        mine = typed if typed and typed.panel == PANEL and typed.row == each.assignment.public_id else None
        open_ = each.may_write and row.archived_at is None and each.assignment.counts
        if each.said or open_:
            found.append(Talk(each, _once(mine), mine, open_))
    return found


def _once(typed: Typed | None) -> str:
    data: Any = typed.data if typed else {}
    return data.get("once", "") or secrets.token_urlsafe(16)

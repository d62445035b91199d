"""A file that somebody gave and that never came into the register is put away: its content goes, and the journal keeps
what it was called, its SHA-256, who gave it, who put it away, when and why."""

from recommendations.access import Acting, By
from recommendations.choices import EntryKind
from recommendations.models import Entry, RegisterFile, Upload
from recommendations.workflow.journal import record


def record_put_away(row: Upload | RegisterFile, *, by: By, acting: Acting, why: str) -> Entry:
    facts = {"sha256": row.sha256, "given_by": row.given_by_id, "given_at": row.given_at}
    content = {"file_name": row.file_name, "why": why.strip()}
    return record(EntryKind.PUT_AWAY, row, by=by, acting=acting, facts=facts, content=content)

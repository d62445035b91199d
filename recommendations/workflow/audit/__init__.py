"""Does the register still say what was recorded? Chains, seals, sources, and every projection against the journal."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, nullcontext
from typing import Any, Final

from django.db import connection, transaction

from recommendations.workflow.audit.attributes import the_archive, the_attributes
from recommendations.workflow.audit.difference import Difference
from recommendations.workflow.audit.files import the_files_put_away
from recommendations.workflow.audit.findings import the_evidence, the_findings
from recommendations.workflow.audit.journal import the_chains, the_guards, the_seals
from recommendations.workflow.audit.people import the_accounts, the_memberships, the_tokens
from recommendations.workflow.audit.sources import the_quotes, the_sources
from recommendations.workflow.audit.statements import the_imported_statements
from recommendations.workflow.audit.target_dates import the_target_dates
from recommendations.workflow.audit.updates import the_assignments, the_updates

__all__ = ["CHECKS", "Difference", "differences", "one_moment"]


Check = Callable[[], Iterable[Difference]]
CHECKS: Final[tuple[Check, ...]] = (
    the_guards,
    the_chains,
    the_seals,
    the_sources,
    the_quotes,
    the_attributes,
    the_archive,
    the_memberships,
    the_accounts,
    the_tokens,
    the_assignments,
    the_updates,
    the_findings,
    the_target_dates,
    the_evidence,
    the_imported_statements,
    the_files_put_away,
)


def differences() -> list[Difference]:
    """Everything that does not hold; empty in a sound register. Reads only, and all of it as at one moment, so that
    work that goes on meanwhile is not taken for a difference."""
    with one_moment():
        return [difference for check in CHECKS for difference in _all_of(check)]


def _all_of(check: Check) -> Iterator[Difference]:
    try:
        yield from check()
    except Exception as problem:
        # What was altered may be unreadable. The other checks still have their say.
        yield Difference(check.__name__.replace("_", " "), f"could not be checked: {problem!r}")


@contextmanager
def one_moment() -> Iterator[None]:
    """Others write meanwhile, and it does not see it."""
    outermost = not connection.in_atomic_block
    unlocked = _without_the_writers_lock() if outermost and connection.vendor == "sqlite" else nullcontext()
    with unlocked, transaction.atomic():
        if outermost and connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield


@contextmanager
def _without_the_writers_lock() -> Iterator[None]:
    """The settings ask for it at the beginning of every transaction."""
    connection.ensure_connection()
    sqlite: Any = connection
    usual, sqlite.transaction_mode = sqlite.transaction_mode, "DEFERRED"
    try:
        yield
    finally:
        sqlite.transaction_mode = usual

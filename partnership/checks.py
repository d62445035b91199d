"""What `manage.py check --database default` and every start say about this installation."""

from collections.abc import Sequence
from typing import Any

from django.apps.config import AppConfig
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.db import connections
from django.db.migrations.executor import MigrationExecutor


@register(Tags.security, deploy=True)
def mail_is_set(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    if settings.DEMO or settings.EMAIL_HOST:
        return []
    return [Warning("No mail can be sent.", hint="Set EMAIL_HOST and MAIL_FROM.", id="partnership.W001")]


@register(Tags.database)
def no_demonstration_accounts(
    app_configs: Sequence[AppConfig] | None, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Accounts with a known password have no place in a working register."""
    if settings.DEMO or not _has_table(databases, get_user_model()._meta.db_table):
        return []
    found = get_user_model()._default_manager.filter(is_demonstration=True)
    names = ", ".join(found.order_by("username").values_list("username", flat=True))
    if not names:
        return []
    return [
        Error(f"Demonstration accounts in a working register: {names}.", hint="Delete them.", id="partnership.E001")
    ]


@register(Tags.database)
def journal_is_guarded(
    app_configs: Sequence[AppConfig] | None, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """The triggers that refuse changes of the journal are easily lost: SQLite drops them with a remade table."""
    if not _has_table(databases, get_user_model()._meta.db_table) or _migrations_wait():
        return []
    from recommendations.models import triggers

    missing = triggers.missing()
    if not missing:
        return []
    return [
        Error(
            f"Triggers that keep rows from being changed are missing: {', '.join(missing)}.",
            hint="Find out who dropped them; then manage.py install_triggers, and manage.py audit.",
            id="partnership.E002",
        )
    ]


def _has_table(databases: Sequence[str] | None, table: str) -> bool:
    """False when this check is not about a database, or nothing was migrated yet."""
    return bool(databases) and table in connections["default"].introspection.table_names()


def _migrations_wait() -> bool:
    """True just before an upgrade: migrating makes the triggers that it brings."""
    executor = MigrationExecutor(connections["default"])
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))

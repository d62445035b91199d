from typing import Any

from django.apps import AppConfig
from django.core.management import call_command
from django.db.models.signals import post_migrate


class RecommendationsConfig(AppConfig):
    name = "recommendations"
    verbose_name = "Register of recommendations"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        post_migrate.connect(make_triggers, sender=self)
        post_migrate.connect(make_shared_cache, sender=self)


def make_triggers(using: str, plan: list[Any] | None = None, **kwargs: Any) -> None:
    """After migrations that really ran, because SQLite drops the triggers of a table that it remakes. Not at every
    start: a trigger that somebody dropped has to be noticed, not mended in silence."""
    if not plan:
        return
    from recommendations.models import triggers

    if not set(triggers.TABLES) - set(triggers.tables(using)):
        triggers.install(using)


def make_shared_cache(using: str, **kwargs: Any) -> None:
    """The table of the cache that all processes share; nothing, when it is there."""
    call_command("createcachetable", database=using, verbosity=0)

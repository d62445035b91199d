from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from recommendations.workflow.demonstration import load_updates


class Command(BaseCommand):
    help = "Add invented example updates, labelled as such; only with DEMO=on."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("DEMO is off: nothing invented is loaded into a working register.")
        self.stdout.write(f"Added {load_updates()} example updates.")

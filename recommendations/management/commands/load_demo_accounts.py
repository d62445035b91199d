from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from recommendations.workflow.demonstration import load_accounts


class Command(BaseCommand):
    help = "Make the demonstration accounts; only with DEMO=on, whose database holds nothing else."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("DEMO is off: demonstration accounts have no place in a working register.")
        self.stdout.write(f"Added {load_accounts()} demonstration accounts.")

from typing import Any

from django.core.management.base import BaseCommand

from recommendations.models import triggers


class Command(BaseCommand):
    help = "Make the append-only triggers anew, where somebody or something dropped them."

    def handle(self, *args: Any, **options: Any) -> None:
        missing = triggers.missing()
        triggers.install()
        self.stdout.write(f"Made {', '.join(missing)}." if missing else "All triggers were there.")

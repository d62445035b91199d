from typing import Any

from django.core.management.base import BaseCommand, CommandError

from recommendations.delivery import outbox


class Command(BaseCommand):
    help = "Send what is due in the outbox, here and now: needs neither broker nor worker, and may run beside them."

    def handle(self, *args: Any, **options: Any) -> None:
        swept = outbox.sweep()
        self.stdout.write(f"Finished {swept.done} messages.")
        if swept.failed:
            raise CommandError(f"{swept.failed} messages failed, and will be tried again later.")

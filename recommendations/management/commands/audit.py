from typing import Any

from django.core.management.base import BaseCommand, CommandError

from recommendations.models import Entry, Seal
from recommendations.workflow.audit import differences


class Command(BaseCommand):
    help = (
        "Prove the journal: its chains, its seals, the sources, and every figure rebuilt from it. "
        "Names each difference and exits with 1 when there is any."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        found = differences()
        for each in found:
            self.stderr.write(str(each))
        if found:
            raise CommandError(f"{len(found)} differences.", returncode=1)
        self.stdout.write(f"All holds: {Entry.objects.count()} entries, {Seal.objects.count()} seals, no difference.")

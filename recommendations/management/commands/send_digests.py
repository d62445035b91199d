from datetime import date, timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from recommendations.workflow import digests


class Command(BaseCommand):
    help = "Run today's digest if it was not run yet; or show what a run would send."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--preview", action="store_true", help="send nothing: show what tomorrow's run would send")
        parser.add_argument("--day", type=date.fromisoformat, help="with --preview: another day, as 2026-11-30")

    def handle(self, *args: Any, preview: bool, day: date | None, **options: Any) -> None:
        today = timezone.localdate(timezone=timezone.get_default_timezone())
        if preview:
            return self._show(digests.plan(day or today + timedelta(days=1)))
        if day:
            raise CommandError("--day goes with --preview: letters are sent for today only.")
        made = digests.run(today)
        if made is None:
            self.stdout.write(f"The digest of {today} was run before; nothing was done.")
        else:
            self.stdout.write(f"{made.letters} letters are in the outbox; the cap left out {made.left_out}.")

    def _show(self, plan: digests.Plan) -> None:
        for each in plan.letters:
            said = each.contents
            counts = f"{said.how_many_wait} waiting, {len(said.due)} due, {len(said.overdue)} overdue"
            self.stdout.write(f"{each.person.username}: {counts}")
        self.stdout.write(f"{plan.day}: {len(plan.letters)} letters; the cap leaves out {len(plan.left_out)}.")

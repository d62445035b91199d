from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from recommendations.choices import Scope
from recommendations.errors import Refused
from recommendations.models import User
from recommendations.workflow import tokens


class Command(BaseCommand):
    help = "Print a new API token, alone on standard output. It is never shown again. It opens what its user may do."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("user", help="the account's name")
        parser.add_argument("--scope", action="append", required=True, choices=Scope.values, help="may be repeated")
        parser.add_argument("--name", default="", help="what it is for, to tell it from others")
        parser.add_argument("--days", type=int, default=tokens.LASTS.days, help="how long it lasts (%(default)s)")

    def handle(self, *args: Any, user: str, scope: list[str], name: str, days: int, **options: Any) -> None:
        person = User.objects.filter(username=user).first()
        if person is None:
            raise CommandError(f"There is no account {user}.")
        if not person.is_active:
            raise CommandError(f"The account {user} is inactive, so a token of it would open nothing.")
        if days < 1:
            raise CommandError("A token lasts one day or more.")
        try:
            token, text = tokens.issue(
                person, name=name or f"command, {timezone.localdate()}", scopes=scope, lasts=timedelta(days=days)
            )
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stderr.write(
            f"Token “{token.name}” of {user}, scopes {', '.join(token.scopes)}, "
            f"until {timezone.localtime(token.expires_at):%Y-%m-%d %H:%M %Z}:"
        )
        self.stdout.write(text)

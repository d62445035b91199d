import sys
from argparse import ArgumentParser
from getpass import getpass
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from recommendations.access import By
from recommendations.choices import Channel, Role
from recommendations.errors import Refused
from recommendations.models import Membership, User
from recommendations.workflow import accounts, memberships


class Command(BaseCommand):
    help = "Make the account of the first administrator, who then gives everyone else their roles."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", help="the name to sign in with")
        parser.add_argument("--full-name", default="", help="as others see it")
        parser.add_argument("--email", default="")
        parser.add_argument("--password-stdin", action="store_true", help="read the password from standard input")
        parser.add_argument("--another", action="store_true", help="although there is an administrator")

    def handle(self, *args: Any, **options: Any) -> None:
        if there_is_an_administrator() and not options["another"]:
            raise CommandError("There is an administrator, who can make others. To make one here, add --another.")
        password = read_password(from_input=options["password_stdin"])
        try:
            user = make(options["name"], password, full_name=options["full_name"], email=options["email"])
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"{user.username} is an administrator.")


def there_is_an_administrator() -> bool:
    held = Membership.objects.filter(role=Role.ADMINISTRATOR, until__isnull=True, user__is_active=True)
    return held.filter(since__lte=timezone.localdate()).exists()


def read_password(*, from_input: bool) -> str:
    if from_input:
        return sys.stdin.readline().rstrip("\r\n")
    password = getpass("Password: ")
    if getpass("The same again: ") != password:
        raise CommandError("The two passwords differ.")
    return password


@transaction.atomic
def make(name: str, password: str, **given: str) -> User:
    by, why = By(None, Channel.COMMAND), "create_administrator"
    user = accounts.add(name, by=by, why=why, password=password, is_staff=True, **given)
    memberships.grant(user, Role.ADMINISTRATOR, by=by, why=why)
    return user

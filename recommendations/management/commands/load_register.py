from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from recommendations.access import By
from recommendations.choices import Channel
from recommendations.errors import CatalogueRefused
from recommendations.workflow.loading import load


class Command(BaseCommand):
    help = "Load organizations, themes, documents and their recommendations. Running it twice changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", nargs="?", type=Path, default=Path(settings.BASE_DIR) / "fixtures")

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        try:
            loaded = load(folder, by=By(None, Channel.COMMAND))
        except CatalogueRefused as problem:
            raise CommandError(f"Nothing was loaded. {problem}") from problem
        self.stdout.write(
            f"Added {loaded.organizations} organizations, {loaded.themes} themes, {loaded.documents} documents, "
            f"{loaded.recommendations} recommendations and {loaded.assignments} assignments."
        )

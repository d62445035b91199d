from dataclasses import fields
from typing import Any

from django.core.management.base import BaseCommand

from recommendations.queries.sources import source_reports


class Command(BaseCommand):
    help = "Per document: paragraphs, footnotes, removed pieces, and its recommendations by kind, follow-up and basis."

    def handle(self, *args: Any, **options: Any) -> None:
        for report in source_reports():
            self.stdout.write(report.document)
            for field in fields(report)[1:]:
                value = getattr(report, field.name)
                words = ", ".join(f"{n} {code}" for code, n in value.items()) if isinstance(value, dict) else value
                self.stdout.write(f"  {field.name.replace('_', '-'):<16} {words}")

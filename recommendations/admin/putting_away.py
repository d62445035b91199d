"""Rows that leave lists and menus, and come back: two actions for every table that has an archive."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from recommendations.admin.reasons import ask_why
from recommendations.admin.verbs import Door
from recommendations.workflow import archiving


class ArchiveDoor(Door):
    actions = ("archive", "restore")

    @admin.action(description=_("Archive, with a reason"), permissions=["change"])
    def archive(self, request: HttpRequest, rows: QuerySet[Any]) -> Any:
        return ask_why(
            self,
            request,
            rows,
            title=_("Archive"),
            do=lambda row, by, version, given: archiving.archive(row, by=by, version=version, why=given["why"]),
        )

    @admin.action(description=_("Bring back from the archive, with a reason"), permissions=["change"])
    def restore(self, request: HttpRequest, rows: QuerySet[Any]) -> Any:
        return ask_why(
            self,
            request,
            rows,
            title=_("Bring back from the archive"),
            do=lambda row, by, version, given: archiving.restore(row, by=by, version=version, why=given["why"]),
        )

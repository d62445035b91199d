"""Rows shown below the one they belong to."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.http import HttpRequest

if TYPE_CHECKING:
    TabularInline = admin.TabularInline[Any, Any]
else:
    TabularInline = admin.TabularInline


class Below(TabularInline):
    extra = 0
    can_delete = False
    show_change_link = False

    def may(self, request: HttpRequest) -> bool:
        """Whether rows are written here; none is, unless a subclass says so."""
        return False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.may(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.may(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

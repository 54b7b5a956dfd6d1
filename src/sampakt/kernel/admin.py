"""The admin of records that operators may read there but only actions write."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest


class ReadOnlyAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # not generic at run time
    """Shows rows; adds, changes and removes none."""

    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        """No: actions write."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """No: actions write."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """No: actions remove."""
        return False

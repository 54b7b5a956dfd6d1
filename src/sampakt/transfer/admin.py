"""The room in the admin: read only."""

from django.contrib import admin

from sampakt.kernel.admin import ReadOnlyAdmin
from sampakt.transfer.models import LoadedFile


@admin.register(LoadedFile)
class LoadedFileAdmin(ReadOnlyAdmin):
    """Which partnerships came from a file, and when it was last loaded."""

    list_display = ("space", "loaded_at")

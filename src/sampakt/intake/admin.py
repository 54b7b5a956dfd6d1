"""Dropped documents for operators, to look at: that they lie there and how far they have come, not what they say."""

from django.contrib import admin

from sampakt.intake.models import Reading
from sampakt.kernel.admin import ReadOnlyAdmin


@admin.register(Reading)
class ReadingAdmin(ReadOnlyAdmin):
    """Names, sizes and states; a document is read on its own page."""

    list_display = ("code", "name", "organisation", "state", "fault", "size", "created_at")
    list_filter = ("state", "media_type")
    search_fields = ("code", "name", "sha256")
    fields = (
        *("code", "organisation", "state", "name", "media_type", "size", "sha256", "dropped_by", "created_at"),
        *("job", "fault", "fault_facts", "language", "pages", "pages_left", "read_at"),
        *("agreement", "document", "confirmed_by", "confirmed_at"),
    )

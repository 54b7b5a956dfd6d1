"""The trail for operators."""

from django.contrib import admin

from sampakt.kernel.admin import ReadOnlyAdmin
from sampakt.trail.models import TrailLine


@admin.register(TrailLine)
class TrailLineAdmin(ReadOnlyAdmin):
    """Lines of the trail."""

    list_display = ("at", "by_name", "verb", "subject_kind", "subject_id", "space_id")
    list_filter = ("subject_kind",)
    search_fields = ("by_name", "verb")
    date_hierarchy = "at"

"""Documents for operators, to look at."""

from django.contrib import admin

from sampakt.kernel.admin import ReadOnlyAdmin
from sampakt.papers.models import Document, Version


@admin.register(Document)
class DocumentAdmin(ReadOnlyAdmin):
    """What is said of documents; their files are fetched on their own pages, which ask who may see them."""

    list_display = ("code", "title", "space", "audience", "dated_on", "version")
    list_filter = ("audience", "is_sample")
    search_fields = ("code", "sought")


@admin.register(Version)
class VersionAdmin(ReadOnlyAdmin):
    """Names, sizes and checksums of files."""

    list_display = ("name", "document", "number", "media_type", "size", "uploaded_at")
    list_filter = ("media_type",)
    fields = ("document", "number", "name", "media_type", "size", "sha256", "dated_on", "note", "uploaded_at")

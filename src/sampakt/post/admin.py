"""The outbox for operators: what went, what waits, and why."""

from django.contrib import admin

from sampakt.kernel.admin import ReadOnlyAdmin
from sampakt.post.models import Letter


@admin.register(Letter)
class LetterAdmin(ReadOnlyAdmin):
    """Letters. Their bodies, which hold secret links, are for those they are written to."""

    list_display = ("written_at", "to", "subject", "sent_at", "tries", "fault")
    list_filter = (("sent_at", admin.EmptyFieldListFilter),)
    search_fields = ("to", "subject")
    fields = ("written_at", "to", "subject", "language", "sent_at", "tries", "fault")

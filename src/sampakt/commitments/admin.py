"""The room in the admin: to be read, since actions write."""

from django.contrib import admin

from sampakt.commitments.models import (
    Commitment,
    Confirmation,
    Deed,
    Escalation,
    Evidence,
    Statement,
    StoredAssessment,
    Waiver,
)
from sampakt.kernel.admin import ReadOnlyAdmin


@admin.register(Commitment)
class CommitmentAdmin(ReadOnlyAdmin):
    """Promises."""

    list_display = ("reference", "title", "kind", "agreement", "audience")
    list_filter = ("strength", "check_by", "kind")
    search_fields = ("reference", "sought", "code")
    list_select_related = ("agreement",)


@admin.register(Deed)
class DeedAdmin(ReadOnlyAdmin):
    """Records of work."""

    list_display = ("title", "sort", "type", "done_on", "audience")
    list_filter = ("sort",)
    search_fields = ("sought", "code", "key")


@admin.register(Evidence)
class EvidenceAdmin(ReadOnlyAdmin):
    """Pieces of evidence."""

    list_display = ("title", "kind", "dated_on", "state", "audience")
    list_filter = ("kind", "state")
    search_fields = ("code", "key")


@admin.register(Statement)
class StatementAdmin(ReadOnlyAdmin):
    """What people stated."""

    list_display = ("commitment", "stated_on", "verdict", "organisation", "office")
    list_filter = ("verdict",)
    list_select_related = ("commitment", "organisation")


@admin.register(Waiver)
class WaiverAdmin(ReadOnlyAdmin):
    """Decisions that something else holds."""

    list_display = ("commitment", "body", "decided_on", "reference", "starts_on", "ends_on")
    list_select_related = ("commitment",)


@admin.register(Confirmation)
class ConfirmationAdmin(ReadOnlyAdmin):
    """What the other parties said."""

    list_display = ("commitment", "organisation", "given_on", "agrees")
    list_filter = ("agrees",)
    list_select_related = ("commitment", "organisation")


@admin.register(StoredAssessment)
class StoredAssessmentAdmin(ReadOnlyAdmin):
    """The stored answers."""

    list_display = ("commitment", "status", "due_on", "stands_until", "has_evidence", "assessed_on")
    list_filter = ("status",)
    list_select_related = ("commitment",)


@admin.register(Escalation)
class EscalationAdmin(ReadOnlyAdmin):
    """Who was told of what went stale."""

    list_display = ("commitment", "level", "stale_since", "told_on")
    list_filter = ("level",)
    list_select_related = ("commitment",)

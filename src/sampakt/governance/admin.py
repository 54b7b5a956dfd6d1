"""Bodies and who sat in them, their meetings, decisions and actions to do, for operators to look at."""

from django.contrib import admin

from sampakt.governance.models import (
    Attendance,
    Body,
    Correction,
    Decision,
    Holding,
    Item,
    Meeting,
    Proposal,
    Seat,
    Task,
    Vote,
)
from sampakt.kernel.admin import ReadOnlyAdmin


@admin.register(Body)
class BodyAdmin(ReadOnlyAdmin):
    """Bodies with their mandate."""

    list_display = ("code", "name", "sort", "audience", "formed_on", "dissolved_on", "version")
    list_filter = ("sort", "balance", "audience", "is_sample")
    search_fields = ("code", "sought")


@admin.register(Seat)
class SeatAdmin(ReadOnlyAdmin):
    """Seats of bodies."""

    list_display = ("body", "key", "position", "organisation", "office", "starts_on", "ends_on")
    list_filter = ("position",)
    search_fields = ("key", "body__sought")
    list_select_related = ("body", "organisation", "office")


@admin.register(Holding)
class HoldingAdmin(ReadOnlyAdmin):
    """Who held which seat when."""

    list_display = ("seat", "person", "starts_on", "ends_on")
    list_select_related = ("seat__office", "person")


@admin.register(Meeting)
class MeetingAdmin(ReadOnlyAdmin):
    """Meetings, and how far they have come."""

    list_display = ("code", "body", "day", "state", "called_on", "adjusted_on", "version")
    list_filter = ("state", "is_sample")
    search_fields = ("code", "body__sought")
    list_select_related = ("body",)
    date_hierarchy = "day"


@admin.register(Item)
class ItemAdmin(ReadOnlyAdmin):
    """Items of agendas."""

    list_display = ("meeting", "place", "title", "sort", "conclusion", "is_restricted")
    list_filter = ("sort", "conclusion", "is_restricted")
    search_fields = ("sought", "meeting__code")
    list_select_related = ("meeting__body",)


@admin.register(Attendance)
class AttendanceAdmin(ReadOnlyAdmin):
    """Who was at which meeting."""

    list_display = ("meeting", "seat", "person", "presence", "stands_in_for", "is_adjuster", "adjusted_at")
    list_filter = ("presence", "is_adjuster")
    list_select_related = ("meeting__body", "seat__office", "stands_in_for__office", "person")


@admin.register(Correction)
class CorrectionAdmin(ReadOnlyAdmin):
    """What stands beside adjusted minutes."""

    list_display = ("meeting", "item", "made_on", "words", "made_by")
    list_select_related = ("meeting__body", "item", "made_by")


@admin.register(Decision)
class DecisionAdmin(ReadOnlyAdmin):
    """Decisions, approved or not."""

    list_display = ("code", "body", "number", "year", "title", "outcome", "effect", "approved_on", "is_restricted")
    list_filter = ("outcome", "effect", "is_restricted", "is_sample")
    search_fields = ("code", "sought")
    list_select_related = ("body",)
    date_hierarchy = "decided_on"


@admin.register(Vote)
class VoteAdmin(ReadOnlyAdmin):
    """How members and parties stood to decisions."""

    list_display = ("decision", "seat", "organisation", "stance")
    list_filter = ("stance",)
    list_select_related = ("decision", "seat__office", "organisation")


@admin.register(Task)
class TaskAdmin(ReadOnlyAdmin):
    """Actions to do."""

    list_display = ("code", "body", "title", "organisation", "office", "person", "due_on", "state", "reported_at")
    list_filter = ("state", "is_restricted", "is_sample")
    search_fields = ("code", "body__sought")
    list_select_related = ("body", "organisation", "office", "person", "reported_at__body")


@admin.register(Proposal)
class ProposalAdmin(ReadOnlyAdmin):
    """What is proposed to bodies."""

    list_display = ("body", "title", "organisation", "proposed_on", "state")
    list_filter = ("state",)
    search_fields = ("body__sought",)
    list_select_related = ("body", "organisation")

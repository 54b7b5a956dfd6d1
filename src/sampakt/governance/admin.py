"""Bodies, seats and who held them, for operators to look at."""

from django.contrib import admin

from sampakt.governance.models import Body, Holding, Seat
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

"""Partnerships and agreements for operators, to look at."""

from django.contrib import admin

from sampakt.agreements.models import Agreement, Claim, DecisionStep, FeeTerm, Partnership, Party, Theme
from sampakt.kernel.admin import ReadOnlyAdmin


@admin.register(Partnership)
class PartnershipAdmin(ReadOnlyAdmin):
    """Partnerships and their codes."""

    list_display = ("code", "name", "language", "is_sample", "version")
    list_filter = ("language", "is_sample")
    search_fields = ("code", "sought")


@admin.register(Theme)
class ThemeAdmin(ReadOnlyAdmin):
    """Themes of partnerships."""

    list_display = ("key", "name", "space", "starts_on", "ends_on")


@admin.register(Agreement)
class AgreementAdmin(ReadOnlyAdmin):
    """Agreements with their terms."""

    list_display = ("code", "title", "kind", "audience", "starts_on", "ends_on", "version")
    list_filter = ("kind", "audience", "is_sample")
    search_fields = ("code", "sought")


@admin.register(Party)
class PartyAdmin(ReadOnlyAdmin):
    """Who takes part in which agreement."""

    list_display = ("agreement", "organisation", "role", "signed_on")
    list_filter = ("role",)
    list_select_related = ("agreement", "organisation")


@admin.register(DecisionStep)
class DecisionStepAdmin(ReadOnlyAdmin):
    """Steps of decision chains."""

    list_display = ("party", "instance", "kind", "planned_on", "decided_on", "outcome")
    list_filter = ("kind", "outcome")
    list_select_related = ("party__organisation",)


@admin.register(FeeTerm)
class FeeTermAdmin(ReadOnlyAdmin):
    """Fees of parties."""

    list_display = ("party", "amount_minor", "currency", "period", "starts_on", "ends_on")
    list_select_related = ("party__organisation",)


@admin.register(Claim)
class ClaimAdmin(ReadOnlyAdmin):
    """What sources claim."""

    list_display = ("agreement", "field", "value", "source", "is_chosen")
    list_filter = ("field", "is_chosen")
    list_select_related = ("agreement",)

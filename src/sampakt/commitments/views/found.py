"""The records that the room's addresses name, as far as the viewer may see them; 404 otherwise."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from sampakt.agreements.models import Partnership
from sampakt.agreements.views.found import partnership_seen
from sampakt.commitments.models import Commitment, Deed, Evidence
from sampakt.commitments.queries.pages import commitment_called
from sampakt.organisations.models import Organisation, OrganisationQuerySet
from sampakt.ui.answers import Crumbs, PageRequest


def partnership_at(request: PageRequest, code: str) -> Partnership:
    """The partnership with that code, with those who share it."""
    return partnership_seen(request, code)


def commitment_at(request: PageRequest, code: str) -> Commitment:
    """The promise with that code, with what its pages name."""
    if (found := commitment_called(request.viewer, code)) is None:
        raise Http404
    return found


def deed_at(request: PageRequest, code: str) -> Deed:
    """The record of work with that code."""
    deeds = Deed.objects.visible_to(request.viewer)
    return get_object_or_404(
        deeds.select_related("space__partnership", "organisation", "circle", "unit__organisation", "theme", "document"),
        code=code,
    )


def evidence_at(request: PageRequest, code: str) -> Evidence:
    """The piece of evidence with that code."""
    pieces = Evidence.objects.visible_to(request.viewer)
    related = ("space__partnership", "organisation", "circle", "document", "recorded_by__person", "approved_by__person")
    return get_object_or_404(pieces.select_related(*related), code=code)


def spoken_for(request: PageRequest, space_id: int) -> OrganisationQuerySet:
    """The organisations that the viewer acts for in a partnership."""
    standing = request.viewer.standing_in(space_id)
    return Organisation.objects.filter(pk__in=standing.organisations if standing else ()).order_by("name")


def crumbs_to(partnership: Partnership, *below: tuple[str, str]) -> Crumbs:
    """The way to a page beneath a partnership's promises."""
    home = partnership.get_absolute_url()
    return [
        ("/partnerships/", _("Partnerships")),
        (home, str(partnership)),
        (f"{home}commitments/", _("Commitments")),
        *below,
    ]


def crumbs_to_commitment(commitment: Commitment) -> Crumbs:
    """The way to a page beneath one promise."""
    return crumbs_to(commitment.space.partnership, (commitment.get_absolute_url(), commitment.reference))


def crumbs_to_deeds(partnership: Partnership, *below: tuple[str, str]) -> Crumbs:
    """The way to a page beneath a partnership's records of work."""
    home = partnership.get_absolute_url()
    return [
        ("/partnerships/", _("Partnerships")),
        (home, str(partnership)),
        (f"{home}deeds/", _("What was done")),
        *below,
    ]

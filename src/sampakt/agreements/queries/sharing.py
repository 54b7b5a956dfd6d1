"""Who shares a partnership, as far as the viewer may know.

Those inside know each other. Others know the parties of the agreements that they may see, so that a draft tells nobody
whom it is with.
"""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet

from sampakt.agreements.models import Partnership, Party
from sampakt.agreements.terms import TAKING_PART
from sampakt.kernel.alphabet import sort_key
from sampakt.kernel.viewer import Viewer
from sampakt.organisations.models import Organisation


def sharing(partnership: Partnership, viewer: Viewer, parties: Iterable[Party] | None = None) -> list[Organisation]:
    """The organisations by name. ``parties`` are those of the agreements seen, where already fetched."""
    if viewer.is_operator or viewer.is_in(partnership.pk):
        found = {one.pk: one for one in partnership.space.organisations.all()}
    else:
        if parties is None:
            seen = Party.objects.visible_to(viewer).filter(agreement__space=partnership.pk)
            parties = seen.select_related("organisation")
        found = {party.organisation_id: party.organisation for party in parties if party.role in TAKING_PART}
    return sorted(found.values(), key=lambda row: sort_key(row.name))


def sharers(viewer: Viewer) -> QuerySet[Organisation]:
    """The same for many partnerships: to prefetch ``space__organisations`` with."""
    found = Organisation.objects.all()
    if viewer.is_operator:
        return found
    known = Party.objects.visible_to(viewer).filter(
        organisation=OuterRef("pk"), agreement__space=OuterRef("spaces"), role__in=TAKING_PART
    )
    # Both conditions speak of the space that the prefetch is about: Django joins it once.
    return found.filter(Q(spaces__in=list(viewer.spaces)) | Exists(known))

"""How far a record of this room reaches: the audience that somebody gives it, and the partnership it stays in."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.db import models

from sampakt.commitments.terms import CommitmentObjection
from sampakt.kernel.errors import NotAllowed, Objection
from sampakt.kernel.terms import Audience
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import Viewer
from sampakt.organisations.access import may_share, objections_to_audience
from sampakt.organisations.models import Shared, Space
from sampakt.papers.actions import Upload, add_document
from sampakt.papers.models import Document

REACH = ("audience", "organisation", "circle")


def objections_to_reach(record: Shared, by: Viewer, **values: Any) -> list[Objection]:
    """What stands against the audience that the record would have. Raises NotAllowed when it is not theirs to give.

    A record that keeps its audience is not asked again: whoever may change it need not be of its narrow audience.
    """
    if record.pk is not None and values.keys().isdisjoint(REACH):
        return []
    audience = values.get("audience", record.audience)
    organisation = values.get("organisation", record.organisation)
    circle = values.get("circle", record.circle)
    if not may_share(
        by,
        record.space_id,
        audience=audience,
        organisation_id=organisation.pk if organisation else None,
        circle_id=circle.pk if circle else None,
    ):
        raise NotAllowed
    return objections_to_audience(record.space_id, audience=audience, organisation=organisation, circle=circle)


def objections_to_place(space_id: int, **related: models.Model | None) -> Iterator[Objection]:
    """An objection for each related record that stands in another partnership."""
    for name, record in related.items():
        if record is not None and getattr(record, "space_id", space_id) != space_id:
            yield Objection.of(CommitmentObjection.OTHER_PARTNERSHIP, field=name)


def paper_for(
    space: Space, upload: Upload, *, by: Viewer, title: Text, dated_on: date | None, values: Mapping[str, Any]
) -> Document:
    """The file kept as a document of the partnership, for the same eyes as the record that it comes with.

    Nothing is published by being attached: with a public record, the file is for the parties until somebody says more.
    """
    reach = {name: values[name] for name in REACH if name in values}
    if reach.get("audience") == Audience.PUBLIC:
        reach["audience"] = Audience.PARTNERS
    return add_document(space, by=by, upload=upload, title=title, dated_on=dated_on, **reach)

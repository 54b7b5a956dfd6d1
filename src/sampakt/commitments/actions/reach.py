"""The file that comes with a record of this room, and how far it reaches."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sampakt.kernel.terms import Audience
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import Viewer
from sampakt.organisations.access import REACH
from sampakt.organisations.models import Space
from sampakt.papers.actions import Upload, add_document
from sampakt.papers.models import Document


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

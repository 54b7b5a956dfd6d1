"""Taking up what is proposed for an agenda: the record that gives reason to becomes an item, and nobody types again."""

from collections.abc import Sequence

from django.db import transaction

from sampakt.commitments.models import Commitment
from sampakt.governance.access import may_run
from sampakt.governance.actions.agenda import add_item
from sampakt.governance.actions.proposals import schedule
from sampakt.governance.models import Body, Item, Meeting, Proposal, Task
from sampakt.governance.queries.agenda import ProposedItem, proposed_items
from sampakt.kernel.errors import NotAllowed
from sampakt.kernel.viewer import Viewer
from sampakt.trail.actions import gathered


@transaction.atomic
def take_up(meeting: Meeting, *, proposed: Sequence[str], by: Viewer) -> list[Item]:
    """Put what was chosen, by its keys, last on the agenda in the order of the choice.

    What is no longer proposed, because somebody has taken it up meanwhile, is passed over.
    """
    if not may_run(by, meeting.body):
        raise NotAllowed
    there = {one.key: one for one in proposed_items(by, meeting)}
    with gathered():
        return [_take_up(there[key], meeting, by) for key in dict.fromkeys(proposed) if key in there]


def _take_up(one: ProposedItem, meeting: Meeting, by: Viewer) -> Item:
    match one.about:
        case Proposal():
            return schedule(one.about, meeting=meeting, by=by)
        case Commitment():
            about = one.about
            return add_item(meeting, sort=one.sort, title=one.title, commitment=about, agreement=about.agreement, by=by)
        case Task():
            return add_item(meeting, sort=one.sort, title=one.title, task=one.about, by=by)
        case Body():
            return add_item(meeting, sort=one.sort, title=one.title, from_body=one.about, by=by)
        case _:
            return add_item(meeting, sort=one.sort, title=one.title, by=by)

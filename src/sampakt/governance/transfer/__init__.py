"""What partnership files tell of bodies and their seats, of meetings, of decisions, and of what is to be done."""

from sampakt.governance.transfer.decision_loading import load_actions, load_decisions
from sampakt.governance.transfer.dumping import dump_bodies
from sampakt.governance.transfer.loading import load_bodies
from sampakt.governance.transfer.meeting_loading import load_meetings
from sampakt.governance.transfer.patterns import patterned_bodies
from sampakt.governance.transfer.record_dumping import (
    dump_actions,
    dump_decisions,
    dump_meetings,
    restricted_actions,
    restricted_decisions,
    restricted_in_meetings,
)
from sampakt.governance.transfer.records import ActionFile, DecisionFile, MeetingFile
from sampakt.governance.transfer.sections import BodyFile
from sampakt.kernel.files import Part

PARTS = (
    Part(
        "bodies",
        55,
        list[BodyFile],
        "The joint bodies, with their seats and when these were held.",
        load_bodies,
        dump_bodies,
        pattern=patterned_bodies,
    ),
    Part(
        "meetings",
        90,
        list[MeetingFile],
        "The meetings of the bodies: who was there, what they took up, what the minutes say.",
        load_meetings,
        dump_meetings,
        leaves_out=restricted_in_meetings,
    ),
    Part(
        "decisions",
        91,
        list[DecisionFile],
        "What the bodies decided.",
        load_decisions,
        dump_decisions,
        leaves_out=restricted_decisions,
    ),
    Part(
        "actions",
        92,
        list[ActionFile],
        "What the bodies asked somebody to do.",
        load_actions,
        dump_actions,
        leaves_out=restricted_actions,
    ),
)

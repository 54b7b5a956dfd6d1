"""The words of the room: sorts of bodies, positions, how they decide and are balanced, objections, verbs."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class BodySort(models.TextChoices):
    """What sort of body it is."""

    STEERING_GROUP = "steering_group", _("Steering group")
    MANAGEMENT_GROUP = "management_group", _("Management group")
    LEADERS_FORUM = "leaders_forum", _("Top leader forum")
    COUNCIL = "council", _("Cooperation council")
    COMMITTEE = "committee", _("Joint committee")
    WORKING_GROUP = "working_group", _("Working group")
    PROJECT_GROUP = "project_group", _("Project group")
    PROJECT_MANAGEMENT = "project_management", _("Project management")
    REFERENCE_GROUP = "reference_group", _("Reference group")
    OTHER = "other", _("Other")


class DecisionRule(models.TextChoices):
    """How a body decides."""

    AGREEMENT = "agreement", _("By agreement")
    MAJORITY = "majority", _("By majority")


class Balance(models.TextChoices):
    """How the seats are divided between the parties."""

    EQUAL = "equal", _("As many for each party")
    RATIO = "ratio", _("So many for each party as said")


class Position(models.TextChoices):
    """What a seat is in its body."""

    CHAIR = "chair", _("Chair")
    DEPUTY_CHAIR = "deputy_chair", _("Deputy chair")
    MEMBER = "member", _("Member")
    DEPUTY = "deputy", _("Deputy")
    SECRETARY = "secretary", _("Secretary")
    OBSERVER = "observer", _("Observer")


VOTING = (Position.CHAIR, Position.DEPUTY_CHAIR, Position.MEMBER)
"""Positions that are counted when a body's composition is asked for; a deputy counts only in somebody's place."""

LEADING = (Position.CHAIR, Position.DEPUTY_CHAIR, Position.SECRETARY)
"""Positions whose holders run the body: they call its meetings and write its minutes."""


CHAIRS = (Position.CHAIR, Position.DEPUTY_CHAIR)
"""Positions whose holders speak for the body, also of what they wrote themselves."""


class Fault(models.TextChoices):
    """What is not as it should be in a body's composition."""

    VACANT = "vacant", _("A seat stands empty")
    UNBALANCED = "unbalanced", _("The parties' numbers are not as agreed")
    NO_CHAIR = "no_chair", _("Nobody chairs")
    OTHER_CHAIR = "other_chair", _("Another party than agreed chairs")
    NO_DEPUTY_CHAIR = "no_deputy_chair", _("Nobody is deputy chair")
    OTHER_DEPUTY_CHAIR = "other_deputy_chair", _("Another party than agreed holds the deputy chair")


class MeetingState(models.TextChoices):
    """How far a meeting has come."""

    PLANNED = "planned", _("Planned")
    CALLED = "called", _("Called")
    HELD = "held", pgettext_lazy("of a meeting", "Held")
    IN_ADJUSTMENT = "in_adjustment", _("Minutes being adjusted")
    ADJUSTED = "adjusted", _("Minutes adjusted")
    CANCELLED = "cancelled", _("Cancelled")


HELD = (MeetingState.HELD, MeetingState.IN_ADJUSTMENT, MeetingState.ADJUSTED)
"""States of a meeting that took place."""


class ItemSort(models.TextChoices):
    """What an item of an agenda is for."""

    FORMALITIES = "formalities", _("Formalities")
    FOLLOW_UP = "follow_up", _("Follow-up")
    PRIORITIES = "priorities", _("Priority areas")
    PLAN = "plan", _("Activity plan")
    REPORT = "report", _("Report from another body")
    ACTIONS = "actions", _("Actions to do")
    DECISION = "decision", _("For decision")
    DISCUSSION = "discussion", _("For discussion")
    INFORMATION = "information", _("For information")
    OTHER = "other", _("Other")


class Conclusion(models.TextChoices):
    """What came of an item that needed no decision."""

    NOTED = "noted", _("Taken note of")
    POSTPONED = "postponed", _("Postponed")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Presence(models.TextChoices):
    """Whether the holder of a seat was at a meeting."""

    PRESENT = "present", _("Present")
    REMOTE = "remote", _("Present remotely")
    ABSENT = "absent", _("Absent")


THERE = (Presence.PRESENT, Presence.REMOTE)
"""Presences that count towards a quorum."""


class DecisionOutcome(models.TextChoices):
    """What came of a matter for decision."""

    TAKEN = "taken", _("Taken")
    NOT_TAKEN = "not_taken", _("Not taken")
    POSTPONED = "postponed", _("Postponed")


class Effect(models.TextChoices):
    """What a decision brings about beyond its words."""

    ADOPTS_PLAN = "adopts_plan", _("Adopts a plan")
    SETS_PRIORITIES = "sets_priorities", _("Sets the priority areas")
    CONTINUES = "continues", _("Chooses what follows the term")
    WAIVES = "waives", _("Sets a commitment aside, or agrees otherwise")
    CHANGES = "changes", _("Changes a commitment")


OF_A_COMMITMENT = (Effect.WAIVES, Effect.CHANGES)
"""Effects on a commitment, which must be said."""


class Stance(models.TextChoices):
    """How somebody stood to a decision."""

    FOR = "for", pgettext_lazy("position on a decision", "For")
    AGAINST = "against", _("Against")
    ABSTAINS = "abstains", _("Abstains")


class TaskState(models.TextChoices):
    """How far an action to do has come."""

    OPEN = "open", _("Open")
    DONE = "done", _("Carried out")
    DROPPED = "dropped", _("Dropped")


class ProposalState(models.TextChoices):
    """What came of a proposal to a body."""

    WAITING = "waiting", _("Waiting")
    SCHEDULED = "scheduled", _("On an agenda")
    DECLINED = "declined", _("Declined")


class Why(models.TextChoices):
    """Why something is proposed for an agenda."""

    PROPOSAL = "proposal", _("Somebody proposed it")
    DUE = "due", _("A commitment falls due")
    NEEDS = "needs", _("A commitment needs somebody")
    ACTION = "action", _("An action is due")
    UNREPORTED = "unreported", _("An action is to be reported back")
    YEARLY = "yearly", _("Not taken up yet this year")
    REPORT = "report", _("A body reports to this one")


class PaperSort(models.TextChoices):
    """The papers that are made of a body's work."""

    AGENDA = "agenda", _("Call and agenda")
    MINUTES = "minutes", pgettext_lazy("of a meeting", "Minutes")
    HANDOVER = "handover", _("Handover to a successor")


class Verb(models.TextChoices):
    """What somebody did, as the trail tells it."""

    FORM_BODY = "form_body", _("formed the body")
    CHANGE_BODY = "change_body", _("changed the body")
    DISSOLVE_BODY = "dissolve_body", _("dissolved the body")
    REMOVE_BODY = "remove_body", _("removed the body")
    ADD_SEAT = "add_seat", _("added the seat")
    CHANGE_SEAT = "change_seat", _("changed the seat")
    END_SEAT = "end_seat", _("ended the seat")
    REMOVE_SEAT = "remove_seat", _("removed the seat")
    FILL_SEAT = "fill_seat", _("filled the seat")
    CHANGE_HOLDING = "change_holding", _("changed who held the seat")
    REMOVE_HOLDING = "remove_holding", _("took back who held the seat")
    CONFIRM_SEAT = "confirm_seat", _("confirmed who sits in the seat")
    PLAN_MEETING = "plan_meeting", _("planned the meeting")
    CHANGE_MEETING = "change_meeting", _("changed the meeting")
    CALL_MEETING = "call_meeting", _("called the meeting")
    CANCEL_MEETING = "cancel_meeting", _("cancelled the meeting")
    REMOVE_MEETING = "remove_meeting", _("removed the meeting")
    HOLD_MEETING = "hold_meeting", _("recorded that the meeting was held")
    TAKE_ATTENDANCE = "take_attendance", _("recorded who was there")
    ADD_ITEM = "add_item", _("put an item on the agenda")
    CHANGE_ITEM = "change_item", _("changed the agenda item")
    MOVE_ITEM = "move_item", _("moved the agenda item")
    REMOVE_ITEM = "remove_item", _("took the item off the agenda")
    ADD_MATERIAL = "add_material", _("added material to the agenda item")
    REMOVE_MATERIAL = "remove_material", _("took material away from the agenda item")
    RECUSE = "recuse", _("recorded a conflict of interest")
    UNRECUSE = "unrecuse", _("took back a conflict of interest")
    WRITE_MINUTES = "write_minutes", _("wrote the minutes of the item")
    SEND_MINUTES = "send_minutes", _("sent the minutes for adjustment")
    REOPEN_MINUTES = "reopen_minutes", _("took the minutes back from adjustment")
    ADJUST_MINUTES = "adjust_minutes", _("adjusted the minutes")
    CORRECT_MINUTES = "correct_minutes", _("corrected the minutes")
    DECIDE = "decide", _("recorded the decision")
    CHANGE_DECISION = "change_decision", _("changed the decision")
    APPROVE_DECISION = "approve_decision", _("approved the decision")
    REMOVE_DECISION = "remove_decision", _("removed the decision")
    GIVE_TASK = "give_task", _("gave the action")
    CHANGE_TASK = "change_task", _("changed the action")
    CARRY_OUT = "carry_out", _("carried out the action")
    REOPEN_TASK = "reopen_task", _("reopened the action")
    DROP_TASK = "drop_task", _("dropped the action")
    REPORT_BACK = "report_back", _("reported the action back")
    PROPOSE = "propose", _("proposed")
    CHANGE_PROPOSAL = "change_proposal", _("changed the proposal")
    SCHEDULE = "schedule", _("put the proposal on an agenda")
    DECLINE = "decline", _("declined the proposal")
    OPEN_FEED = "open_feed", _("opened a calendar address")
    CLOSE_FEED = "close_feed", _("closed a calendar address")
    SET_TEMPLATE = "set_template", _("chose a Word template")
    DROP_TEMPLATE = "drop_template", _("went back to Sampakt's Word template")


class Changed(models.TextChoices):
    """What changed on a record besides its own fields, as the trail names it."""

    ATTENDANCE = "attendance", _("attendance")
    CORRECTION = "correction", _("correction")
    PARTY_SEATS = "party_seats", _("seats of each party")
    SIGNED = "signed", _("digest of what was signed")
    TURNS = "turns", _("turns of the chair")
    VERSION = "version", _("version")
    VOTES = "votes", _("positions")


class MinutesFault(models.TextChoices):
    """What is not as it was in minutes that were signed."""

    ADDED = "added", _("%(row)s was not in what was signed")
    CHANGED = "changed", _("%(row)s, “%(field)s”: not what was signed")
    COPY = "copy", _("the copy that was kept was altered: it does not match its digest")
    REMOVED = "removed", _("%(row)s was signed, and is gone")
    TRAIL = "trail", _("the copy that was kept is gone, or is not the one that the trail tells of")

"""The words of the room: the next right thing to do about something that needs somebody, and what comes."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Errand(models.TextChoices):
    """The one thing that a row on the start page offers; its label stands on the button."""

    STATE = "state", _("Say how it stands")
    ATTACH = "attach", _("Attach evidence")
    RECORD = "record", _("Record it")
    DECIDE = "decide", _("Record the decision")
    SIGN = "sign", _("Record the signature")
    APPOINT = "appoint", _("Appoint")
    FILL = "fill", _("Fill the seat")
    COMPOSE = "compose", _("See the body")
    SETTLE = "settle", _("Decide what follows")
    ASK = "ask", _("Ask them")
    APPROVE = "approve", _("Read and approve")
    MEND = "mend", _("Mend and send again")
    ANSWER = "answer", _("Answer")
    CARRY_OUT = "carry_out", _("See the action")
    ADJUST = "adjust", _("Read and adjust")
    SCHEDULE = "schedule", _("Take up or answer")
    CALL = "call", _("See the meeting")
    CONFIRM = "confirm", _("Read and confirm")
    LOOK = "look", _("See why")


class Sort(models.TextChoices):
    """What sort of thing a row on the start page is about."""

    COMMITMENT = "commitment", _("What was promised")
    EVIDENCE = "evidence", _("Evidence in review")
    RETURNED = "returned", _("Evidence sent back")
    SILENCE = "silence", _("Questions to ask")
    DISPUTE = "dispute", _("Disputed")
    RENEWAL = "renewal", _("Agreement running out")
    STEP = "step", _("Decision that is late")
    VACANCY = "vacancy", _("Vacant seat")
    TASK = "task", _("Action to do")
    MINUTES = "minutes", _("Minutes to adjust")
    PROPOSAL = "proposal", _("Proposal to answer")
    ANSWER = "answer", _("Answer to what you proposed")
    MEETING = "meeting", _("Meeting to call")
    SEAT = "seat", _("Seat that somebody gave themselves")


class Coming(models.TextChoices):
    """Why a day stands among the coming ones; days to watch for in agreements have words of their own."""

    DEADLINE = "deadline", _("Deadline")
    STEP = "step", _("Planned decision")

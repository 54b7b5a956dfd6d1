"""The words of the room: statuses, strengths, families of kinds, deeds, evidence, objections."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    """What a promise's records say on a given day. The meaning of each is the same for every promise."""

    NOT_YET_DUE = "not_yet_due", _("Not yet due")
    ON_TRACK = "on_track", _("On track")
    DUE_SOON = "due_soon", _("Due soon")
    KEPT = "kept", _("Kept")
    KEPT_LATE = "kept_late", _("Kept late")
    OVERDUE = "overdue", _("Overdue")
    BROKEN = "broken", _("Broken")
    NO_EVIDENCE = "no_evidence", _("No evidence")
    WAIVED = "waived", _("Otherwise agreed")
    SUPERSEDED = "superseded", _("Superseded")
    NOT_CHECKABLE = "not_checkable", _("Judged by people")
    NOT_STATED = "not_stated", _("Not stated: ask")


class Tone(models.TextChoices):
    """The colour and the place in a promise bar that a status has; the bar keeps this order."""

    KEPT = "kept", _("Kept")
    TRACK = "track", _("On track")
    SOON = "soon", _("Due soon")
    BAD = "bad", _("Late or broken")
    NONE = "none", _("No evidence")
    QUIET = "quiet", _("Not checkable")


TONES: dict[str, Tone] = {
    Status.KEPT: Tone.KEPT,
    Status.KEPT_LATE: Tone.KEPT,
    Status.ON_TRACK: Tone.TRACK,
    Status.NOT_YET_DUE: Tone.TRACK,
    Status.DUE_SOON: Tone.SOON,
    Status.OVERDUE: Tone.BAD,
    Status.BROKEN: Tone.BAD,
    Status.NO_EVIDENCE: Tone.NONE,
    Status.NOT_STATED: Tone.NONE,
    Status.WAIVED: Tone.QUIET,
    Status.SUPERSEDED: Tone.QUIET,
    Status.NOT_CHECKABLE: Tone.QUIET,
}

NEEDS_SOMEBODY = (Status.OVERDUE, Status.BROKEN, Status.DUE_SOON, Status.NO_EVIDENCE, Status.NOT_STATED)
"""Statuses in which somebody has something to do."""


class Strength(models.TextChoices):
    """How hard the words of a promise are."""

    BINDING = "B", _("Binding")
    PRESUPPOSED = "P", _("Proposed or presupposed")
    AIM = "A", _("Aim")
    WISH = "W", _("Wish")
    FACT = "F", _("Reported fact")
    IMPLIED = "I", _("Implied")


class Check(models.TextChoices):
    """Who says whether a promise is kept."""

    RECORDS = "A", _("The records show it")
    JUDGED = "S", _("Records show that something exists; a person judges it")
    STATED = "H", _("A person states it")


class Family(models.TextChoices):
    """What sort of thing a kind of commitment is about."""

    DECISION = "D", _("Decisions and formalities")
    TERM = "T", _("Term, renewal, exit")
    GOVERNANCE = "G", _("Governance bodies")
    MEETING = "M", _("Meetings")
    PLAN = "P", _("Plans and priorities")
    REPORT = "R", _("Reports")
    EVALUATION = "E", _("Evaluation")
    MONEY = "F", _("Money")
    PARTNER = "X", _("Choice of partners")
    FAMILY = "A", _("Family of agreements")
    SCOPE = "C", _("Thematic areas")
    DELIVERABLE = "L", _("Deliverables")
    ROLE = "H", _("People and roles")
    EDUCATION = "U", _("Education and placements")
    NEED = "N", _("Needs")
    EXCHANGE = "K", _("Exchange and visibility")
    PARTICIPATION = "B", _("Participation")
    INFORMATION = "I", _("Information, rights, data")
    EFFECT = "Z", _("Effects")
    ADVOCACY = "S", _("Advocacy")


class Side(models.TextChoices):
    """Which end of a promise an organisation is at."""

    OWES = "owes", _("Promises")
    OWED = "owed", _("Is promised")


class DeedSort(models.TextChoices):
    """What sort of thing was done."""

    REPORT = "report", _("Report")
    PLAN = "plan", _("Plan")
    PRIORITIES = "priorities", _("Priority areas")
    EVALUATION = "evaluation", _("Evaluation")
    DELIVERABLE = "deliverable", _("Deliverable")
    GUIDELINE = "guideline", _("Guideline")
    REVIEW = "review", _("Review")
    UPDATE = "update", _("Status update")
    ACTIVITY = "activity", _("Activity")
    EVENT = "event", _("Event")
    DISSEMINATION = "dissemination", _("Dissemination")
    DIALOGUE = "dialogue", _("Dialogue")
    ADVOCACY = "advocacy", _("Submission to authorities")
    NETWORK = "network", _("Network")
    PARTNER_CHOICE = "partner_choice", _("Choice of partner")
    DECISION = "decision", _("Decision")
    OTHER = "other", _("Other")


class EvidenceKind(models.TextChoices):
    """What a piece of evidence consists of."""

    DOCUMENT = "document", _("Document")
    LINK = "link", _("Link")
    RECORD = "record", _("Record")
    NOTE = "note", _("Written account")


class EvidenceState(models.TextChoices):
    """How far a piece of evidence has come. Expired is computed from its last day."""

    DRAFT = "draft", _("Draft")
    IN_REVIEW = "in_review", _("In review")
    APPROVED = "approved", _("Approved")
    EXPIRED = "expired", _("Expired")


class Verdict(models.TextChoices):
    """What a person states about a promise."""

    FULFILLED = "fulfilled", _("It is kept")
    PARTLY = "partly", _("It is kept in part")
    NOT_FULFILLED = "not_fulfilled", _("It is not kept")
    CANNOT_SAY = "cannot_say", _("I cannot say")


class Basis(models.TextChoices):
    """The period that "once a year" is counted in."""

    CALENDAR_YEAR = "calendar_year", _("calendar year")
    AGREEMENT_YEAR = "agreement_year", _("agreement year")
    HALF_YEAR = "half_year", _("half-year")
    TERTIAL = "tertial", _("four months")
    QUARTER = "quarter", _("quarter")
    TERM = "term", _("whole term")
    ROLLING = "rolling", _("rolling 12 months")


class EscalationLevel(models.TextChoices):
    """Who is told that a promise has gone stale, in this order."""

    PERSON = "person", _("The person responsible")
    UNIT = "unit", _("The unit")
    LEAD = "lead", _("The lead of the partnership")


class CommitmentObjection(models.TextChoices):
    """Why something about a commitment was refused."""

    REFERENCE_TAKEN = "reference_taken", _("%(reference)s is already used in this partnership.")
    KIND_UNKNOWN = "kind_unknown", _("%(kind)s is not a kind of commitment. Known kinds: %(known)s.")
    PARAMETER_WRONG = "parameter_wrong", _("%(parameter)s: %(fault)s")
    STATED_IN_FUTURE = "stated_in_future", _("A statement cannot be dated in the future.")
    NOT_A_PARTY = "not_a_party", _("%(organisation)s is not a party to the agreement.")
    NOT_OWED = "not_owed", _("Only those to whom the promise was made can confirm or dispute it.")
    WAIVER_NEEDS_DECISION = (
        "waiver_needs_decision",
        _("Name the decision: which body, when, and its paragraph or case number."),
    )
    ENDS_BEFORE_START = "ends_before_start", _("The last day comes before the first.")
    EVIDENCE_EMPTY = "evidence_empty", _("Attach a document, give an address, or write what happened.")
    EVIDENCE_UNDATED = "evidence_undated", _("Evidence needs the date of what it shows.")
    NOT_IN_REVIEW = "not_in_review", _("Only evidence in review can be approved.")
    OWN_EVIDENCE = "own_evidence", _("Somebody else than the one who recorded it approves it.")
    ALREADY_SUPERSEDED = "already_superseded", _("The commitment has already been superseded.")
    SUPERSEDES_ITSELF = "supersedes_itself", _("A commitment cannot supersede itself.")
    OTHER_PARTNERSHIP = "other_partnership", _("The record belongs to another partnership.")
    DONE_IN_FUTURE = "done_in_future", _("What lies in the future has not been done yet.")
    KEY_TAKEN = "key_taken", _("%(key)s is already used in this partnership.")


class Part(models.TextChoices):
    """Something that a promise may lack, when it has no name of its own."""

    DECISION = "decision", _("decision")
    SIGNATURE = "signature", _("signature")
    FEE = "fee", _("fee")
    REGISTRATION_NUMBER = "registration_number", _("registration number")
    PRESENTED = "presented", _("who presented the matter")
    SPOKE = "spoke", _("who spoke")
    ANNEX = "annex", _("annex")
    FIRST_DAY = "first_day", _("first day")
    LAST_DAY = "last_day", _("last day")
    NOTICE_PERIOD = "notice_period", _("notice period")
    CONTINUATION = "continuation", _("decision on what follows")
    EARLIER_AGREEMENT = "earlier_agreement", _("the agreement that this one continues")
    LINK = "link", _("link to another agreement")
    GOAL = "goal", _("link to a goal or plan")
    SUB_AGREEMENT = "sub_agreement", _("sub-agreement")
    CLAIM = "claim", _("recorded claim with its source")
    OFFICE = "office", _("office")
    REASON = "reason", _("reason for the choice of partner")
    RECORD = "record", _("record of work")
    EVALUATION = "evaluation", _("decision that refers to the evaluation")

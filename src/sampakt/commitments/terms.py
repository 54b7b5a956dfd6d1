"""The words of the room: statuses, strengths, families of kinds, deeds, evidence, objections."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


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
    TRACK = "track", _("On track or not yet due")
    SOON = "soon", _("Due soon")
    BAD = "bad", _("Overdue or broken")
    NONE = "none", _("No evidence or not stated")
    QUIET = "quiet", _("Judged by people or replaced")


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
    CONTINUATION = "continuation", _("Decision on what follows")
    NOTICE = "notice", _("Notice of termination")
    REVISION = "revision", _("Revision of the agreement")
    OTHER = "other", _("Other")


class EvidenceKind(models.TextChoices):
    """What a piece of evidence consists of."""

    DOCUMENT = "document", _("Document")
    LINK = "link", _("Link")
    RECORD = "record", pgettext_lazy("noun", "Record")
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
    ONE_NEEDED = "one_needed", _("Say at least one of these: %(names)s.")
    NAMED_UNKNOWN = "named_unknown", _("“%(name)s” is not recorded. Record it first, or name another.")
    NAMED_NEAR = "named_near", _("“%(name)s” is not recorded. Did you mean “%(near)s”?")
    STATED_IN_FUTURE = "stated_in_future", _("A statement cannot be dated in the future.")
    DECIDED_IN_FUTURE = "decided_in_future", _("A decision cannot be dated in the future.")
    NOT_A_PARTY = "not_a_party", _("%(organisation)s is not a party to the agreement.")
    NOT_OWED = "not_owed", _("Only those to whom the promise was made can confirm or dispute it.")
    WAIVER_NEEDS_DECISION = (
        "waiver_needs_decision",
        _("Name the decision: which body, when, and its paragraph or case number."),
    )
    ENDS_BEFORE_START = "ends_before_start", _("The last day comes before the first.")
    EVIDENCE_EMPTY = "evidence_empty", _("Attach a document, give an address, or write what happened.")
    SHOWN_IN_FUTURE = "shown_in_future", _("Evidence cannot be dated in the future.")
    VALID_BEFORE_DATED = "valid_before_dated", _("It cannot cease to be valid before its own date.")
    COMMITMENT_UNKNOWN = (
        "commitment_unknown",
        _("No commitment in the partnership has the number “%(reference)s”."),
    )
    EVIDENCE_UNDATED = "evidence_undated", _("Evidence needs the date of what it shows.")
    NOT_IN_REVIEW = "not_in_review", _("Only evidence in review can be approved.")
    NOT_APPROVED = "not_approved", _("Only approved evidence can be withdrawn.")
    ONLY_DRAFTS_GO = (
        "only_drafts_go",
        _("Only a draft can be removed: what has been approved is withdrawn, with the reason."),
    )
    STILL_ATTACHED = "still_attached", _("It supports a commitment: detach it first.")
    OWN_EVIDENCE = "own_evidence", _("Somebody else than the one who recorded it approves it.")
    OWN_CHANGE = "own_change", _("You changed it last: somebody else approves it.")
    ALREADY_SUPERSEDED = "already_superseded", _("The commitment has already been superseded.")
    SUPERSEDES_ITSELF = "supersedes_itself", _("A commitment cannot supersede itself.")
    DONE_IN_FUTURE = "done_in_future", _("What lies in the future has not been done yet.")
    KEY_TAKEN = "key_taken", _("%(key)s is already used in this partnership.")
    HAS_HISTORY = (
        "has_history",
        _("Statements, decisions or evidence stand on it: let a later commitment replace it instead."),
    )
    RESTED_ON = "rested_on", _("Evidence or other records rest on it: change them first.")
    UNIT_OF_ANOTHER = "unit_of_another", _("The unit or office belongs to an organisation that is no party.")
    NOT_A_DRAFT = "not_a_draft", _("Only a draft can be sent for approval.")
    ALREADY_ATTACHED = "already_attached", _("It already supports this commitment.")
    NOT_ATTACHED = "not_attached", _("It does not support this commitment.")
    REASON_MISSING = "reason_missing", _("Say why, so that it can be put right.")
    SPEAKS_FOR_ANOTHER = "speaks_for_another", _("You do not act for %(organisation)s here.")
    WORDS_MISSING = "words_missing", _("Say in a sentence what it builds on.")


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


class Parameter(models.TextChoices):
    """What the parameters of the kinds are called."""

    AFTER_DECISION = "after_decision", _("Only after the decision")
    ANNEX_DATED = "annex_dated", _("Annex dated")
    ASSESSMENTS = "assessments", _("Impact assessments")
    AT_END = "at_end", _("By the last day")
    BEFORE = "before", _("Before the day")
    BEFORE_START = "before_start", _("Before the first day")
    BOTH_PARTIES = "both_parties", _("Every party takes part")
    BY = "by", _("By the day")
    DECIDED_ON = "decided_on", _("Decided on")
    DOCUMENTS = "documents", _("Papers")
    DUE = "due", _("Due each time by")
    EACH = "each", _("Every party has")
    END = "end", _("Last day")
    EXCEPTION_TAGS = "exception_tags", _("Not for purposes tagged")
    FIELD = "field", _("About")
    FOR_PERIOD = "for_period", _("Counts in the period that it is about, not in the one in which it was adopted")
    FUNCTIONS = "functions", _("Offices")
    INCLUSIVE = "inclusive", _("The last day itself is in time")
    INSTANCE = "instance", _("Instance")
    INSTANCES = "instances", _("Instances, in order")
    KEYS = "keys", _("Keys of the goals")
    KIND = "kind", _("Kind of agreement")
    KINDS = "kinds", _("Kinds of goal")
    MAX_VACANCY_DAYS = "max_vacancy_days", _("May stand empty, days")
    MIN = "min", _("At least")
    MONTHS = "months", _("Months")
    MONTHS_AFTER_START = "months_after_start", _("Months after the first day")
    MONTHS_BEFORE = "months_before", _("So many months before")
    NEVER_TAGS = "never_tags", _("Never for purposes tagged")
    OF = "of", _("In which text")
    OFFICES = "offices", _("Named offices")
    ORGANISATION = "organisation", _("Organisation")
    ORGANISATIONS = "organisations", _("Organisations")
    OUTCOMES = "outcomes", _("Outcomes")
    PAPERS = "papers", _("Papers needed")
    PARAGRAPH = "paragraph", _("Paragraph")
    PARTIES = "parties", _("Parties")
    PARTY = "party", _("Party")
    PER = "per", _("In every")
    PER_PARTY = "per_party", _("For each party")
    PRESENTED = "presented", _("It is recorded who presented it")
    RECIPIENTS = "recipients", _("Recipients")
    RELATION = "relation", _("Relation")
    SIGNED_AFTER = "signed_after", _("Nobody signs before the last decision")
    SORTS = "sorts", _("Sorts of record")
    SPEAKERS = "speakers", _("Number of speakers")
    START = "start", _("First day")
    SUBJECT = "subject", _("Subject")
    TAGS = "tags", _("Tags")
    THEMES = "themes", _("In every theme")
    TIMES = "times", _("Number of times")
    TOPICS = "topics", _("Topics")
    TYPE = "type", _("Type")
    TYPES = "types", _("Types")
    UNIT_KIND = "unit_kind", _("From each unit of the kind")


class Word(models.TextChoices):
    """Plain words that may stand for a parameter's value."""

    ONCE = "once", _("once")
    ONE = "one", _("one in all")
    UNIT = "unit", _("one in each unit")
    PARTY = "party", _("one at each party")
    ADDRESSEE = "addressee", _("one at each organisation addressed")
    SELF = "self", _("the agreement itself")
    SUBS = "subs", _("each agreement under it")
    END = "end", _("before the last day of the agreement")
    YES = "yes", _("Yes")


class Verb(models.TextChoices):
    """What somebody did, as the trail tells it."""

    REGISTER_COMMITMENT = "register_commitment", _("registered the commitment")
    CHANGE_COMMITMENT = "change_commitment", _("changed the commitment")
    MOVE_COMMITMENT = "move_commitment", _("moved the commitment in the list")
    REMOVE_COMMITMENT = "remove_commitment", _("removed the commitment")
    SUPERSEDE_COMMITMENT = "supersede_commitment", _("recorded that the commitment was replaced")
    RESTORE_COMMITMENT = "restore_commitment", _("took back that the commitment was replaced")
    RECORD_DEED = "record_deed", _("recorded what was done")
    CHANGE_DEED = "change_deed", _("changed the record of what was done")
    REMOVE_DEED = "remove_deed", _("removed the record of what was done")
    ADD_EVIDENCE = "add_evidence", _("added the evidence")
    CHANGE_EVIDENCE = "change_evidence", _("changed the evidence")
    ATTACH_EVIDENCE = "attach_evidence", _("attached evidence to the commitment")
    DETACH_EVIDENCE = "detach_evidence", _("detached evidence from the commitment")
    SUBMIT_EVIDENCE = "submit_evidence", _("sent the evidence for approval")
    APPROVE_EVIDENCE = "approve_evidence", _("approved the evidence")
    RETURN_EVIDENCE = "return_evidence", _("sent the evidence back")
    WITHDRAW_EVIDENCE = "withdraw_evidence", _("withdrew the evidence")
    REMOVE_EVIDENCE = "remove_evidence", _("removed the evidence")
    STATE = "state", _("stated how the commitment stands")
    CHANGE_STATEMENT = "change_statement", _("changed a statement")
    WAIVE = "waive", _("recorded that something else was agreed")
    CHANGE_WAIVER = "change_waiver", _("changed what was agreed instead")
    END_WAIVER = "end_waiver", _("ended what was agreed instead")
    REMOVE_WAIVER = "remove_waiver", _("took back what was agreed instead")
    CONFIRM = "confirm", _("confirmed that the commitment is kept")
    DISPUTE = "dispute", _("disputed that the commitment is kept")
    CHANGE_CONFIRMATION = "change_confirmation", _("changed its word on the commitment")


class Changed(models.TextChoices):
    """What changed on a record besides its own fields, as the trail names it."""

    EVIDENCE = "evidence", _("evidence")
    POSITION = "position", _("place in the order")
    SUPERSEDED_BY = "superseded_by", _("replaced by")
    WHY = "why", _("why")

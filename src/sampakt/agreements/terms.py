"""The words of the room: kinds of agreement, roles of parties, steps of a decision, states of life, objections."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class AgreementKind(models.TextChoices):
    """What sort of document promises something."""

    STRATEGIC_PARTNERSHIP = "strategic_partnership", _("Strategic partnership")
    COOPERATION = "cooperation", _("Cooperation agreement")
    LETTER_OF_INTENT = "letter_of_intent", _("Letter of intent")
    FRAMEWORK = "framework", _("Framework agreement")
    MAIN = "main", _("Main agreement")
    UMBRELLA = "umbrella", _("Umbrella agreement")
    SUB = "sub", _("Sub-agreement")
    SUPPLEMENT = "supplement", _("Supplementary agreement")
    STATE = "state", _("Agreement between state authorities")
    STRATEGY = "strategy", _("Steering document")
    OTHER = "other", _("Other agreement")


class PartyRole(models.TextChoices):
    """What an organisation is to an agreement."""

    PARTY = "party", _("Party")
    OWNER = "owner", _("Owner of the document")
    ADDRESSEE = "addressee", _("Addressed by the document")
    OBSERVER = "observer", _("Takes part, is no party")
    FUNDER = "funder", _("Pays, is no party")


TAKING_PART = (PartyRole.PARTY, PartyRole.OWNER, PartyRole.OBSERVER)
"""Those who share the partnership's space; a strategy's addressees and a third-party payer do not."""

BOUND = (PartyRole.PARTY, PartyRole.OWNER)
"""Those whose decision and signature count."""

AT_THE_ENDS = (*BOUND, PartyRole.ADDRESSEE)
"""Those who may promise something, or be promised it; a strategy also asks things of those it addresses."""


class Relation(models.TextChoices):
    """How one agreement stands to another."""

    CONTINUES = "continues", _("continues")
    COMPLEMENTS = "complements", _("complements")
    SUPPLEMENTS = "supplements", _("supplements")
    RESTS_ON = "rests_on", _("rests on")
    REPLACES = "replaces", _("replaces")


SUCCEEDING = (Relation.CONTINUES, Relation.REPLACES)
"""Relations by which an agreement follows another one in time."""


class ForceRule(models.TextChoices):
    """When an agreement with several parties comes into force."""

    ALL_SIGNED = "all_signed", _("When all have signed")
    SOME_SIGNED = "some_signed", _("When a number of parties have signed")
    ON_DATE = "on_date", _("On its first day")
    DECIDED = "decided", _("When it is decided")


BY_SIGNING = (ForceRule.ALL_SIGNED, ForceRule.SOME_SIGNED)
"""Agreements that nobody is bound by until somebody has signed."""


class StepKind(models.TextChoices):
    """What sort of instance takes a step in a decision chain."""

    MEMORANDUM = "memorandum", _("Official statement")
    EXECUTIVE_COMMITTEE = "executive_committee", _("Executive committee")
    COMMITTEE = "committee", _("Committee")
    BOARD = "board", _("Board")
    COUNCIL = "council", _("Council")
    RECTOR = "rector", _("Rector")
    UNIVERSITY_BOARD = "university_board", _("University board")
    DELEGATE = "delegate", _("By delegation")
    OTHER = "other", _("Other instance")


class Outcome(models.TextChoices):
    """What an instance did with the matter."""

    PREPARES = "prepares", _("prepares the matter")
    PROPOSES = "proposes", _("proposes approval")
    APPROVES = "approves", _("approves")
    INSTRUCTS = "instructs", _("approves and instructs somebody to sign")
    REJECTS = "rejects", _("rejects")
    REFERS_BACK = "refers_back", _("refers the matter back")
    POSTPONES = "postpones", _("postpones")
    NOTES = "notes", _("takes note")


APPROVING = (Outcome.APPROVES, Outcome.INSTRUCTS)
"""Outcomes by which an instance says yes."""


class ChainStatus(models.TextChoices):
    """How far a party has come with its decision; computed, never stored."""

    NOT_PLANNED = "not_planned", _("No steps planned")
    UNDER_WAY = "under_way", _("Under way")
    LATE = "late", _("Late")
    DECIDED = "decided", pgettext_lazy("of a party", "Decided")
    REJECTED = "rejected", _("Rejected")


class ChainFault(models.TextChoices):
    """What is out of order in a decision chain."""

    SKIPPED = "skipped", _("A later instance has handled the matter before this one.")
    OUT_OF_ORDER = "out_of_order", _("Taken before the step that precedes it.")
    SIGNED_BEFORE = "signed_before", _("The party signed before this step was taken.")


class LifeState(models.TextChoices):
    """Where an agreement is in its life on a given day; computed, never stored."""

    DRAFT = "draft", _("Draft")
    DECIDED = "decided", _("Decided")
    SIGNED = "signed", _("Signed")
    IN_FORCE = "in_force", _("In force")
    EXPIRING = "expiring", _("Expiring")
    LAPSED = "lapsed", _("Lapsed")
    ENDED = "ended", _("Ended")
    RENEWED = "renewed", _("Renewed")


class RenewalKind(models.TextChoices):
    """A day that the renewal radar watches for."""

    DECIDE_BY = "decide_by", _("Decide on what follows")
    NOTICE_BY = "notice_by", _("Last day to give notice")
    REVISION = "revision", _("Revision")
    LAST_DAY = "last_day", _("Last day of the agreement")


class Topic(models.TextChoices):
    """What an agreement ought to say something about."""

    GOALS = "goals", _("Joint goals")
    VISION = "vision", _("Vision")
    SUBJECT = "subject", _("What is to be done")
    METHOD = "method", _("How it is to be done")
    RESOURCES = "resources", _("Resources")
    TERM = "term", _("Term")
    RENEWAL = "renewal", _("Renewal")
    NOTICE = "notice", _("Termination and notice period")
    GOVERNANCE = "governance", _("Bodies and their seats")
    CHAIR = "chair", _("Chair")
    DECISION_RULE = "decision_rule", _("How decisions are taken")
    THEMES = "themes", _("Thematic areas")
    COSTS = "costs", _("Costs and fees")
    INVOICING = "invoicing", _("Invoicing")
    VAT = "vat", _("VAT")
    REPORTING = "reporting", _("Reporting")
    EVALUATION = "evaluation", _("Evaluation")
    RIGHTS = "rights", _("Rights to results")
    DATA = "data", _("Personal data and data sharing")
    DISPUTES = "disputes", _("Disputes")
    DECISIONS = "decisions", _("The parties' decisions")
    PARTIES = "parties", _("The circle of parties")
    OTHER = "other", _("Something else")


class TopicState(models.TextChoices):
    """Whether the text says anything about a topic."""

    STATED = "stated", _("Stated")
    NOT_STATED = "not_stated", _("Not stated: ask")
    ASKED = "asked", _("Asked, no answer yet")
    NOT_NEEDED = "not_needed", _("Not needed here")


class DocumentRole(models.TextChoices):
    """What a document is to the agreement."""

    AGREEMENT = "agreement", _("The agreement")
    ANNEX = "annex", _("Annex")
    MEMORANDUM = "memorandum", _("Official statement")
    MINUTES = "minutes", _("Minutes")
    NOTICE = "notice", _("Notice")
    IMPACT_ASSESSMENT = "impact_assessment", _("Impact assessment")
    MANDATE = "mandate", _("Mandate and target picture")
    ORGANISATION = "organisation", _("Organisation")
    FINANCING = "financing", _("Financing")
    AMENDMENT = "amendment", _("Amendment")
    CORRESPONDENCE = "correspondence", _("Letter")
    OTHER = "other", _("Other document")


class ImpactSubject(models.TextChoices):
    """What an impact assessment looks at."""

    CHILD = "child", _("Children's rights")
    SUSTAINABILITY = "sustainability", _("Sustainability")
    ECONOMY = "economy", _("Economy")
    CLIMATE = "climate", _("Climate")
    EQUALITY = "equality", _("Equality")


class FeePeriod(models.TextChoices):
    """How often a fee falls due."""

    AGREEMENT_YEAR = "agreement_year", _("each agreement year")
    CALENDAR_YEAR = "calendar_year", _("each calendar year")
    TERM = "term", _("for the whole term")
    ONCE = "once", _("once")


class Currency(models.TextChoices):
    """Currencies of fees."""

    SEK = "SEK", _("Swedish kronor (SEK)")
    NOK = "NOK", _("Norwegian kroner (NOK)")
    EUR = "EUR", _("Euro (EUR)")


class GoalKind(models.TextChoices):
    """What of its own a party ties the agreement to."""

    GOAL = "goal", _("Goal")
    PLAN = "plan", _("Plan")
    STEERING_DOCUMENT = "steering_document", _("Steering document")
    PERSPECTIVE = "perspective", _("Perspective")


class ClaimField(models.TextChoices):
    """A fact about an agreement that sources may tell differently."""

    SIGNED_ON = "signed_on", _("Signed")
    DECIDED_ON = "decided_on", pgettext_lazy("of an agreement", "Decided")
    STARTS_ON = "starts_on", _("First day")
    ENDS_ON = "ends_on", _("Last day")
    TITLE = "title", _("Title")
    PARTIES = "parties", _("Parties")
    AMOUNT = "amount", _("Amount")
    REGISTRATION_NUMBER = "registration_number", _("Registration number")
    OTHER = "other", _("Other fact")


class AgreementObjection(models.TextChoices):
    """Why something about an agreement was refused."""

    ENDS_BEFORE_START = "ends_before_start", _("The last day comes before the first.")
    ALREADY_PARTY = "already_party", _("%(organisation)s is already a party.")
    NOT_A_PARTY = "not_a_party", _("%(organisation)s is not a party to this agreement.")
    ALREADY_SIGNED = "already_signed", _("%(organisation)s signed on %(date)s.")
    SIGNED_IN_FUTURE = "signed_in_future", _("A signature cannot be dated in the future.")
    NOT_DECIDED = "not_decided", _("%(organisation)s has not decided yet: record the decision first.")
    REJECTED_IT = (
        "rejected_it",
        _("%(organisation)s said no: %(instance)s, on %(date)s. Record a later decision that approves it first."),
    )
    DECIDED_LATER = (
        "decided_later",
        _("%(organisation)s decided on %(date)s, after this day: correct one of the days."),
    )
    NO_PARTIES = "no_parties", _("The agreement has no parties yet.")
    HAS_PROMISES = "has_promises", _("Commitments stand on this agreement: move or remove them first.")
    ABOVE_ITSELF = "above_itself", _("An agreement cannot stand under itself.")
    HAS_ENDED = "has_ended", _("The agreement ended on %(date)s.")
    STEP_WITHOUT_DATE = "step_without_date", _("A step with an outcome needs the date on which it was taken.")
    ASSESSED_IN_FUTURE = "assessed_in_future", _("An impact assessment cannot be dated in the future.")
    STILL_A_QUESTION = "still_a_question", _("These words are the question. Write what the text says.")
    NO_MONTH = "no_month", _("Give a month from 1 to 12.")
    DECIDED_IN_FUTURE = "decided_in_future", _("A decision cannot be dated in the future: use the planned date.")
    NO_PARTNERSHIP = "no_partnership", _("There is no partnership %(code)s.")
    MEANS_OTHER = "means_other", _("There is no partnership %(code)s: did you mean %(nearest)s?")
    CODE_TAKEN = "code_taken", _("%(code)s is already used by another partnership.")
    KEY_TAKEN = "key_taken", _("%(key)s is already used in this partnership.")
    NOTHING_CHANGED = "nothing_changed", _("Say which terms change.")
    NOT_A_DATE = "not_a_date", _("The value does not fit: write a date as 2026-11-21.")
    ENDS_AFTER_LAST_DAY = "ends_after_last_day", _("The agreement's last day is %(date)s: it cannot end after that.")
    LEFT_BEFORE_JOINING = "left_before_joining", _("The party cannot leave before it joined.")
    TOO_FEW_PARTIES = "too_few_parties", _("%(needed)s signatures are needed, but there are only %(parties)s parties.")
    COUNT_MISSING = "count_missing", _("Say how many signatures are needed.")
    OFFICE_OF_ANOTHER = "office_of_another", _("The office belongs to another organisation than %(organisation)s.")
    ONE_OTHER = "one_other", _("Name the other agreement: choose one in Sampakt, or write what it is called.")
    LINKED_ALREADY = "linked_already", _("This link already stands.")
    FOLLOWS_ITSELF = "follows_itself", _("An agreement cannot come after itself.")
    STEP_OF_ANOTHER = "step_of_another", _("The step belongs to another agreement.")
    DOCUMENT_ELSEWHERE = "document_elsewhere", _("The document belongs to another partnership.")
    ATTACHED_ALREADY = "attached_already", _("The document already plays this part.")
    IN_USE = "in_use", _("Other records refer to it: remove them first.")
    TERM_UNKNOWN = "term_unknown", _("%(name)s is no term of an agreement that can be changed here.")
    VALUE_UNFIT = "value_unfit", _("The new value of %(name)s does not fit.")
    AMENDED_IN_FUTURE = (
        "amended_in_future",
        _("An amendment cannot be decided in the future: record it once it is decided."),
    )
    ENDS_BEFORE_AMENDED = "ends_before_amended", _("The new last day comes before the day from which it would hold.")
    CHANGED_SINCE = "changed_since", _("“%(name)s” was changed after the amendment: take back the later change first.")
    PARTY_MUST_SEE = "party_must_see", _("%(organisation)s has signed the agreement and must be able to see it.")
    NOT_SIGNED = "not_signed", _("%(organisation)s has not signed.")
    THEME_IN_USE = "theme_in_use", _("Something is recorded under the theme: give it a last day instead.")


class Verb(models.TextChoices):
    """What somebody did, as the trail tells it."""

    START_PARTNERSHIP = "start_partnership", _("started the partnership")
    CHANGE_PARTNERSHIP = "change_partnership", _("changed the partnership")
    ADD_THEME = "add_theme", _("added the theme")
    CHANGE_THEME = "change_theme", _("changed the theme")
    REMOVE_THEME = "remove_theme", _("removed the theme")
    DRAFT_AGREEMENT = "draft_agreement", _("drafted the agreement")
    REGISTER_AGREEMENT = "register_agreement", _("registered the agreement as a list tells it")
    CHANGE_AGREEMENT = "change_agreement", _("changed the agreement")
    REMOVE_AGREEMENT = "remove_agreement", _("removed the agreement")
    END_AGREEMENT = "end_agreement", _("ended the agreement")
    PLACE_UNDER = "place_under", _("moved the agreement in the family")
    LINK_AGREEMENTS = "link_agreements", _("linked agreements:")
    UNLINK_AGREEMENTS = "unlink_agreements", _("took away the link between agreements:")
    AMEND = "amend", _("amended the agreement")
    REMOVE_AMENDMENT = "remove_amendment", _("took back an amendment")
    ADD_PARTY = "add_party", _("added the party")
    CHANGE_PARTY = "change_party", _("changed the party")
    REMOVE_PARTY = "remove_party", _("removed the party")
    SIGN = "sign", _("recorded the signature of the party")
    WITHDRAW_SIGNATURE = "withdraw_signature", _("withdrew the signature of the party")
    PLAN_STEP = "plan_step", _("planned the step")
    RECORD_STEP = "record_step", _("recorded the decision of the instance")
    CHANGE_STEP = "change_step", _("changed the step")
    REMOVE_STEP = "remove_step", _("removed the step")
    SET_FEE = "set_fee", _("set the fee")
    CHANGE_FEE = "change_fee", _("changed the fee")
    REMOVE_FEE = "remove_fee", _("removed the fee")
    ANSWER_TOPIC = "answer_topic", _("answered the topic")
    CLAIM = "claim", _("recorded what a source claims")
    CHOOSE_CLAIM = "choose_claim", _("chose between sources")
    REMOVE_CLAIM = "remove_claim", _("removed a claim")
    ASSESS_IMPACT = "assess_impact", _("recorded the impact assessment")
    REMOVE_IMPACT = "remove_impact", _("removed the impact assessment")
    LINK_GOAL = "link_goal", _("tied the agreement to the goal")
    UNLINK_GOAL = "unlink_goal", _("removed the tie to the goal")
    ATTACH_DOCUMENT = "attach_document", _("attached the document")
    DETACH_DOCUMENT = "detach_document", _("detached the document")
    WRITE_NOTE = "write_note", _("wrote a note")
    CHANGE_NOTE = "change_note", _("changed a note")
    REMOVE_NOTE = "remove_note", _("removed a note")


class Changed(models.TextChoices):
    """What changed on a record besides its own fields, as the trail names it."""

    POSITION = "position", _("place in the order")

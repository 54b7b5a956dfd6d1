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


class Relation(models.TextChoices):
    """How one agreement stands to another."""

    CONTINUES = "continues", _("continues")
    COMPLEMENTS = "complements", _("complements")
    SUPPLEMENTS = "supplements", _("supplements")
    RESTS_ON = "rests_on", _("rests on")
    REPLACES = "replaces", _("replaces")


class ForceRule(models.TextChoices):
    """When an agreement with several parties comes into force."""

    ALL_SIGNED = "all_signed", _("When all have signed")
    SOME_SIGNED = "some_signed", _("When a number of parties have signed")
    ON_DATE = "on_date", _("On its first day")
    DECIDED = "decided", _("When it is decided")


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

    SEK = "SEK", "SEK"
    NOK = "NOK", "NOK"
    EUR = "EUR", "EUR"


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
    NO_PARTIES = "no_parties", _("The agreement has no parties yet.")
    HAS_PROMISES = "has_promises", _("Commitments stand on this agreement: move or remove them first.")
    ABOVE_ITSELF = "above_itself", _("An agreement cannot stand under itself.")
    OTHER_PARTNERSHIP = "other_partnership", _("The agreement belongs to another partnership.")
    HAS_ENDED = "has_ended", _("The agreement ended on %(date)s.")
    STEP_WITHOUT_DATE = "step_without_date", _("A step with an outcome needs the date on which it was taken.")
    DECIDED_IN_FUTURE = "decided_in_future", _("A decision cannot be dated in the future: use the planned date.")
    CODE_TAKEN = "code_taken", _("%(code)s is already used by another partnership.")
    KEY_TAKEN = "key_taken", _("%(key)s is already used in this partnership.")
    NOTHING_CHANGED = "nothing_changed", _("Say which terms change.")
    CLAIM_OF_OTHER_FIELD = "claim_of_other_field", _("The value does not fit: write a date as 2026-11-21.")

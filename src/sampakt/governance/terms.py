"""The words of the room: sorts of bodies, positions, how they decide and are balanced, objections, verbs."""

from django.db import models
from django.utils.translation import gettext_lazy as _


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


class Fault(models.TextChoices):
    """What is not as it should be in a body's composition."""

    VACANT = "vacant", _("A seat stands empty")
    UNBALANCED = "unbalanced", _("The parties' numbers are not as agreed")
    NO_CHAIR = "no_chair", _("Nobody chairs")
    OTHER_CHAIR = "other_chair", _("Another party than agreed chairs")
    NO_DEPUTY_CHAIR = "no_deputy_chair", _("Nobody is deputy chair")
    OTHER_DEPUTY_CHAIR = "other_deputy_chair", _("Another party than agreed holds the deputy chair")


class GovernanceObjection(models.TextChoices):
    """Why something may not be done; each says what to do instead."""

    KEY_TAKEN = "key_taken", _("The key %(key)s is taken. Choose another.")
    ENDS_BEFORE = "ends_before", _("The last day comes before the first. Correct one of them.")
    OUTSIDE_BODY = "outside_body", _("The body exists from %(start)s to %(end)s. Choose days within them.")
    OUTSIDE_SEAT = "outside_seat", _("The seat exists from %(start)s to %(end)s. Choose days within them.")
    BEGINS_LATER = (
        "begins_later",
        _("In the seat %(seat)s something begins on %(date)s. Choose a later day, or change that first."),
    )
    ENDED_EARLIER = (
        "ended_earlier",
        _("In the seat %(seat)s something ended on %(date)s. Choose an earlier day, or change that first."),
    )
    ALREADY_HELD = "already_held", _("The seat is held on some of those days. End that first, or choose other days.")
    FOLLOWS_OFFICE = (
        "follows_office",
        _("The seat belongs to an office and follows its holder. Appoint somebody to the office instead."),
    )
    HELD_BY_PEOPLE = (
        "held_by_people",
        _("People have held the seat by name. End it, and add another that belongs to the office."),
    )
    STILL_HELD = "still_held", _("Somebody has held the seat. Give it a last day instead of removing it.")
    HAS_DEPUTIES = "has_deputies", _("Deputies stand in for the seat. Change or remove them first.")
    NOT_OF_PARTY = "not_of_party", _("The office is of another organisation than the seat. Choose one of its own.")
    NO_PARTNER = (
        "no_partner",
        _("%(organisation)s takes no part in the partnership. Choose a party, or name an outsider."),
    )
    WHOSE_SEAT = (
        "whose_seat",
        _("Say whose the seat is: either a party's, or in words that of somebody who is no party."),
    )
    REPORTS_TO_ITSELF = "reports_to_itself", _("A body cannot report to itself, nor in a ring.")
    TURNS_NEED_PARTIES = (
        "turns_need_parties",
        _("An alternating chair needs at least two parties in order, the months of each turn, and a first day."),
    )
    RATIO_NEEDS_NUMBERS = "ratio_needs_numbers", _("Say how many seats each party has.")
    LEAST_ABOVE_MOST = "least_above_most", _("The least number of meetings is more than the most.")
    DEPUTY_OF_ITS_PARTY = (
        "deputy_of_its_party",
        _("Only a deputy stands in for a seat: for one of the same party in the same body that is no deputy's."),
    )
    HAS_SEATS = "has_seats", _("The body has seats. Remove them first, or dissolve the body.")
    TOLD_BY_OTHERS = "told_by_others", _("Other bodies report to it. Change that first.")


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

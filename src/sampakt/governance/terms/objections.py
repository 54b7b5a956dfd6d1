"""Why something may not be done in bodies, their meetings and decisions."""

from collections.abc import Mapping
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from sampakt.governance.terms.words import MeetingState


class GovernanceObjection(models.TextChoices):
    """Why something may not be done; each says what to do instead."""

    KEY_TAKEN = "key_taken", _("The key %(key)s is taken. Choose another.")
    ENDS_BEFORE = "ends_before", _("The last day comes before the first. Correct one of them.")
    OUTSIDE_BODY = "outside_body", _("The body exists from %(start)s to %(end)s. Choose days within them.")
    OUTSIDE_SEAT = "outside_seat", _("The seat exists from %(start)s to %(end)s. Choose days within them.")
    BEFORE_BODY = "before_body", _("The body exists from %(start)s. Choose a day from then on.")
    AFTER_BODY = "after_body", _("The body exists to %(end)s. Choose a day by then.")
    BEFORE_SEAT = "before_seat", _("The seat exists from %(start)s. Choose a day from then on.")
    AFTER_SEAT = "after_seat", _("The seat exists to %(end)s. Choose a last day by then.")
    FILLED_BY_PARTY = "filled_by_party", _("The seat is %(party)s's to fill. Ask those who coordinate there.")
    BEGINS_LATER = (
        "begins_later",
        _("In the seat %(seat)s something begins on %(date)s. Choose a later day, or change that first."),
    )
    ENDED_EARLIER = (
        "ended_earlier",
        _("In the seat %(seat)s something ended on %(date)s. Choose an earlier day, or change that first."),
    )
    ALREADY_HELD = "already_held", _("The seat is held on some of those days. End that first, or choose other days.")
    SITS_ALREADY = (
        "sits_already",
        _("%(person)s already sits in the body on some of those days, in the seat %(seat)s: nobody has two votes."),
    )
    SEAT_CONFIRMED = "seat_confirmed", _("Nothing waits to be confirmed: whoever sits there was seated by another.")
    CONFIRMED_BY_ANOTHER = (
        "confirmed_by_another",
        _("You gave yourself the seat. Somebody else who sits in the body, or coordinates, confirms it."),
    )
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
    HAS_WORKED = (
        "has_worked",
        _("The body has meetings, decisions or proposals, or others took up its work. Dissolve it instead."),
    )
    MEETS_OUTSIDE = "meets_outside", _("The body meets on %(date)s. Choose days that hold it, or cancel that meeting.")
    IN_MINUTES = "in_minutes", _("The seat is named in minutes. Give it a last day instead of removing it.")
    TOLD_BY_OTHERS = "told_by_others", _("Other bodies report to it. Change that first.")
    NOT_HELD_YET = "not_held_yet", _("A meeting is held when its day has come. Choose that day, or an earlier one.")
    IN_THE_PAST = "in_the_past", _("The day has passed. Choose one that lies ahead, or record that it was held.")
    BODY_NOT_THERE = "body_not_there", _("The body does not exist on that day. Choose a day within its own.")
    SAME_DAY = "same_day", _("The body already meets on %(date)s. Change that meeting instead.")
    BEGINS_WHEN = "begins_when", _("It is said when the meeting ends. Say when it begins, too.")
    WRONG_STATE = "wrong_state", _("This cannot be done now: %(instead)s")
    MINUTES_LOCKED = (
        "minutes_locked",
        _("The minutes were adjusted on %(date)s and are locked. Add a correction that stands beside them."),
    )
    NOT_ADJUSTED = "not_adjusted", _("The minutes are not adjusted yet: change them instead of correcting them.")
    NO_ATTENDANCE = "no_attendance", _("Record who was there first.")
    NO_ADJUSTER = "no_adjuster", _("Name at least one of those present to adjust the minutes.")
    ADJUSTER_ABSENT = "adjuster_absent", _("%(seat)s was not there, and cannot adjust the minutes.")
    NOT_ADJUSTER = "not_adjuster", _("You are not named to adjust these minutes.")
    ALREADY_ADJUSTED = "already_adjusted", _("You have already adjusted these minutes.")
    NOBODY_TO_SIGN = (
        "nobody_to_sign",
        _("Nobody is named as the holder of %(seat)s, and nobody can sign. Name the holder, or another adjuster."),
    )
    NOTHING_WRITTEN = "nothing_written", _("Nothing is written of the item “%(item)s”. Write what was said, or noted.")
    NOT_OF_BODY = "not_of_body", _("The seat %(seat)s is of another body, or was not there on that day.")
    NO_MEETING_SINCE = (
        "no_meeting_since",
        _("No meeting has been held since it was carried out. Record the meeting at which it was reported first."),
    )
    NOT_A_DEPUTY = "not_a_deputy", _("%(seat)s is no deputy of the party, and cannot stand in for that seat.")
    ATTENDS_TWICE = "attends_twice", _("%(seat)s is named twice. Say once whether it was there.")
    STOOD_IN_TWICE = "stood_in_twice", _("Two deputies stand in for %(seat)s. Choose one.")
    IS_THERE_ITSELF = "is_there_itself", _("%(seat)s is there: nobody stands in for it.")
    WIDER_THAN_ITEM = (
        "wider_than_item",
        _("Others than those who sit in the body may read the document. Narrow down who sees it first."),
    )
    RECUSED_ALREADY = "recused_already", _("A conflict of interest is already recorded in the item for %(seat)s.")
    MATERIAL_ALREADY = "material_already", _("The document %(document)s is already material of the item.")
    OF_DECISION = "of_decision", _("%(decision)s: %(why)s")
    ITEM_HAS_DECISIONS = "item_has_decisions", _("Decisions were taken under the item. Remove them first.")
    ITEM_HAS_ACTIONS = (
        "item_has_actions",
        _("Actions were given under the item. Keep it, and say that it was withdrawn."),
    )
    ITEM_HAS_OPEN_RESULTS = (
        "item_has_open_results",
        _("Decisions or actions under the item are open to all parties. Restrict them first."),
    )
    MEETING_HAS_ITEMS = "meeting_has_items", _("Something is on its agenda. Cancel the meeting instead of removing it.")
    MINUTES_MISSING = "minutes_missing", _("Add the minutes as a document first.")
    MINUTES_EARLIER = (
        "minutes_earlier",
        _("“%(document)s” is of a day before the meeting: it cannot be its minutes. Choose another document."),
    )
    ADJUSTED_HERE = (
        "adjusted_here",
        _("The minutes are written here, and %(seat)s is named to adjust them: send them to be signed."),
    )
    SITS_ONLY = (
        "sits_only",
        _("Only those who sit in the body do this, for they alone see all that a meeting may hold. Ask one of them."),
    )
    SIGNS_NO_LONGER = (
        "signs_no_longer",
        _(
            "You no longer sit in the body, and may not see all of its minutes. "
            "Ask those who run it to take them back and name another adjuster."
        ),
    )
    OPEN_EFFECT = (
        "open_effect",
        _(
            "What a decision brings about holds for all parties, who must be able to read the decision. "
            "Open it to them, or let it bring about nothing beyond its words."
        ),
    )
    SUPERSEDES_OPENLY = (
        "supersedes_openly",
        _("%(decision)s is open to all parties: only a decision that they may read puts it out of force."),
    )
    ADJUSTED_EARLIER = "adjusted_earlier", _("Minutes cannot be adjusted before the meeting. Choose a later day.")
    ITEM_ELSEWHERE = "item_elsewhere", _("The item is on another meeting's agenda.")
    NO_QUORUM = "no_quorum", _("Only %(there)s of the %(needed)s members needed take part: the body cannot decide.")
    PARTY_ABSENT = "party_absent", _("Nobody from %(party)s takes part: the body cannot decide.")
    DISSENT = (
        "dissent",
        _("The body decides by agreement, and %(names)s dissented. Record that the decision was not taken."),
    )
    NO_MAJORITY = "no_majority", _("%(votes)s for, %(against)s against: no majority. Record that it was not taken.")
    WAS_TAKEN = (
        "was_taken",
        _(
            "Of %(everybody)s who take part %(votes)s are for, which is enough. "
            "Record that it was taken, or correct how they stood."
        ),
    )
    NOT_THERE = "not_there", _("%(seat)s did not take part, and has no position on it.")
    POSITIONS_MISSING = (
        "positions_missing",
        _("Nothing is said of how %(names)s stood to it. Between meetings a decision needs the position of each."),
    )
    POSITIONS_OR_DOCUMENT = (
        "positions_or_document",
        _("Say how they stood to it, or, as it was taken before the body was kept here, name the document it is in."),
    )
    TOO_FEW_POSITIONS = (
        "too_few_positions",
        _("Only %(there)s of the %(needed)s members needed have said how they stood: the body has not decided."),
    )
    NO_MEMBER = "no_member", _("%(name)s has no member in the body on that day, and no position on it.")
    APPROVED_BY_ANOTHER = (
        "approved_by_another",
        _("You recorded the decision, or changed it last. Somebody else who runs the body approves it."),
    )
    ADJUSTED_BY_ANOTHER = (
        "adjusted_by_another",
        _(
            "%(decision)s changes a commitment, or puts an approved decision out of force. "
            "Somebody else than whoever recorded it must adjust the minutes: name one more who was there."
        ),
    )
    CHANGED_SINCE_READ = (
        "changed_since_read",
        _("The decision was changed after you opened it. Open it again, read it, and approve it then."),
    )
    RECUSED = "recused", _("%(seat)s has a conflict of interest, and has no position on it.")
    WHOSE_POSITION = "whose_position", _("Say whose position it is: a member's, or a party's as one.")
    TWO_POSITIONS = "two_positions", _("%(name)s has two positions on it. Choose one.")
    OTHER_BODY = "other_body", _("It is of another body. Choose one of %(body)s.")
    WITH_MINUTES = "with_minutes", _("The decision is approved with the minutes of its meeting.")
    DECISION_APPROVED = (
        "decision_approved",
        _("The decision was approved on %(date)s and is never changed. Take a new one that supersedes it."),
    )
    DECISION_RESTED_ON = (
        "decision_rested_on",
        _("A later decision supersedes it, or actions were given by it. Change or drop them first."),
    )
    APPROVED_BETWEEN = "approved_between", _("It is approved on the day it was taken or later, and not ahead of time.")
    NOT_THEIRS_TO_BRING = (
        "not_theirs_to_bring",
        _(
            "What the decision is to bring about (%(effect)s) you may not do yourself, or not see. "
            "Leave it to somebody who coordinates the partnership to approve it."
        ),
    )
    INTENDED_GONE = (
        "intended_gone",
        _("What the decision names is no longer there: %(needed)s. Correct the decision, then approve it."),
    )
    NOTHING_WAITS = (
        "nothing_waits",
        _(
            "Only a decision that waits has something to bring about still: one taken between meetings until it is "
            "approved, one that changes a commitment until the minutes are adjusted. Leave this out, and name what it "
            "brought about."
        ),
    )
    TYPE_MISSING = (
        "type_missing",
        _("Say what type of plan it is, such as %(type)s: without that the decision counts for no commitment."),
    )
    REPLACED_MEANWHILE = (
        "replaced_meanwhile",
        _("%(commitment)s has been replaced already. Let the decision be about the commitment that holds now."),
    )
    DECIDED_ALREADY = (
        "decided_already",
        _("%(decision)s was taken under the item. Choose another conclusion or none, or correct what came of it."),
    )
    ITEM_PUT_OFF = (
        "item_put_off",
        _("The minutes say of the item: %(conclusion)s. Change that first, or record that nothing was taken."),
    )
    DECIDED_IN_FUTURE = "decided_in_future", _("A decision cannot be dated in the future.")
    NUMBER_TAKEN = "number_taken", _("§ %(number)s/%(year)s is already used by the body.")
    NUMBER_OUT_OF_ORDER = (
        "number_out_of_order",
        _("The next number is %(next)s: § %(number)s leaves a gap or breaks the order. Say that it is meant."),
    )
    REPLACES_ITSELF = (
        "replaces_itself",
        _("The commitment cannot be replaced by itself, nor by one that it replaced. Choose another."),
    )
    EFFECT_NEEDS = "effect_needs", _("Say which %(needed)s it concerns.")
    INSTEAD_MISSING = "instead_missing", _("Say what was agreed instead.")
    SUPERSEDES_LATER = "supersedes_later", _("It can supersede only an earlier decision of the same body.")
    SUPERSEDED_ALREADY = "superseded_already", _("%(decision)s has already been superseded.")
    NO_OWNER = "no_owner", _("Say who is to do it: a party, an office or a person.")
    OWNERS_DIFFER = (
        "owners_differ",
        _("The party, the office and the person are not of one organisation. Choose those that are."),
    )
    OWNER_SITS_NOT = (
        "owner_sits_not",
        _(
            "Only those who sit in the body see a restricted action, and %(owner)s does not sit there. "
            "Give it to somebody who does, or to the party."
        ),
    )
    DUE_BEFORE_GIVEN = "due_before_given", _("It would be due before it was given. Choose a later day.")
    DONE_IN_FUTURE = "done_in_future", _("What lies in the future has not been done yet.")
    DONE_BEFORE_GIVEN = "done_before_given", _("It was given on %(date)s. Choose that day or a later one.")
    NOT_OPEN = "not_open", _("It is no longer open.")
    NOT_DONE = "not_done", _("It has not been carried out yet.")
    DROPPED_WHY = "dropped_why", _("Say why it is not to be done.")
    REPORTED_BEFORE_DONE = (
        "reported_before_done",
        _("It was carried out on %(date)s. Choose a meeting that day or later."),
    )
    REPORTED_ALREADY = "reported_already", _("It has already been reported back.")
    NOT_WAITING = "not_waiting", _("The proposal has already been answered.")
    ANSWER_MISSING = "answer_missing", _("Say why, so that whoever proposed it knows.")


_NOT_HELD = _("the meeting has not been held. Record that it is held first.")
INSTEAD: Mapping[MeetingState, Any] = {
    MeetingState.PLANNED: _NOT_HELD,
    MeetingState.CALLED: _NOT_HELD,
    MeetingState.HELD: _("the meeting has been held, and its minutes are open. Write them, then send them."),
    MeetingState.IN_ADJUSTMENT: _("the minutes are being adjusted. Take them back to change anything."),
    MeetingState.ADJUSTED: _("the minutes are adjusted and locked. Add a correction that stands beside them."),
    MeetingState.CANCELLED: _("the meeting was cancelled. Plan another."),
}
"""How far a meeting has come that is in the way, and what is done instead."""

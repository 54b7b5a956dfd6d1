"""Tags of the pages of meetings, decisions and actions: how far they have come, and the next right thing to do."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import template
from django.template import Context
from django.template.defaultfilters import linebreaks_filter
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from sampakt.agreements.models import Partnership
from sampakt.agreements.panels import tabs_of
from sampakt.governance.access import may_propose
from sampakt.governance.models import Body, Decision, Item, Meeting, Proposal, Task, Vote
from sampakt.governance.queries.intents import Intended
from sampakt.governance.queries.meeting_lines import ItemLine, MeetingPage, PresenceLine, Quorum
from sampakt.governance.queries.overview import Overview
from sampakt.governance.rules.meetings import OPEN_AGENDA
from sampakt.governance.terms import HELD, THERE, DecisionOutcome, Effect, MeetingState, TaskState
from sampakt.governance.wording import ONCE_ADJUSTED, ONCE_APPROVED, how_decided, intent_phrases
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import NOBODY, Viewer
from sampakt.ui.templatetags.ui.blocks import tag
from sampakt.ui.writing import page_language, written_day, written_distance

register = template.Library()

AHEAD = (MeetingState.PLANNED, MeetingState.CALLED)
STATES = {
    MeetingState.PLANNED: ("neutral", "calendar"),
    MeetingState.CALLED: ("info", "envelope"),
    MeetingState.HELD: ("accent", "pencil"),
    MeetingState.IN_ADJUSTMENT: ("warning", "hourglass"),
    MeetingState.ADJUSTED: ("success", "padlock"),
    MeetingState.CANCELLED: ("neutral", "x-mark"),
}
OUTCOMES = {
    DecisionOutcome.TAKEN: ("success", "checkmark"),
    DecisionOutcome.NOT_TAKEN: ("danger", "x-mark"),
    DecisionOutcome.POSTPONED: ("neutral", "pause"),
}


@dataclass(frozen=True)
class NextStep:
    """The one thing to do next with a meeting: the words on its button, and where it leads."""

    label: "str | Promise"
    href: str


@register.simple_tag
def how_it_was_decided(decision: Decision) -> str:
    """By what rule, and between meetings where nobody met."""
    rule = how_decided(decision.rule, decision.outcome)
    return ", ".join(filter(None, (rule, _("between meetings") if decision.meeting_id is None else "")))


@register.simple_tag
def once_approved(decision: Decision) -> str:
    """What a decision that waits to be approved, by itself or with its minutes, will bring about."""
    said = ONCE_APPROVED if decision.meeting_id is None else ONCE_ADJUSTED
    return str(said[Effect(decision.effect)])


@register.simple_tag
def intended_lines(waiting: Intended) -> list[str]:
    """What was said of that."""
    return intent_phrases(waiting.said)


@register.simple_tag
def state_tag(meeting: Meeting) -> SafeString:
    """How far a meeting has come, as word, shape and colour."""
    color, icon = STATES[MeetingState(meeting.state)]
    return tag(meeting.get_state_display(), color, icon=icon)


@register.simple_tag
def outcome_tag(decision: Decision) -> SafeString:
    """What came of a matter for decision."""
    color, icon = OUTCOMES[DecisionOutcome(decision.outcome)]
    return tag(decision.get_outcome_display(), color, icon=icon)


@register.simple_tag
def task_tag(task: Task, today: date) -> SafeString:
    """How far an action has come; what is late and what has not been reported stands out."""
    if task.state == TaskState.DONE:
        if task.reported_at_id is None:
            return tag(_("Carried out, not reported"), "info", icon="bell")
        return tag(_("Reported"), "success", icon="checkmark")
    if task.state == TaskState.DROPPED:
        return tag(task.get_state_display(), "neutral", icon="x-mark")
    if task.due_on is not None and task.due_on < today:
        return tag(_("Late"), "danger", icon="x-circle")
    return tag(task.get_state_display(), "neutral", icon="dotted-circle")


@register.simple_tag
def next_step(page: MeetingPage, today: date) -> NextStep | None:
    """What somebody who looks on should do next with the meeting; None when it is another's turn."""
    meeting = page.meeting
    if page.may_adjust:
        return NextStep(gettext_lazy("Adjust the minutes"), reverse("governance:adjust_minutes", args=[meeting.code]))
    if not page.may_run:
        return None
    step = _next_step(page, today)
    if step is None:
        return None
    name, label = step
    return NextStep(label, reverse(f"governance:{name}", args=[meeting.code]))


def _next_step(page: MeetingPage, today: date) -> "tuple[str, Promise] | None":
    meeting = page.meeting
    if meeting.state == MeetingState.HELD:
        if not page.is_attended:
            return "attendance", gettext_lazy("Record who was there")
        is_done = all(is_written(line) for line in page.items)
        if is_done and page.items:
            return "send_minutes", gettext_lazy("Send for adjustment")
        return "minutes", gettext_lazy("Write the minutes")
    return _step_before(page, today) if meeting.state in AHEAD else None


def _step_before(page: MeetingPage, today: date) -> "tuple[str, Promise] | None":
    if page.meeting.day <= today:
        return "attendance", gettext_lazy("Record who is there")
    if not page.items:
        return "add_item", gettext_lazy("Add an item")
    if page.meeting.state == MeetingState.PLANNED:
        return "call_meeting", gettext_lazy("Call the meeting")
    return None


@register.filter
def is_written(line: ItemLine) -> bool:
    """Whether the minutes say anything of an item, in words or by what was decided."""
    return bool(line.item.minutes or line.item.conclusion or line.decisions)


@register.simple_tag
def may_change_agenda(page: MeetingPage) -> bool:
    """Whether somebody who looks on may still change the agenda."""
    return page.may_run and page.meeting.state in OPEN_AGENDA


@register.simple_tag
def steps_of(page: MeetingPage) -> list[dict[str, Any]]:
    """The way of a meeting from plan to locked minutes: what is done, and which step it stands at."""
    meeting = page.meeting
    is_held = meeting.state in HELD
    sent = meeting.state in {MeetingState.IN_ADJUSTMENT, MeetingState.ADJUSTED}
    steps = [
        (MeetingState.PLANNED.label, True),
        (_("Agenda"), bool(page.items) or is_held),
        # A meeting that was held without a call has no such step behind it.
        *([(MeetingState.CALLED.label, meeting.called_on is not None)] if meeting.called_on or not is_held else ()),
        (MeetingState.HELD.label, is_held and (page.is_attended or sent)),
        (pgettext("of a meeting", "Minutes"), sent),
        (_("Adjusted"), meeting.state == MeetingState.ADJUSTED),
    ]
    first_open = next((place for place, (_label, done) in enumerate(steps) if not done), None)
    return [{"label": label, "done": done, "current": place == first_open} for place, (label, done) in enumerate(steps)]


@register.simple_tag
def clock_of(meeting: Meeting) -> str:
    """From when to when by the clock: 13.00–15.00; empty when nothing is said."""
    times = [f"{time:%H.%M}" for time in (meeting.begins_at, meeting.ends_at) if time is not None]
    return "–".join(times)


@register.simple_tag
def quorum_words(quorum: Quorum) -> str:
    """Whether there are enough to decide, in a sentence."""
    about = {"there": quorum.there, "needed": quorum.needed, "parties": ", ".join(one.brief for one in quorum.absent)}
    if quorum.is_quorate:
        return _("Quorate: %(there)s take part, %(needed)s are needed.") % about
    if quorum.there >= quorum.needed:
        return _("Not quorate: nobody from %(parties)s takes part.") % about
    return _("Not quorate: %(there)s take part, %(needed)s are needed.") % about


@register.simple_tag
def adjusting_words(page: MeetingPage) -> str:
    """Who has adjusted the minutes, and who is waited for."""
    named = page.adjusters
    waiting = [called(line) for line in named if line.adjusted_at is None]
    if page.meeting.state == MeetingState.ADJUSTED and page.meeting.adjusted_on:
        return _("Adjusted on %(day)s and locked.") % {"day": written_day(page.meeting.adjusted_on)}
    is_sent = page.meeting.state == MeetingState.IN_ADJUSTMENT
    return _("Waiting for %(names)s.") % {"names": ", ".join(waiting)} if is_sent and waiting else ""


@register.filter
def called(line: PresenceLine) -> str:
    """Whoever sits in a seat, by name where that is known, else by the seat."""
    return line.name or str(line.seat)


@register.filter
def is_there(line: PresenceLine) -> bool:
    """Whether somebody was there."""
    return line.presence in THERE


@register.simple_tag
def numbered(decision: Decision) -> str:
    """A decision's number as it is cited."""
    return f"§ {decision.number}/{decision.year}"


@register.filter
def voter(vote: Vote) -> str:
    """Whose position it is."""
    if vote.seat is not None:
        party = vote.seat.organisation.brief if vote.seat.organisation else str(vote.seat.whose)
        return f"{vote.seat}, {party}"
    return vote.organisation.brief if vote.organisation else ""


@register.filter
def owner(task: Task) -> str:
    """Who is to do it: somebody, an office or a party."""
    party = task.organisation.brief if task.organisation else ""
    if task.person is not None:
        return ", ".join(filter(None, (task.person.name, party)))
    if task.office is not None:
        return ", ".join(filter(None, (str(task.office.name), party)))
    return party


@register.simple_tag
def due_words(task: Task, today: date) -> str:
    """By when, and how far away that is."""
    if task.due_on is None:
        return ""
    return f"{written_day(task.due_on)} ({written_distance(task.due_on, today)})"


@register.simple_tag
def in_brief(votes: Sequence[Vote]) -> str:
    """How members stood in figures: 5 for, 1 against."""
    count = {stance: sum(vote.stance == stance for vote in votes) for stance in ("for", "against", "abstains")}
    parts = [
        ngettext("%(count)d for", "%(count)d for", count["for"]),
        ngettext("%(count)d against", "%(count)d against", count["against"]),
        ngettext("%(count)d abstained", "%(count)d abstained", count["abstains"]),
    ]
    return ", ".join(words % {"count": many} for words, many in zip(parts, count.values(), strict=True) if many)


@register.simple_tag
def written_items(items: Iterable[ItemLine]) -> int:
    """How many items the minutes say something of."""
    return sum(is_written(line) for line in items)


@register.simple_tag
def body_tabs(body: Body, *, is_inside: bool) -> list[dict[str, Any]]:
    """The pages of a body. Actions and proposals are for those who take part in the partnership."""
    home = body.get_absolute_url()
    tabs = [(_("Overview"), ""), (_("Meetings"), "meetings/")]
    decided = register_of(body)
    found: list[dict[str, Any]] = [{"label": label, "href": f"{home}{path}"} for label, path in tabs]
    found.append({"label": _("Decisions"), "href": decided, "current": False})
    if is_inside:
        found += [
            {"label": _("Actions to do"), "href": f"{home}actions/"},
            {"label": _("Proposals"), "href": f"{home}proposals/"},
        ]
    return found


@register.simple_tag(takes_context=True)
def is_inside(context: Context, body: Body) -> bool:
    """Whether somebody who looks on takes part in the body's partnership."""
    viewer: Viewer = context.get("viewer") or NOBODY
    return viewer.is_operator or viewer.is_in(body.space_id)


@register.simple_tag
def said_lines(text: Text) -> SafeString:
    """A longer text in the page's language, its paragraphs kept."""
    words, language = text.said_in(page_language())
    drawn = linebreaks_filter(words, autoescape=True)
    return drawn if language == page_language() else format_html('<div lang="{}">{}</div>', language, drawn)


@register.filter
def sort_beside(item: Item) -> str:
    """What sort an item is, where its title does not say just that already."""
    sort: str = item.get_sort_display()
    return "" if str(item.title).casefold() == sort.casefold() else sort


@register.simple_tag
def said_in_language(text: Text, language: str) -> str:
    """The words of a text in one language, and no other."""
    words: str = getattr(text, language)
    return words


@register.simple_tag(takes_context=True)
def tabs_at(context: Context, partnership: Partnership, path: str) -> list[dict[str, object]]:
    """The tabs of a partnership's pages, for a page that lies beneath the one at ``path``."""
    here = f"{partnership.get_absolute_url()}{path}"
    return [{**tab, "current": tab["href"] == here} for tab in tabs_of(partnership, context.get("viewer") or NOBODY)]


@register.simple_tag
def register_of(body: Body) -> str:
    """Where the decisions of a body are searched."""
    return f"{body.space.partnership.get_absolute_url()}decisions/?body={body.code}"


@register.simple_tag(takes_context=True)
def may_propose_to(context: Context, body: Body) -> bool:
    """Whether somebody who looks on may propose something to a body."""
    return may_propose(context.get("viewer") or NOBODY, body)


@register.simple_tag
def held_words(glance: Overview, today: date) -> str:
    """How many meetings have been held of those that are wanted: 3 of 4 this year."""
    about: dict[str, object] = {"held": glance.held, "wanted": glance.wanted}
    is_year = glance.period.start == date(today.year, 1, 1) and glance.period.end == date(today.year, 12, 31)
    if glance.wanted is None:
        if not glance.held:
            return ""
        words = ngettext("%(held)d held this year.", "%(held)d held this year.", glance.held)
        return words % about if is_year else ""
    if is_year:
        return _("%(held)d of %(wanted)d held this year.") % about
    if glance.is_rolling:
        return _("%(held)d of %(wanted)d held in the last 12 months.") % about
    about["start"] = written_day(glance.period.start)
    if glance.period.end == date.max:
        return _("%(held)d of %(wanted)d held since %(start)s.") % about
    about["end"] = written_day(glance.period.end)
    return _("%(held)d of %(wanted)d held from %(start)s to %(end)s.") % about


@register.simple_tag
def proposer(proposal: Proposal) -> str:
    """Who proposed it, and on whose behalf."""
    user = proposal.proposed_by
    name = user.person.name if user is not None and user.person is not None else ""
    return ", ".join(filter(None, (name, proposal.organisation.brief if proposal.organisation else "")))


@register.filter
def anchor(item: Item) -> str:
    """The place of an item on its page."""
    return f"item-{item.pk}"

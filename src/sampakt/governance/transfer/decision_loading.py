"""Loading decisions and actions to do through the room's actions; then the minutes in which they stand are adjusted."""

from collections.abc import Sequence
from typing import Any

from sampakt.commitments.models import Commitment, Waiver
from sampakt.governance import actions
from sampakt.governance.actions import Brings, VoteLine
from sampakt.governance.models import Decision, Meeting, Task
from sampakt.governance.rules.decisions import RECORDED
from sampakt.governance.terms import OF_A_COMMITMENT, DecisionOutcome, Effect, GovernanceObjection, TaskState
from sampakt.governance.transfer.meeting_loading import close_meetings, found, item_of, meeting_of, seat_of
from sampakt.governance.transfer.record_dumping import dump_actions, dump_decisions
from sampakt.governance.transfer.records import ActionFile, DaysFile, DecisionFile, IntendsFile
from sampakt.kernel.files import Dumping, Loading, Pair, Section, upper_first
from sampakt.organisations.transfer import organisation


def load_decisions(loading: Loading) -> None:
    """Record and correct what was decided, earlier decisions before those that replace them. No file removes one."""
    now = dump_decisions(Dumping(loading.partnership, viewer=loading.by, records=loading.records))
    told: Sequence[DecisionFile] = loading.file.decisions
    pairs = {pair.path: pair for pair in loading.pairs("decisions", told, now)}
    for item in upper_first(told, lambda one: one.identity, _superseded):
        pair = pairs[f"decisions/{item.identity}"]
        if not pair.is_same:
            _load_decision(loading, pair, item)


def _superseded(item: DecisionFile) -> str | None:
    return f"{item.body}|{item.supersedes}" if item.supersedes else None


def _load_decision(loading: Loading, pair: Pair[DecisionFile], item: DecisionFile) -> None:
    body = found(loading, "bodies", item.body, item, "body")
    if body is None:
        loading.dropped.add(item.identity)
        return
    meeting = meeting_of(loading, body, item.decided_on, item, "meeting") if item.meeting else None
    about = item_of(loading, meeting, item.item, item)
    if item.intends is not None and not (_waits(loading, item) and _has_effect(item)):
        loading.doubtful.add(id(item))
        loading.tell(item.spot("intends"), "refused", fault=str(GovernanceObjection.NOTHING_WAITS.label))
    brings = _brings(loading, item)
    facts: Any = {
        "title": item.title,
        "words": item.words,
        "outcome": item.outcome.value,
        "effect": item.effect.value if item.effect else "",
        "agreement": found(loading, "agreements", item.agreement, item, "agreement"),
        "commitment": found(loading, "commitments", item.commitment, item, "commitment"),
        "theme": found(loading, "themes", item.theme, item, "theme"),
        "document": found(loading, "documents", item.document, item, "document"),
        "supersedes": loading.find("decisions", f"decisions/{_superseded(item)}", item, "supersedes")
        if item.supersedes
        else None,
        "is_sample": item.sample,
        "votes": _votes(loading, body, item),
        "has_brought": not _waits(loading, item),
    }
    with loading.at(item):
        if pair.now is None:
            loading.records[pair.path] = actions.decide(
                body,
                meeting=meeting,
                item=about,
                brings=brings,
                decided_on=item.decided_on,
                year=item.year or item.decided_on.year,
                number=item.number,
                by=loading.by,
                is_from_file=True,
                **facts,
            )
        elif _own(item) != _own(pair.now):
            known = loading.records[pair.path]
            actions.change_decision(known, brings=brings, by=loading.by, is_from_file=True, **facts)
        decision: Decision = loading.records[pair.path]
        if not item.meeting and item.approved_on and decision.approved_on is None:
            actions.approve_decision(decision, on=item.approved_on, by=loading.by, is_from_file=True)


def _own(item: DecisionFile) -> dict[str, Any]:
    return {name: value for name, value in item.__dict__.items() if name != "approved_on"}


def _brings(loading: Loading, item: DecisionFile) -> Brings:
    """The records of what a decision brought about: a file names them, it does not write them a second time."""
    if not _has_effect(item):
        return Brings()
    if _waits(loading, item):
        return _meant(loading, item, item.intends or IntendsFile())
    if item.effect in RECORDED:
        return Brings(deed=found(loading, "deeds", _needed(loading, item, "deed"), item, "deed"))
    commitment: Commitment | None = found(
        loading, "commitments", _needed(loading, item, "commitment"), item, "commitment"
    )
    if item.effect == Effect.CHANGES:
        return Brings(successor=commitment.superseded_by if commitment else None)
    return Brings(waiver=_waiver(loading, item, commitment, _needed(loading, item, "waiver")))


def _has_effect(item: DecisionFile) -> bool:
    return item.outcome == DecisionOutcome.TAKEN and item.effect is not None


def _waits(loading: Loading, item: DecisionFile) -> bool:
    """Whether what it is to bring about waits until it is approved, and nothing recorded tells it already."""
    if item.approved_on is not None or (item.meeting and not _waits_for_minutes(loading, item)):
        return False
    promise: Commitment | None = loading.records.get(f"commitments/{item.commitment}")
    is_replaced = item.effect == Effect.CHANGES and promise is not None and promise.superseded_by_id is not None
    return item.intends is not None or not (item.deed or item.waiver or is_replaced)


def _waits_for_minutes(loading: Loading, item: DecisionFile) -> bool:
    """Whether it changes a promise at a meeting whose minutes nobody has adjusted, here or in the file."""
    if item.effect not in OF_A_COMMITMENT:
        return False
    path = f"{item.body}|{item.decided_on}"
    told = next((one for one in loading.file.meetings if one.identity == path), None)
    known: Meeting | None = loading.records.get(f"meetings/{path}")
    return (told is None or told.adjusted_on is None) and (known is None or known.adjusted_on is None)


def _meant(loading: Loading, item: DecisionFile, said: IntendsFile) -> Brings:
    """What a decision will bring about once it is approved; records that tell it already are named by the file."""
    covers, holds = said.covers or DaysFile(), said.holds or DaysFile()
    commitment = loading.records.get(f"commitments/{item.commitment}")
    return Brings(
        type=said.type or "",
        covers_from=covers.starts_on,
        covers_until=covers.ends_on,
        instead=said.instead,
        holds_from=holds.starts_on,
        holds_until=holds.ends_on,
        deed=found(loading, "deeds", said.deed, said, "deed"),
        waiver=_waiver(loading, said, commitment, said.waiver),
        successor=found(loading, "commitments", said.successor, said, "successor"),
    )


def _waiver(loading: Loading, item: Section, commitment: Commitment | None, reference: str) -> Waiver | None:
    if commitment is None or not reference:
        return None
    waiver = commitment.waivers.filter(reference=reference).order_by("-decided_on").first()
    if waiver is None:
        loading.doubtful.add(id(item))
        loading.tell(item.spot("waiver"), "unknown", kind="waivers", name=reference, nearest="")
    return waiver


def _needed(loading: Loading, item: DecisionFile, name: str) -> Any:
    value = getattr(item, name)
    if not value:
        loading.doubtful.add(id(item))
        loading.tell(item.spot("effect"), "missing", key=name)
    return value


def _votes(loading: Loading, body: Any, item: DecisionFile) -> list[VoteLine]:
    lines = []
    for one in item.votes:
        seat = seat_of(loading, body, one.seat, one, "seat")
        party = organisation(loading, one.organisation)
        if seat is not None or party is not None:
            lines.append(VoteLine(one.stance.value, seat, party, one.reservation))
    return lines


def load_actions(loading: Loading) -> None:
    """Ask for what is to be done and record what became of it; then adjust the minutes. No file removes an action."""
    now = dump_actions(Dumping(loading.partnership, viewer=loading.by, records=loading.records))
    for pair in loading.pairs("actions", loading.file.actions, now, is_keyed=False):
        if pair.new is not None and not pair.is_same:
            _load_action(loading, pair, pair.new)
    close_meetings(loading)


def _load_action(loading: Loading, pair: Pair[ActionFile], item: ActionFile) -> None:
    body = found(loading, "bodies", item.body, item, "body")
    if body is None:
        return
    cited = f"decisions/{item.body}|{item.decision}"
    decision = loading.find("decisions", cited, item, "decision") if item.decision else None
    meeting = meeting_of(loading, body, item.meeting, item, "meeting") if item.meeting else None
    about = item_of(loading, meeting, item.item, item)
    office = f"organisations/{item.organisation}/offices/{item.office}"
    facts: Any = {
        "title": item.title,
        "organisation": organisation(loading, item.organisation),
        "office": loading.find("offices", office, item, "office") if item.office else None,
        "given_on": item.given_on,
        "due_on": item.due_on,
        "is_sample": item.sample,
    }
    with loading.at(item):
        if pair.now is None:
            loading.records[pair.path] = actions.give_task(body, decision=decision, item=about, by=loading.by, **facts)
        else:
            actions.change_task(loading.records[pair.path], by=loading.by, **facts)
        _carry_on(loading, loading.records[pair.path], body, item, pair.now)


def _carry_on(loading: Loading, task: Task, body: Any, item: ActionFile, now: ActionFile | None) -> None:
    """Bring an action as far as the file says."""
    said = ("state", "done_on", "account", "reported_at")
    if now is not None and all(getattr(item, name) == getattr(now, name) for name in said):
        return
    if task.state != TaskState.OPEN:
        actions.reopen_task(task, by=loading.by)
    if item.state == TaskState.DROPPED:
        actions.drop_task(task, because=item.account, by=loading.by)
    elif item.state == TaskState.DONE:
        actions.carry_out(task, on=item.done_on, account=item.account, by=loading.by)
        at = meeting_of(loading, body, item.reported_at, item, "reported_at") if item.reported_at else None
        if at is not None:
            actions.report_back(task, at=at, by=loading.by)

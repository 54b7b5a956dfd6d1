"""Loading bodies, their seats and when these were held, through the room's actions."""

from collections.abc import Sequence
from typing import Any

from sampakt.governance import actions
from sampakt.governance.models import Body, Seat
from sampakt.governance.transfer.dumping import dump_bodies
from sampakt.governance.transfer.sections import BodyFile, ChairFile, MeetingsFile, QuorumFile, SeatFile
from sampakt.kernel.files import Dumping, Loading, Section, upper_first
from sampakt.organisations.transfer import organisation


def load_bodies(loading: Loading) -> None:
    """Form and change bodies, each after the one it reports to, then their seats and when these were held."""
    told: Sequence[BodyFile] = loading.file.bodies
    now = {
        item.key: item for item in dump_bodies(Dumping(loading.partnership, viewer=loading.by, records=loading.records))
    }
    for item in upper_first(told, lambda one: one.key, lambda one: one.reports_to):
        if item != now.get(item.key):
            _load_body(loading, item, now.get(item.key))
    gone = [pair.now for pair in loading.pairs("bodies", told, list(now.values())) if pair.new is None and pair.now]
    for body in upper_first(gone, lambda one: one.key, lambda one: one.reports_to):
        _remove_body(loading, body)


def _load_body(loading: Loading, item: BodyFile, now: BodyFile | None) -> None:
    path = f"bodies/{item.key}"
    facts = _body_facts(loading, item)
    with loading.at(item):
        if now is None:
            body = actions.form_body(loading.partnership, by=loading.by, key=item.key, **facts)
            loading.records[path] = body
        elif _own(item, "seats") != _own(now, "seats"):
            actions.change_body(loading.records[path], by=loading.by, **facts)
    if path in loading.records:
        _load_seats(loading, loading.records[path], item, now)


def _body_facts(loading: Loading, item: BodyFile) -> Any:
    meetings, chair = item.meetings or MeetingsFile(), item.chair or ChairFile()
    quorum = item.quorum or QuorumFile()
    numbers = {organisation(loading, row.organisation): row.seats for row in item.party_seats}
    turns = [organisation(loading, code) for code in chair.parties]
    return {
        "sort": item.sort.value,
        "name": item.name,
        "task": item.task,
        "limits": item.limits,
        "appointed_by": item.appointed_by,
        "decision_rule": item.decides.value if item.decides else "",
        "meetings_least": meetings.least,
        "meetings_most": meetings.most,
        "meetings_basis": meetings.per.value,
        "quorum": quorum.members,
        "needs_every_party": quorum.every_party,
        "reports_to": _found(loading, "bodies", item.reports_to, item, "reports_to"),
        "agreement": _found(loading, "agreements", item.agreement, item, "agreement"),
        "theme": _found(loading, "themes", item.theme, item, "theme"),
        "balance": item.balance.value if item.balance else "",
        "party_seats": {party: seats for party, seats in numbers.items() if party},
        "turns": [party for party in turns if party],
        "turn_months": chair.months,
        "turns_from": chair.starts_on,
        "deputy_chair_of": organisation(loading, chair.deputy),
        "formed_on": item.formed_on,
        "dissolved_on": item.dissolved_on,
        "audience": item.audience.value,
        "organisation": organisation(loading, item.organisation),
        "is_sample": item.sample,
    }


def _load_seats(loading: Loading, body: Body, item: BodyFile, now: BodyFile | None) -> None:
    before = {seat.key: seat for seat in now.seats} if now else {}
    path = f"bodies/{body.key}/seats"
    for seat in upper_first(item.seats, lambda one: one.key, lambda one: one.deputy_for):
        if seat != before.get(seat.key):
            _load_seat(loading, body, seat, before.get(seat.key))
    for pair in loading.pairs(path, item.seats, list(before.values())):
        if pair.new is None and pair.now is not None:
            _remove_seat(loading, path, pair.now)


def _load_seat(loading: Loading, body: Body, item: SeatFile, now: SeatFile | None) -> None:
    path = f"bodies/{body.key}/seats/{item.key}"
    office = f"organisations/{item.organisation}/offices/{item.office}"
    facts: Any = {
        "position": item.position.value,
        "name": item.name,
        "organisation": organisation(loading, item.organisation),
        "whose": item.whose,
        "office": loading.find("offices", office, item, "office") if item.office else None,
        "theme": _found(loading, "themes", item.theme, item, "theme"),
        "group": item.group or "",
        "deputy_for": _found(loading, f"bodies/{body.key}/seats", item.deputy_for, item, "deputy_for"),
        "starts_on": item.starts_on,
        "ends_on": item.ends_on,
        "is_sample": item.sample,
    }
    with loading.at(item):
        if now is None:
            loading.records[path] = actions.add_seat(body, by=loading.by, key=item.key, **facts)
        elif _own(item, "held") != _own(now, "held"):
            actions.change_seat(loading.records[path], by=loading.by, **facts)
    if path in loading.records:
        _load_held(loading, loading.records[path], path, item, now)


def _load_held(loading: Loading, seat: Seat, path: str, item: SeatFile, now: SeatFile | None) -> None:
    for pair in loading.pairs(f"{path}/held", item.held, now.held if now else [], is_keyed=False):
        if pair.new is None:
            _remove_holding(loading, pair.path)
        elif not pair.is_same:
            days: Any = {
                "starts_on": pair.new.starts_on,
                "ends_on": pair.new.ends_on,
                "is_sample": pair.new.sample,
            }
            with loading.at(pair.new):
                if pair.now is None:
                    loading.records[pair.path] = actions.fill_seat(seat, person=None, by=loading.by, **days)
                else:
                    actions.change_holding(loading.records[pair.path], by=loading.by, **days)


def _remove_body(loading: Loading, item: BodyFile) -> None:
    path = f"bodies/{item.key}"

    def act() -> None:
        with loading.at(None, path):
            actions.remove_body(loading.records[path], by=loading.by)

    loading.last(act)
    for seat in upper_first(item.seats, lambda one: one.key, lambda one: one.deputy_for):
        _remove_seat(loading, f"{path}/seats", seat)


def _remove_seat(loading: Loading, within: str, item: SeatFile) -> None:
    path = f"{within}/{item.key}"

    def act() -> None:
        with loading.at(None, path):
            actions.remove_seat(loading.records[path], by=loading.by)

    loading.last(act)
    for held in item.held:
        _remove_holding(loading, f"{path}/held/{held.identity}")


def _remove_holding(loading: Loading, path: str) -> None:
    def act() -> None:
        with loading.at(None, path):
            actions.remove_holding(loading.records[path], by=loading.by)

    loading.last(act)


def _found(loading: Loading, kind: str, key: str | None, item: Section, field: str) -> Any:
    return loading.find(kind.rpartition("/")[2], f"{kind}/{key}", item, field) if key else None


def _own(item: Section, without: str) -> dict[str, Any]:
    return {name: value for name, value in item.__dict__.items() if name != without}

"""What of the bodies is a pattern for others: their mandate, seats and chair, not who sat there."""

from collections.abc import Sequence

from sampakt.governance.transfer.sections import BodyFile, ChairFile, PartySeatsFile, SeatFile
from sampakt.kernel.files import Plan


def patterned_bodies(bodies: Sequence[BodyFile], plan: Plan) -> list[BodyFile]:
    """The bodies of the agreements that are kept, or of none, with the seats of those who take the parties' places."""
    kept = {
        one.key: one
        for one in bodies
        if not one.sample
        and one.dissolved_on is None
        and (one.agreement is None or f"agreements/{one.agreement}" in plan.kept)
    }
    plan.kept |= {f"bodies/{key}" for key in kept}
    return [_body(one, plan) for one in kept.values()]


def _body(one: BodyFile, plan: Plan) -> BodyFile:
    return BodyFile(
        key=one.key,
        sort=one.sort,
        name=plan.words(one.name),
        task=plan.words(one.task),
        limits=plan.words(one.limits),
        appointed_by=plan.words(one.appointed_by),
        decides=one.decides,
        meetings=one.meetings,
        quorum=one.quorum,
        reports_to=one.reports_to if f"bodies/{one.reports_to}" in plan.kept else None,
        agreement=one.agreement,
        theme=one.theme if f"themes/{one.theme}" in plan.kept else None,
        balance=one.balance,
        party_seats=[
            PartySeatsFile(organisation=plan.replaced[row.organisation], seats=row.seats)
            for row in one.party_seats
            if row.organisation in plan.replaced
        ],
        chair=_chair(one.chair, plan),
        seats=_seats(one.seats, plan),
    )


def _chair(chair: ChairFile | None, plan: Plan) -> ChairFile | None:
    """The chair of the new parties; without turns when a place in them is empty."""
    if chair is None:
        return None
    parties = [plan.replaced[code] for code in chair.parties if code in plan.replaced]
    alternates = len(parties) == len(chair.parties) > 1
    return ChairFile(
        parties=parties if alternates else parties[:1],
        months=chair.months if alternates else None,
        starts_on=(plan.moved(chair.starts_on) or plan.first_day) if alternates else None,
        deputy=plan.replaced.get(chair.deputy or ""),
    )


def _seats(seats: Sequence[SeatFile], plan: Plan) -> list[SeatFile]:
    kept = [one for one in seats if one.ends_on is None and (not one.organisation or one.organisation in plan.replaced)]
    keys = {one.key for one in kept}
    return [
        SeatFile(
            key=one.key,
            position=one.position,
            name=plan.words(one.name),
            organisation=plan.replaced.get(one.organisation or ""),
            whose=plan.words(one.whose),
            theme=one.theme if f"themes/{one.theme}" in plan.kept else None,
            group=one.group,
            deputy_for=one.deputy_for if one.deputy_for in keys else None,
        )
        for one in kept
    ]

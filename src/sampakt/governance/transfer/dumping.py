"""Telling bodies as a file does. Five queries, however many there are."""

from sampakt.commitments.terms import Basis
from sampakt.governance.models import Body, Holding, Seat
from sampakt.governance.terms import Balance, BodySort, DecisionRule, Position
from sampakt.governance.transfer.sections import (
    BodyFile,
    ChairFile,
    HoldingFile,
    MeetingsFile,
    PartySeatsFile,
    QuorumFile,
    SeatFile,
)
from sampakt.kernel.files import Dumping
from sampakt.kernel.terms import Audience
from sampakt.organisations.access import may_see_shared


def dump_bodies(dumping: Dumping) -> list[BodyFile]:
    """The bodies as far as the viewer sees them; those for named people stay where they are."""
    seen = Body.objects.visible_to(dumping.viewer).in_space(dumping.partnership.pk).exclude(audience=Audience.NAMED)
    related = ("organisation", "agreement", "theme", "reports_to", "deputy_chair_of")
    parties = ("party_seats__organisation", "turns__organisation")
    found = list(seen.select_related(*related).prefetch_related(*parties).order_by("pk"))
    telling = _Telling(dumping, found)
    return dumping.kept("bodies", [(telling.body(one), one) for one in found])


class _Telling:
    """The rows of some bodies, each sort read once."""

    def __init__(self, dumping: Dumping, found: list[Body]) -> None:
        self.dumping = dumping
        self.keys = {one.key for one in found}
        self.seats: dict[int, list[Seat]] = {one.pk: [] for one in found}
        related = ("organisation", "office__organisation", "theme", "deputy_for")
        for seat in Seat.objects.filter(body__in=found).select_related(*related).order_by("pk"):
            self.seats[seat.body_id].append(seat)
        self.held: dict[int, list[Holding]] = {seat.pk: [] for seats in self.seats.values() for seat in seats}
        for held in Holding.objects.visible_to(dumping.viewer).filter(seat__body__in=found):
            self.held[held.seat_id].append(held)

    def body(self, one: Body) -> BodyFile:
        """One body with its seats."""
        dumping, path = self.dumping, f"bodies/{one.key}"
        told = one.agreement is not None and may_see_shared(dumping.viewer, one.agreement)
        return BodyFile(
            key=one.key,
            sort=BodySort(one.sort),
            name=one.name,
            task=one.task,
            limits=one.limits,
            appointed_by=one.appointed_by,
            decides=DecisionRule(one.decision_rule) if one.decision_rule else None,
            meetings=_meetings(one),
            quorum=_quorum(one),
            reports_to=one.reports_to.key if one.reports_to and one.reports_to.key in self.keys else None,
            agreement=one.agreement.key if one.agreement and told else None,
            theme=one.theme.key if one.theme else None,
            balance=Balance(one.balance) if one.balance else None,
            party_seats=[
                PartySeatsFile(organisation=dumping.mention_organisation(row.organisation), seats=row.seats)
                for row in one.party_seats.all()
            ],
            chair=self._chair(one),
            formed_on=one.formed_on,
            dissolved_on=one.dissolved_on,
            audience=Audience(one.audience),
            organisation=dumping.mention_organisation(one.organisation),
            sample=one.is_sample,
            seats=dumping.kept(f"{path}/seats", [(self._seat(path, seat), seat) for seat in self.seats[one.pk]]),
        )

    def _chair(self, one: Body) -> ChairFile | None:
        mention = self.dumping.mention_organisation
        chair = ChairFile(
            parties=[mention(turn.organisation) for turn in one.turns.all()],
            months=one.turn_months,
            starts_on=one.turns_from,
            deputy=mention(one.deputy_chair_of),
        )
        return None if chair == ChairFile() else chair

    def _seat(self, path: str, one: Seat) -> SeatFile:
        held = [
            (HoldingFile(starts_on=row.starts_on, ends_on=row.ends_on, sample=row.is_sample), row)
            for row in self.held[one.pk]
        ]
        office = one.office
        return SeatFile(
            key=one.key,
            position=Position(one.position),
            name=one.name,
            organisation=self.dumping.mention_organisation(one.organisation),
            whose=one.whose,
            office=self.dumping.mention("offices", office.organisation.code, office.key) if office else None,
            theme=one.theme.key if one.theme else None,
            group=one.group or None,
            deputy_for=one.deputy_for.key if one.deputy_for else None,
            starts_on=one.starts_on,
            ends_on=one.ends_on,
            sample=one.is_sample,
            held=self.dumping.kept(f"{path}/seats/{one.key}/held", held),
        )


def _meetings(one: Body) -> MeetingsFile | None:
    meetings = MeetingsFile(least=one.meetings_least, most=one.meetings_most, per=Basis(one.meetings_basis))
    return None if meetings == MeetingsFile() else meetings


def _quorum(one: Body) -> QuorumFile | None:
    quorum = QuorumFile(members=one.quorum, every_party=one.needs_every_party)
    return None if quorum == QuorumFile() else quorum

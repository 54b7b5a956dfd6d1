"""Telling meetings, decisions and actions as a file does. What only members may read stays where it is."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, time
from typing import Any

from sampakt.commitments.access import may_see_commitment
from sampakt.commitments.models import Commitment
from sampakt.governance.models import (
    Attendance,
    Body,
    Correction,
    Decision,
    Item,
    ItemPaper,
    Meeting,
    Recusal,
    Seat,
    SignedMinutes,
    Task,
    Vote,
)
from sampakt.governance.queries.intents import Intended, intended_of
from sampakt.governance.terms import (
    HELD,
    OF_A_COMMITMENT,
    Conclusion,
    DecisionOutcome,
    Effect,
    ItemSort,
    MeetingState,
    Presence,
    Stance,
    TaskState,
)
from sampakt.governance.transfer.records import (
    ActionFile,
    AttendanceFile,
    CorrectionFile,
    DaysFile,
    DecisionFile,
    IntendsFile,
    ItemFile,
    MaterialFile,
    MeetingFile,
    RecusalFile,
    SignedFile,
    SignedSeatFile,
    VoteFile,
)
from sampakt.governance.transfer.sections import QuorumFile
from sampakt.kernel.files import Dumping
from sampakt.kernel.terms import Audience
from sampakt.kernel.text import Text
from sampakt.organisations.access import may_see_shared
from sampakt.papers.transfer import known_key

ABOUT = ("agreement", "theme", "commitment__agreement")


def dump_meetings(dumping: Dumping) -> list[MeetingFile]:
    """The meetings of the bodies that the file tells of. Nine queries, however many there are."""
    seen = Meeting.objects.visible_to(dumping.viewer).filter(body__in=told_bodies(dumping))
    found = list(seen.select_related("body", "minutes__space").order_by("day", "pk"))
    telling = _Meetings(dumping, found)
    return dumping.kept("meetings", [(telling.meeting(one), one) for one in found])


def dump_decisions(dumping: Dumping) -> list[DecisionFile]:
    """What the bodies decided. Eight queries at most, however many there are."""
    seen = Decision.objects.visible_to(dumping.viewer).filter(body__in=told_bodies(dumping), is_restricted=False)
    related = ("body", "meeting", "item", "document__space", "supersedes", "deed__space", "waiver", *ABOUT)
    found = list(seen.select_related(*related).order_by("decided_on", "body", "number"))
    votes: dict[int, list[Vote]] = defaultdict(list)
    for vote in (
        Vote.objects.visible_to(dumping.viewer).filter(decision__in=found).select_related("seat", "organisation")
    ):
        votes[vote.decision_id].append(vote)
    places = _places(one.meeting_id for one in found if one.item_id is not None)
    waiting = intended_of(found)
    told = [(_decision(dumping, one, votes[one.pk], places, waiting.get(one.pk)), one) for one in found]
    return dumping.kept("decisions", told)


def dump_actions(dumping: Dumping) -> list[ActionFile]:
    """What the bodies asked for. Four queries, however many there are."""
    seen = Task.objects.visible_to(dumping.viewer).filter(body__in=told_bodies(dumping), is_restricted=False)
    related = (
        *("body", "decision", "item__meeting", "organisation", "office__organisation"),
        *("person__organisation", "reported_at"),
    )
    found = list(seen.select_related(*related).order_by("given_on", "pk"))
    places = _places(one.item.meeting_id for one in found if one.item is not None)
    return dumping.kept("actions", [(_action(dumping, one, places), one) for one in found])


def restricted_in_meetings(dumping: Dumping) -> dict[str, int]:
    """How much of meetings only those who sit in their bodies may read, which no file tells. Three queries."""
    items = Item.objects.filter(meeting__body__in=told_bodies(dumping), is_restricted=True)
    return {
        "items": items.count(),
        "material": ItemPaper.objects.filter(item__in=items.order_by()).count(),
        "corrections": Correction.objects.filter(item__in=items.order_by()).count(),
    }


def restricted_decisions(dumping: Dumping) -> dict[str, int]:
    """How many decisions only those who sit in their bodies may read. One query."""
    return {"decisions": Decision.objects.filter(body__in=told_bodies(dumping), is_restricted=True).count()}


def restricted_actions(dumping: Dumping) -> dict[str, int]:
    """How many actions only those who sit in their bodies may read. One query."""
    return {"actions": Task.objects.filter(body__in=told_bodies(dumping), is_restricted=True).count()}


def told_bodies(dumping: Dumping) -> Any:
    """The bodies that the file tells of: those for named people stay where they are."""
    seen = Body.objects.visible_to(dumping.viewer).in_space(dumping.partnership.pk)
    return seen.exclude(audience=Audience.NAMED).order_by()


class _Meetings:
    """The rows of some meetings, each sort read once."""

    def __init__(self, dumping: Dumping, found: list[Meeting]) -> None:
        self.dumping = dumping
        viewer = dumping.viewer
        self.attendance: dict[int, list[Attendance]] = defaultdict(list)
        rows = Attendance.objects.visible_to(viewer).filter(meeting__in=found)
        for row in rows.select_related("seat", "stands_in_for").order_by("pk"):
            self.attendance[row.meeting_id].append(row)
        self.items: dict[int, list[Item]] = defaultdict(list)
        items = Item.objects.visible_to(viewer).filter(meeting__in=found, is_restricted=False)
        for item in items.select_related("from_body", *ABOUT).order_by("place", "pk"):
            self.items[item.meeting_id].append(item)
        told = [item.pk for items in self.items.values() for item in items]
        self.material: dict[int, list[ItemPaper]] = defaultdict(list)
        for paper in ItemPaper.objects.filter(item__in=told).select_related("document__space", "prepared_by"):
            self.material[paper.item_id].append(paper)
        self.recusals: dict[int, list[Recusal]] = defaultdict(list)
        for recusal in Recusal.objects.filter(item__in=told).select_related("seat").order_by("pk"):
            self.recusals[recusal.item_id].append(recusal)
        self.corrections: dict[int, list[Correction]] = defaultdict(list)
        for correction in Correction.objects.visible_to(viewer).filter(meeting__in=found):
            self.corrections[correction.meeting_id].append(correction)
        self.signed = dict(SignedMinutes.objects.filter(meeting__in=found).values_list("meeting_id", "said"))
        self.seats = {seat.pk: seat for seat in Seat.objects.filter(body__in={one.body_id for one in found})}

    def meeting(self, one: Meeting) -> MeetingFile:
        """One meeting with what belongs to it."""
        path = f"meetings/{one.body.key}|{one.day}"
        items = self.items[one.pk]
        places = {item.pk: place for place, item in enumerate(items, 1)}
        return MeetingFile(
            body=one.body.key,
            day=one.day,
            begins_at=_clock(one.begins_at),
            ends_at=_clock(one.ends_at),
            place=one.place,
            link=one.link,
            state=_state(one.state),
            called_on=one.called_on,
            cancelled_because=one.cancelled_because,
            minutes=known_key(one.minutes, self.dumping),
            adjusted_on=one.adjusted_on,
            signed=self._signed(one),
            sample=one.is_sample,
            attendance=[_attendance(row) for row in self.attendance[one.pk]],
            items=self.dumping.kept(f"{path}/items", [(self._item(item), item) for item in items]),
            corrections=self.dumping.kept(
                f"{path}/corrections",
                [
                    (CorrectionFile(made_on=row.made_on, words=row.words, item=places.get(row.item_id or 0)), row)
                    for row in self.corrections[one.pk]
                    if row.item_id is None or row.item_id in places
                ],
            ),
        )

    def _signed(self, one: Meeting) -> SignedFile | None:
        """What the signed minutes say otherwise than their body and its seats do now."""
        said, body = self.signed.get(one.pk), one.body
        if said is None:
            return None
        records = said["records"]
        told = records[f"body/{body.pk}"]
        name = Text.of(told["name"])
        quorum = QuorumFile(members=told["quorum"], every_party=told["needs_every_party"])
        is_same = (quorum.members, quorum.every_party) == (body.quorum, body.needs_every_party)
        signed = SignedFile(
            name=name if name != body.name else Text(),
            quorum=None if is_same else quorum,
            seats=[
                SignedSeatFile(seat=seat.key, name=called)
                for seat in self.seats.values()
                if (kept := records.get(f"seat/{seat.pk}")) is not None
                and (called := Text.of(kept["name"])) != seat.name
                and called
            ],
        )
        return signed if signed != SignedFile() else None

    def _item(self, one: Item) -> ItemFile:
        dumping = self.dumping
        papers = [(paper, known_key(paper.document, dumping)) for paper in self.material[one.pk]]
        return ItemFile(
            sort=ItemSort(one.sort),
            title=one.title,
            background=one.background,
            minutes=one.minutes,
            conclusion=Conclusion(one.conclusion) if one.conclusion else None,
            **_about(dumping, one),
            from_body=_body_key(dumping, one.from_body),
            material=[
                MaterialFile(document=key, prepared_by=_body_key(dumping, paper.prepared_by))
                for paper, key in papers
                if key is not None
            ],
            recusals=[RecusalFile(seat=row.seat.key, reason=row.reason) for row in self.recusals[one.pk]],
        )


def _state(state: str) -> Any:
    """How far a meeting has come, as files tell it; the days say whether it was called and its minutes adjusted."""
    if state in HELD:
        return MeetingState.HELD
    return MeetingState.CANCELLED if state == MeetingState.CANCELLED else MeetingState.PLANNED


def _clock(at: time | None) -> str | None:
    return at.strftime("%H:%M") if at else None


def _attendance(row: Attendance) -> AttendanceFile:
    return AttendanceFile(
        seat=row.seat.key,
        presence=Presence(row.presence),
        stands_in_for=row.stands_in_for.key if row.stands_in_for else None,
        adjuster=row.is_adjuster,
    )


def _about(dumping: Dumping, one: Item | Decision) -> dict[str, Any]:
    agreement, commitment = one.agreement, one.commitment
    is_told = agreement is not None and agreement.audience != Audience.NAMED
    return {
        "agreement": agreement.key if agreement and is_told and may_see_shared(dumping.viewer, agreement) else None,
        "commitment": commitment.reference if commitment and _is_told(dumping, commitment) else None,
        "theme": one.theme.key if one.theme else None,
    }


def _is_told(dumping: Dumping, commitment: Commitment) -> bool:
    audiences = {commitment.audience, commitment.agreement.audience}
    return Audience.NAMED not in audiences and may_see_commitment(dumping.viewer, commitment)


def _body_key(dumping: Dumping, body: Body | None) -> str | None:
    if body is None or body.audience == Audience.NAMED or not may_see_shared(dumping.viewer, body):
        return None
    return body.key


def _places(meetings: Iterable[int | None]) -> dict[int, int]:
    """The number that a file gives each item: its place among those that are not restricted. One query."""
    found: dict[int, int] = {}
    counted: dict[int, int] = defaultdict(int)
    items = Item.objects.filter(meeting__in=set(meetings), is_restricted=False).order_by("meeting", "place", "pk")
    for pk, meeting in items.values_list("pk", "meeting_id"):
        counted[meeting] += 1
        found[pk] = counted[meeting]
    return found


def _decision(
    dumping: Dumping, one: Decision, votes: list[Vote], places: dict[int, int], waiting: Intended | None
) -> DecisionFile:
    deed, before = one.deed, one.supersedes
    is_told = deed is not None and deed.audience != Audience.NAMED and may_see_shared(dumping.viewer, deed)
    about = _about(dumping, one)
    return DecisionFile(
        body=one.body.key,
        number=one.number,
        year=one.year if one.year != one.decided_on.year else None,
        decided_on=one.decided_on,
        meeting=one.meeting_id is not None,
        item=places.get(one.item_id) if one.item_id else None,
        title=one.title,
        words=one.words,
        outcome=DecisionOutcome(one.outcome),
        effect=Effect(one.effect) if one.effect else None,
        deed=deed.key if deed and is_told else None,
        waiver=one.waiver.reference if one.waiver and about["commitment"] else "",
        intends=_intends(dumping, one, waiting) if waiting else None,
        **about,
        document=known_key(one.document, dumping),
        supersedes=f"{before.number}/{before.year}" if before and not before.is_restricted else None,
        approved_on=one.approved_on if one.meeting_id is None else None,
        sample=one.is_sample,
        votes=[
            VoteFile(
                seat=vote.seat.key if vote.seat else None,
                organisation=dumping.mention_organisation(vote.organisation),
                stance=Stance(vote.stance),
                reservation=vote.reservation,
            )
            for vote in votes
        ],
    )


def _intends(dumping: Dumping, one: Decision, waiting: Intended) -> IntendsFile:
    said, deed, successor = waiting.said, waiting.deed, waiting.successor
    is_told = deed is not None and deed.audience != Audience.NAMED and may_see_shared(dumping.viewer, deed)
    if one.effect in OF_A_COMMITMENT and one.commitment is not None and not _is_told(dumping, one.commitment):
        return IntendsFile()
    return IntendsFile(
        type=said.type or None,
        covers=_stretch(said.covers_from, said.covers_until),
        instead=said.instead,
        holds=_stretch(said.holds_from, said.holds_until),
        deed=deed.key if deed and is_told else None,
        waiver=waiting.waiver.reference if waiting.waiver else "",
        successor=successor.reference if successor and _is_told(dumping, successor) else None,
    )


def _stretch(start: date | None, end: date | None) -> DaysFile | None:
    return DaysFile(starts_on=start, ends_on=end) if start or end else None


def _action(dumping: Dumping, one: Task, places: dict[int, int]) -> ActionFile:
    decision, item, office = one.decision, one.item, one.office
    owner = one.organisation or (office.organisation if office else one.person.organisation if one.person else None)
    is_cited = decision is not None and not decision.is_restricted
    return ActionFile(
        body=one.body.key,
        given_on=one.given_on,
        title=one.title,
        decision=f"{decision.number}/{decision.year}" if decision and is_cited else None,
        meeting=item.meeting.day if item and not is_cited and item.pk in places else None,
        item=places.get(item.pk) if item and not is_cited else None,
        organisation=dumping.mention_organisation(owner),
        office=dumping.mention("offices", office.organisation.code, office.key) if office else None,
        due_on=one.due_on,
        state=TaskState(one.state),
        done_on=one.done_on,
        account=one.account,
        reported_at=one.reported_at.day if one.reported_at else None,
        sample=one.is_sample,
    )

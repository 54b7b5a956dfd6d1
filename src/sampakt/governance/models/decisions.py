"""What a body decided, how its members stood, what is to be done, and what is proposed for it to take up."""

from collections.abc import Collection
from datetime import date
from functools import reduce
from operator import or_
from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sampakt.agreements.models import Agreement, Theme
from sampakt.commitments.models import Commitment, Deed, Waiver
from sampakt.governance.access import decision_seen_by, of_decision_seen_by, proposal_seen_by, task_seen_by
from sampakt.governance.models.bodies import Body
from sampakt.governance.models.meetings import Item, Meeting
from sampakt.governance.models.seats import Seat
from sampakt.governance.rules.decisions import cited
from sampakt.governance.terms import (
    OF_A_COMMITMENT,
    DecisionOutcome,
    DecisionRule,
    Effect,
    ProposalState,
    Stance,
    TaskState,
)
from sampakt.kernel.alphabet import words_sought
from sampakt.kernel.codes import new_code
from sampakt.kernel.models import FoundInIndex, Record, manager_of
from sampakt.kernel.text import MultilingualField
from sampakt.kernel.viewer import Viewer
from sampakt.organisations.models import Office, Organisation, Person, User
from sampakt.papers.models import Document


class DecisionQuerySet(models.QuerySet["Decision"]):
    """Decisions."""

    def having(self, words: str, *, spaces: Collection[int] = ()) -> Self:
        """Those whose words hold every word sought, as ``having_words``, or that have the number which is sought.

        Every body has its § 4: a number is looked for in ``spaces``, if any are named.
        """
        return self.filter(reduce(or_, Decision.ways_to_find_cited(words, spaces)))

    def having_in_parts(self, words: str, *, spaces: Collection[int] = ()) -> list[Self]:
        """The same in parts, which are shorter to ask than all at once. A decision may stand in two."""
        return [self.filter(way) for way in Decision.ways_to_find_cited(words, spaces)]

    def visible_to(self, viewer: Viewer) -> Self:
        """Those of the bodies that the viewer sees; outside the partnership only approved ones."""
        return self.filter(decision_seen_by(viewer))

    def in_force_on(self, day: date) -> Self:
        """Those taken by that day that no later one taken by then supersedes."""
        later = Decision.objects.superseding().filter(supersedes=models.OuterRef("pk"), decided_on__lte=day)
        return self.settled().filter(~models.Exists(later), decided_on__lte=day)

    def settled(self) -> Self:
        """Those taken: at a meeting, unless their effect waits for its minutes, or approved since."""
        is_settled = models.Q(meeting__isnull=False, intends__isnull=True) | models.Q(approved_on__isnull=False)
        return self.filter(is_settled, outcome=DecisionOutcome.TAKEN)

    def superseding(self) -> Self:
        """Those that put an earlier one out of force: an approved one only once they are approved themselves."""
        may = models.Q(approved_on__isnull=False) | models.Q(supersedes__approved_on__isnull=True)
        return self.settled().filter(may, supersedes__isnull=False)


class Decision(Record, FoundInIndex):
    """What a body decided on a day, with its ``number`` in the ``year``: "§ 4/2025".

    Approved with the minutes it stands in, then never changed: a later decision ``supersedes`` it. ``effect`` says what
    it brings about; ``deed`` and ``waiver`` are the records that it made. One taken between meetings brings about
    nothing before it is approved, one at a meeting nothing in a promise: until then ``intends`` keeps what was said
    of that. ``recorded_by`` is whoever last said what now stands.
    """

    found_by = ("title", "words")

    body = models.ForeignKey(Body, models.PROTECT, related_name="decisions")
    code = models.CharField(max_length=8, unique=True, default=new_code, editable=False)
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, null=True, blank=True, related_name="decisions", verbose_name=_("meeting")
    )
    item = models.ForeignKey(
        Item, models.PROTECT, null=True, blank=True, related_name="decisions", verbose_name=_("agenda item")
    )
    year = models.PositiveSmallIntegerField(_("year"))
    number = models.PositiveSmallIntegerField(_("number"))
    decided_on = models.DateField(_("decided"))
    title = MultilingualField(pgettext_lazy("of a decision", "about"))
    words = MultilingualField(_("decision"), blank=True)
    outcome = models.CharField(_("outcome"), max_length=20, choices=DecisionOutcome, default=DecisionOutcome.TAKEN)
    rule = models.CharField(_("how it was decided"), max_length=10, choices=DecisionRule, blank=True)
    effect = models.CharField(_("what it brings about"), max_length=20, choices=Effect, blank=True)
    agreement = models.ForeignKey(
        Agreement, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("about the agreement")
    )
    commitment = models.ForeignKey(
        Commitment, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("about the commitment")
    )
    theme = models.ForeignKey(
        Theme, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("about the theme")
    )
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("document")
    )
    supersedes = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="superseded_by", verbose_name=_("supersedes")
    )
    deed = models.ForeignKey(Deed, models.PROTECT, null=True, blank=True, related_name="+", editable=False)
    waiver = models.ForeignKey(Waiver, models.PROTECT, null=True, blank=True, related_name="+", editable=False)
    intends = models.JSONField(_("to be brought about once approved"), null=True, blank=True, editable=False)
    is_restricted = models.BooleanField(_("only for those who sit in the body"), default=False)
    approved_on = models.DateField(pgettext_lazy("of a decision", "approved"), null=True, blank=True)
    recorded_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+", editable=False)
    is_sample = models.BooleanField(_("sample data"), default=False)

    objects: ClassVar[DecisionQuerySet] = manager_of(DecisionQuerySet)

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ("-decided_on", "-number")
        indexes = (
            models.Index(fields=["body", "-decided_on"], name="decisions_of_a_body"),
            # Each holds all that a search asks, so that it reads the index and not the decisions: those of some bodies,
            # and those of all in their order, from which the first are taken.
            models.Index(
                fields=["body", "head", "is_restricted", "approved_on", "year", "number"], name="decisions_sought"
            ),
            models.Index(
                fields=["-decided_on", "-number", "-id", "body", "head", "is_restricted", "approved_on", "year"],
                name="decisions_sought_in_order",
            ),
            models.Index(fields=["id"], condition=models.Q(is_longer=True), name="decisions_with_more_words"),
        )
        constraints = (
            models.UniqueConstraint(fields=["body", "year", "number"], name="decision_has_its_own_number"),
            models.CheckConstraint(
                condition=models.Q(supersedes=None) | ~models.Q(supersedes=models.F("pk")),
                name="decision_supersedes_another",
            ),
        )

    def __str__(self) -> str:
        return f"§ {self.number}/{self.year} {self.title}"

    @property
    def waits(self) -> bool:
        """Whether what it brings about comes once it is approved: a promise is set aside or changed by nobody alone."""
        return self.approved_on is None and (self.meeting_id is None or self.effect in OF_A_COMMITMENT)

    @property
    def is_for_two(self) -> bool:
        """Whether nobody approves it who recorded it, not even a chair: it changes what others have agreed to."""
        if self.outcome != DecisionOutcome.TAKEN:
            return False
        earlier = self.supersedes
        return self.effect in OF_A_COMMITMENT or (earlier is not None and earlier.approved_on is not None)

    def get_absolute_url(self) -> str:
        return f"/decisions/{self.code}/"

    @classmethod
    def ways_to_find_cited(cls, words: str, spaces: Collection[int]) -> tuple[models.Q, ...]:
        """As ``ways_to_find``, and by the number in its year where one is cited."""
        ways = cls.ways_to_find(words)
        number = cited(" ".join(words_sought(words)))
        if number is None:
            return ways
        numbered = models.Q(number=number.number)
        if number.year is not None:
            numbered &= models.Q(year=number.year)
        if spaces:
            numbered &= models.Q(body__in=Body.objects.filter(space__in=spaces).values("pk"))
        return (numbered, *ways) if number.is_sure else (numbered,)


class VoteQuerySet(models.QuerySet["Vote"]):
    """How members stood."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Those to decisions that the viewer sees, in partnerships that they take part in."""
        return self.filter(of_decision_seen_by(viewer))


class Vote(models.Model):
    """How a member, or a party as one, stood to a decision, and the reservation if there was one."""

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="votes")
    seat = models.ForeignKey(Seat, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("seat"))
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("party")
    )
    stance = models.CharField(pgettext_lazy("on a decision", "position"), max_length=10, choices=Stance)
    reservation = MultilingualField(_("reservation"), blank=True)

    objects: ClassVar[VoteQuerySet] = manager_of(VoteQuerySet)

    class Meta:
        verbose_name = pgettext_lazy("on a decision", "position")
        verbose_name_plural = _("positions")
        ordering = ("decision", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["decision", "seat"], condition=models.Q(seat__isnull=False), name="seat_votes_once"
            ),
            models.UniqueConstraint(
                fields=["decision", "organisation"],
                condition=models.Q(organisation__isnull=False),
                name="party_votes_once",
            ),
            models.CheckConstraint(
                condition=models.Q(seat=None, organisation__isnull=False)
                | models.Q(seat__isnull=False, organisation=None),
                name="vote_is_a_member_s_or_a_party_s",
            ),
        )

    def __str__(self) -> str:
        return f"{self.seat or self.organisation}: {self.get_stance_display()}"


class TaskQuerySet(models.QuerySet["Task"]):
    """Actions to do."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Those of the bodies that the viewer sees, in partnerships that they take part in."""
        return self.filter(task_seen_by(viewer))

    def unreported(self) -> Self:
        """Those carried out that have not been reported back to their body."""
        return self.filter(state=TaskState.DONE, reported_at=None)


class Task(Record):
    """Something that a body asked somebody to do by a day: an action, carried out, then reported back to the body."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="tasks")
    code = models.CharField(max_length=8, unique=True, default=new_code, editable=False)
    decision = models.ForeignKey(
        Decision, models.PROTECT, null=True, blank=True, related_name="tasks", verbose_name=_("by the decision")
    )
    item = models.ForeignKey(
        Item, models.PROTECT, null=True, blank=True, related_name="tasks", verbose_name=_("from the agenda item")
    )
    title = MultilingualField(_("what is to be done"))
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("by the party")
    )
    office = models.ForeignKey(
        Office, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("by the holder of the office")
    )
    person = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("by the person")
    )
    given_on = models.DateField(_("given"))
    due_on = models.DateField(_("due"), null=True, blank=True)
    state = models.CharField(_("how far it has come"), max_length=10, choices=TaskState, default=TaskState.OPEN)
    done_on = models.DateField(_("carried out"), null=True, blank=True)
    account = MultilingualField(_("what was done"), blank=True)
    reported_at = models.ForeignKey(
        Meeting, models.PROTECT, null=True, blank=True, related_name="reports", verbose_name=_("reported at")
    )
    is_restricted = models.BooleanField(_("only for those who sit in the body"), default=False)
    is_sample = models.BooleanField(_("sample data"), default=False)

    # In minutes that are locked an action says what was signed; where it was given on to others since, this says so.
    changed_to: "Task | None" = None

    objects: ClassVar[TaskQuerySet] = manager_of(TaskQuerySet)

    class Meta:
        verbose_name = _("action to do")
        verbose_name_plural = _("actions to do")
        ordering = ("due_on", "id")
        indexes = (models.Index(fields=["body", "state", "due_on"], name="tasks_of_a_body"),)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(state=TaskState.OPEN, done_on=None)
                | models.Q(state=TaskState.DONE, done_on__isnull=False)
                | models.Q(state=TaskState.DROPPED),
                name="task_done_says_when",
                violation_error_message=_("Say on which day it was carried out."),
            ),
        )

    def __str__(self) -> str:
        return str(self.title)

    def get_absolute_url(self) -> str:
        return f"/actions/{self.code}/"


class ProposalQuerySet(models.QuerySet["Proposal"]):
    """Proposals to bodies."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Those to bodies that the viewer sees, in partnerships that they take part in."""
        return self.filter(proposal_seen_by(viewer))


class Proposal(Record):
    """Something that somebody wants a body to take up. The chair schedules it as an item, or answers why not."""

    body = models.ForeignKey(Body, models.CASCADE, related_name="proposals")
    title = MultilingualField(_("what should be taken up"))
    reason = MultilingualField(_("why"), blank=True)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("on behalf of")
    )
    proposed_on = models.DateField(_("proposed"))
    proposed_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    state = models.CharField(
        _("how far it has come"), max_length=10, choices=ProposalState, default=ProposalState.WAITING
    )
    answer = MultilingualField(_("answer"), blank=True)
    item = models.ForeignKey(
        Item, models.SET_NULL, null=True, blank=True, related_name="proposals", verbose_name=_("agenda item")
    )

    objects: ClassVar[ProposalQuerySet] = manager_of(ProposalQuerySet)

    class Meta:
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")
        ordering = ("proposed_on", "id")

    def __str__(self) -> str:
        return str(self.title)

    def get_absolute_url(self) -> str:
        return f"{self.body.get_absolute_url()}proposals/"


class FeedQuerySet(models.QuerySet["Feed"]):
    """Addresses of calendars."""

    def visible_to(self, viewer: Viewer) -> Self:
        """One's own."""
        return self.filter(user_id=viewer.user_id) if viewer.is_known else self.none()


class Feed(models.Model):
    """The secret address at which somebody's calendar programme reads the meetings that they see."""

    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    body = models.ForeignKey(Body, models.CASCADE, null=True, blank=True, related_name="+")
    key = models.CharField(max_length=64, unique=True)
    opened_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[FeedQuerySet] = manager_of(FeedQuerySet)

    class Meta:
        verbose_name = _("calendar address")
        constraints = (
            models.UniqueConstraint(
                fields=["user", "body"], condition=models.Q(body__isnull=False), name="feed_of_a_body_is_opened_once"
            ),
            models.UniqueConstraint(
                fields=["user"], condition=models.Q(body=None), name="feed_of_a_person_is_opened_once"
            ),
        )

    def __str__(self) -> str:
        return f"calendar {self.pk}"

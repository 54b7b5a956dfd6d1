"""What needs somebody: promises, evidence to approve, questions, disputes, agreements that run out, work in bodies."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from django.db.models import Case, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery, TextField, Value, When
from django.db.models.fields.json import KT
from django.db.models.functions import Cast
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from sampakt.agreements.models import Agreement, ContentItem, DecisionStep, Partnership, Party, Watch
from sampakt.agreements.queries import AgreementLine, reckoned_for
from sampakt.agreements.terms import BY_SIGNING, RenewalKind, Topic, TopicState
from sampakt.commitments.models import Commitment, Confirmation, Statement, StoredAssessment
from sampakt.commitments.queries.ends import owes
from sampakt.commitments.queries.pages import continuations
from sampakt.commitments.queries.registry import all_kinds
from sampakt.commitments.queries.review import said_why, waiting_for
from sampakt.commitments.rules.stale import ASKED_AHEAD
from sampakt.commitments.terms import NEEDS_SOMEBODY, Check, EvidenceState, Family, Status
from sampakt.desk.queries.coming import AHEAD
from sampakt.desk.queries.coming import DAYS_SHOWN as DATES_SHOWN
from sampakt.desk.queries.governing import in_bodies, vacancies
from sampakt.desk.queries.promises import promise_needs, seats_told
from sampakt.desk.queries.rows import LONG_SINCE, Need
from sampakt.desk.queries.steps import late_steps, with_late_steps
from sampakt.desk.terms import Errand, Sort
from sampakt.governance.models import Body
from sampakt.governance.queries import VacancyLine, vacancies_of
from sampakt.kernel.asking import asked_as, records_as
from sampakt.kernel.terms import Role
from sampakt.kernel.viewer import Viewer
from sampakt.organisations.models import Appointment

SHOWN = 8
OTHER_SORTS = 4
"""How many rows are kept for what is no promise, when promises alone would fill the page."""

_TOPICS_NAMED = 3


def needing(today: date) -> Q:
    """The promises that need somebody: by their status, and those that wait for a person's word."""
    asked = Q(kind="statement", assessment__due_on__lte=today + ASKED_AHEAD)
    unjudged = Q(check_by=Check.JUDGED, assessment__status=Status.ON_TRACK) & (
        Q(found_words__contains='"awaits_judgement"') | Q(found_words__contains='"judgement_old"')
    )
    return Q(assessment__status__in=NEEDS_SOMEBODY) | asked | unjudged


def is_named(viewer: Viewer, today: date) -> Q:
    """The promises for which an office that the viewer holds is named, or its unit."""
    held = Appointment.objects.held_on(today).filter(person__user=viewer.user_id)
    units = held.filter(office__unit__isnull=False).values("office__unit")
    return Q(responsible__in=held.values("office")) | Q(unit__in=units)


def is_own(viewer: Viewer, today: date) -> Q:
    """The promises that the viewer answers for: by an office they hold, by its unit, or as a contact person.

    A contact person answers for what their organisation owes and no unit or office of it is named for.
    """
    own = is_named(viewer, today)
    for space, standing in viewer.spaces.items():
        if Role.CONTACT in standing.roles:
            own |= Q(owes(standing.organisations), space=space, unit=None, responsible=None)
    return own


def asking_first(viewer: Viewer, today: date) -> Q:
    """The agreements whose days the page may show: those first late, those that ask first, those with planned steps.

    Of those reckoned for another day than today nothing is known beforehand.
    """
    seen = Watch.objects.within(viewer, viewer.spaces)
    late = Watch.objects.within(viewer, edited(viewer)).order_by("late_on")
    planned = DecisionStep.objects.filter(
        Q(party__agreement__in=Agreement.objects.within(viewer, viewer.spaces)),
        decided_on=None,
        planned_on__range=(today, today + AHEAD),
    )
    first = (
        late.filter(late_on__gte=today - LONG_SINCE)[:SHOWN],
        late.filter(late_on__lt=today - LONG_SINCE)[:SHOWN],
        seen.filter(next_on__range=(today, today + AHEAD)).order_by("next_on")[:DATES_SHOWN],
    )
    asking = ~reckoned_for(today) | Q(pk__in=planned.order_by("planned_on").values("party__agreement")[:DATES_SHOWN])
    missed = with_late_steps(viewer, edited(viewer), today)
    asking |= Q(pk__in=missed.values("party__agreement")[:SHOWN])
    for rows in first:
        asking |= Q(pk__in=rows.values("pk"))
    return asking


def needs_of(
    viewer: Viewer,
    today: date,
    promises: Sequence[Commitment],
    lines: Sequence[AgreementLine],
    partnerships: Iterable[Partnership],
) -> tuple[list[Need], bool]:
    """The first rows of what needs the viewer, in order, and whether there are more.

    Also of the ``promises`` and ``lines`` fetched already. Seven questions at most.
    """
    empty = {line.seat.pk: line for line in vacancies_of(viewer, edited(viewer), today)}
    told = seats_told(row.assessment.finding for row in promises)
    vacant = [line for seat, line in empty.items() if seat not in told]
    others = others_of(viewer, today, lines, partnerships, vacant=vacant, most=SHOWN)
    shown = others[: max(SHOWN - len(promises), OTHER_SORTS)]
    kept = promise_needs(viewer, promises, lines, empty)[: SHOWN - len(shown)]
    has_more = len(others) + len(promises) > len(shown) + len(kept)
    return sorted([*kept, *shown], key=lambda need: need.order), has_more


def others_of(
    viewer: Viewer,
    today: date,
    lines: Sequence[AgreementLine],
    partnerships: Iterable[Partnership],
    *,
    vacant: Sequence[VacancyLine],
    most: int | None = None,
) -> list[Need]:
    """What needs the viewer and is no promise, in order; of each sort no more than ``most``. Five questions at most."""
    found = [
        *_disputes(viewer, most),
        *_evidence(viewer, most),
        *_renewals(viewer, today, lines),
        *late_steps(viewer, today, lines),
        *vacancies(viewer, vacant[:most]),
        *_silences(viewer, today, most),
        *in_bodies(viewer, today, {each.pk: each for each in partnerships}),
    ]
    return sorted(found, key=lambda need: need.order)


def promises_of(viewer: Viewer, today: date) -> list[Commitment]:
    """The first promises that need the viewer or somebody, and one more if there are more. One question."""
    return records_as(("promises needing", viewer.key, today), lambda: promises_needing(viewer, today)[: SHOWN + 1])


def promises_needing(viewer: Viewer, today: date) -> QuerySet[Commitment]:
    """The promises that need the viewer or somebody, each with its answer and those responsible, in order.

    Those that the viewer can do something about come first. What is disputed is told as such, and not twice.
    """
    own_first = Case(When(is_own(viewer, today), Value(0)), default=Value(1), output_field=IntegerField())
    long_since, broken = Q(assessment__due_on__lt=today - LONG_SINCE), Q(assessment__status=Status.BROKEN)
    past = Case(When(long_since | broken & Q(own_first=1), then=Value(1)), default=Value(0))
    answered = Case(When(is_named(viewer, today) | broken & Q(own_first=0), then=Value(1)), default=Value(0))
    to_know = Case(When(_is_to_know(viewer) & Q(is_answered_for=0), then=Value(1)), default=Value(0))
    named = Body.objects.within(viewer, viewer.spaces).filter(space=OuterRef("space"), key=OuterRef("body_key"))
    # Narrowed first by what an index tells of all their promises: the rest of each row is then read of fewer.
    likely = Q(status__in=(*NEEDS_SOMEBODY, Status.ON_TRACK)) | Q(due_on__lte=today + ASKED_AHEAD)
    among = StoredAssessment.objects.filter(likely, space_id__among=viewer.spaces).values("pk")
    return (
        Commitment.objects.within(viewer, viewer.spaces)
        .filter(pk__in=among)
        .annotate(found_words=Cast("assessment__finding", TextField()))
        .filter(needing(today), ~Q(pk__in=_disputed(viewer).order_by().values("commitment")))
        .annotate(own_first=own_first, body_key=KT("parameters__body"))
        .annotate(is_answered_for=answered, is_past=past)
        .annotate(is_to_know=to_know, body_code=Subquery(named.values("code")[:1]))
        .select_related(
            "assessment", "agreement", "space__partnership", "responsible__organisation", "unit__organisation"
        )
        .order_by(
            "is_to_know",
            "is_past",
            "own_first",
            F("assessment__due_on").asc(nulls_last=True),
            "space",
            "position",
            "pk",
        )
    )


def _is_to_know(viewer: Viewer) -> Q:
    """The promises that the viewer can do nothing about but read why: ``errand_for`` as far as SQL can tell."""
    governance = [code for code, kind in all_kinds().items() if kind.family == Family.GOVERNANCE]
    is_edited = Q(space__in=edited(viewer))
    is_asked = Q(kind="statement") | Q(check_by=Check.STATED)
    others = Q(assessment__status=Status.BROKEN) & ~is_asked
    others |= Q(kind__in=governance) & ~is_asked & ~Q(assessment__status=Status.NOT_STATED) & ~is_edited
    others |= ~Q(space__in=_contributed(viewer))
    if any(viewer.administers(organisation) for organisation in viewer.organisations):
        return others & ~Q(kind="role_filled")
    return (others & ~Q(kind="role_filled")) | (Q(kind="role_filled") & ~is_edited)


def _evidence(viewer: Viewer, most: int | None) -> Iterator[Need]:
    """What others sent for approval, and what the viewer was sent back."""
    for row in records_as(("evidence", viewer.key, most), lambda: waiting_for(viewer, edited(viewer))[:most]):
        is_back = row.state == EvidenceState.DRAFT
        if is_back:
            why = said_why(row.returned)  # type: ignore[attr-defined]  # an annotation
        elif row.recorded_by:
            why = _("Recorded by %(name)s. Somebody else approves it.") % {"name": row.recorded_by}
        else:
            why = _("It counts once it has been approved.")
        yield Need(
            sort=Sort.RETURNED if is_back else Sort.EVIDENCE,
            title=row.title,
            why=why,
            href=row.get_absolute_url(),
            partnership=row.space.partnership,
            errand=Errand.MEND if is_back else Errand.APPROVE,
            action=row.get_absolute_url(),
            asked_on=row.created_at.date(),
            is_mine=is_back,
        )


def _silences(viewer: Viewer, today: date, most: int | None) -> Iterator[Need]:
    by_agreement: dict[int, list[ContentItem]] = {}
    for item in records_as(("silences", viewer.key, today, most), lambda: _silent(viewer, today, most)):
        by_agreement.setdefault(item.agreement_id, []).append(item)
    for items in by_agreement.values():
        agreement = items[0].agreement
        named = ", ".join(str(Topic(item.topic).label) for item in items[:_TOPICS_NAMED])
        words = ngettext(
            "The text is silent on %(count)d topic: %(names)s",
            "The text is silent on %(count)d topics: %(names)s",
            len(items),
        )
        yield Need(
            sort=Sort.SILENCE,
            title=agreement.title,
            why=words % {"count": len(items), "names": named + (" …" if len(items) > _TOPICS_NAMED else ".")},
            href=agreement.get_absolute_url(),
            partnership=agreement.space.partnership,
            errand=Errand.ASK,
            action=f"{agreement.get_absolute_url()}topics/{items[0].topic}/",
            status=Status.NOT_STATED,
        )


def _silent(viewer: Viewer, today: date, most: int | None) -> QuerySet[ContentItem]:
    """The topics on which the first agreements are silent that the viewer edits, by agreement.

    Nobody is asked of a draft that no party has signed, whatever its first day is, nor of what has ended, which nobody
    will write anew.
    """
    signed = Party.objects.filter(agreement=OuterRef("agreement"), signed_on__isnull=False)
    begun = Exists(signed) | (Q(agreement__starts_on__lte=today) & ~Q(agreement__force_rule__in=BY_SIGNING))
    ended = Q(agreement__ended_on__lt=today) | Q(agreement__ends_on__lt=today)
    topics = ContentItem.objects.within(viewer, edited(viewer)).filter(state=TopicState.NOT_STATED)
    silent = topics.filter(begun, ~ended)
    first = silent.order_by("agreement").values("agreement").distinct()[:most]
    found = silent.filter(agreement__in=first).select_related("agreement__space__partnership")
    return found.order_by("agreement", "pk")


def _disputes(viewer: Viewer, most: int | None) -> Iterator[Need]:
    for row in records_as(("disputes", viewer.key, most), lambda: _disputed(viewer)[:most]):
        status = row.commitment.assessment.status
        yield Need(
            sort=Sort.DISPUTE,
            title=row.commitment.title,
            why=(_("%(organisation)s disputes it: %(words)s") if row.words else _("%(organisation)s disputes it."))
            % {"organisation": row.organisation, "words": row.words},
            href=row.commitment.get_absolute_url(),
            partnership=row.commitment.space.partnership,
            errand=Errand.ANSWER,
            action=f"{row.commitment.get_absolute_url()}state/",
            reference=row.commitment.reference,
            status=status if status in NEEDS_SOMEBODY else "",
            asked_on=row.given_on,
        )


def _disputed(viewer: Viewer) -> QuerySet[Confirmation]:
    """The disputes that nobody has answered since, of promises that the viewer records for; the oldest first.

    Whoever disputes it themselves is not asked for the answer.
    """
    of_the_promise = OuterRef("commitment")
    later = Confirmation.objects.filter(
        commitment=of_the_promise, organisation=OuterRef("organisation"), pk__gt=OuterRef("pk")
    )
    answered = Statement.objects.filter(commitment=of_the_promise, stated_on__gt=OuterRef("given_on"))
    disputed = Confirmation.objects.filter(agrees=False).values("commitment")
    sides: dict[frozenset[int], list[int]] = {}
    for space in _contributed(viewer):
        if standing := viewer.standing_in(space):
            sides.setdefault(standing.organisations, []).append(space)
    own = Q(pk=None)
    for organisations, spaces in sides.items():
        own |= Q(commitment__space__in=spaces, organisation__in=organisations)
    return (
        Confirmation.objects.within(viewer, _contributed(viewer))
        .filter(~Exists(later), ~Exists(answered), ~own, agrees=False, commitment__in=disputed)
        .select_related("commitment__space__partnership", "commitment__assessment", "organisation")
        .order_by("given_on", "pk")
    )


def _renewals(viewer: Viewer, today: date, lines: Iterable[AgreementLine]) -> Iterator[Need]:
    """Agreements for which the day of deciding what follows has passed unanswered.

    A decision on it answers, also one that a body took, until the last day: then what was decided is to be recorded.
    """
    late = {line.agreement.pk: [found for found in line.dates if found.days_left < 0] for line in lines}
    asking = [
        line
        for line in lines
        if late[line.agreement.pk] and line.partnership and viewer.may_edit_in(line.agreement.space_id)
    ]
    if not asking:
        return
    spaces = tuple(sorted({line.agreement.space_id for line in asking}))
    key = ("continuations", viewer.key, spaces)
    decided = asked_as(key, lambda: continuations(viewer, spaces).values_list("space_id", "done_on"))
    for line in asking:
        assert line.partnership is not None
        since = line.agreement.starts_on or date.min
        is_decided = any(space == line.agreement.space_id and on >= since for space, on in decided)
        last = late[line.agreement.pk][-1]
        has_ended = any(found.kind == RenewalKind.LAST_DAY for found in late[line.agreement.pk])
        if is_decided and not has_ended:
            continue
        yield Need(
            sort=Sort.RENEWAL,
            title=line.agreement.title,
            why=gettext_lazy("It has run out, and what was decided is not recorded yet.")
            if is_decided
            else gettext_lazy("It has run out, and what follows is not recorded.")
            if has_ended
            else gettext_lazy("What follows should have been decided by now."),
            href=line.agreement.get_absolute_url(),
            partnership=line.partnership,
            errand=Errand.SETTLE,
            action=f"{line.agreement.get_absolute_url()}#follows",
            due_on=last.on,
            is_past=last.on < today - LONG_SINCE,
        )


def edited(viewer: Viewer) -> list[int]:
    """The spaces in which the viewer writes agreements and promises."""
    return [space for space in viewer.spaces if viewer.may_edit_in(space)]


def _contributed(viewer: Viewer) -> list[int]:
    return [space for space in viewer.spaces if viewer.may_contribute_in(space)]

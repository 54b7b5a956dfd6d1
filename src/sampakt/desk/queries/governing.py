"""What needs somebody in bodies: seats that stand empty, and what those who sit there are to see to."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from django.utils.translation import gettext as _

from sampakt.agreements.models import Partnership
from sampakt.desk.queries.rows import LONG_SINCE, Need
from sampakt.desk.terms import Errand, Sort
from sampakt.governance.access import may_fill
from sampakt.governance.queries import VacancyLine
from sampakt.governance.queries.errands import ErrandLine, ToDo, errands_of
from sampakt.kernel.viewer import Viewer

IN_BODIES: Mapping[ToDo, tuple[Sort, Errand]] = {
    ToDo.TASK: (Sort.TASK, Errand.CARRY_OUT),
    ToDo.ADJUST: (Sort.MINUTES, Errand.ADJUST),
    ToDo.ANSWER: (Sort.PROPOSAL, Errand.SCHEDULE),
    ToDo.CALL: (Sort.MEETING, Errand.CALL),
    ToDo.HEAR: (Sort.ANSWER, Errand.LOOK),
    ToDo.TAKEN_UP: (Sort.ANSWER, Errand.CALL),
    ToDo.CONFIRM: (Sort.SEAT, Errand.CONFIRM),
    ToDo.CONFIRM_OFFICE: (Sort.SEAT, Errand.CONFIRM),
    ToDo.REPLACE: (Sort.MINUTES, Errand.CALL),
    ToDo.GIVE_ON: (Sort.TASK, Errand.CARRY_OUT),
}
"""What there is to see to in bodies, as rows of the start page."""


def vacancies(viewer: Viewer, lines: Iterable[VacancyLine]) -> Iterator[Need]:
    """Seats that stand empty in bodies that the viewer may change, in the order given.

    A party's seat is asked of that party; of others only where nobody who edits acts for it.
    """
    for line in lines:
        seat, party = line.seat, line.seat.organisation
        errand, action, waits = filling(viewer, [line])
        yield Need(
            sort=Sort.VACANCY,
            title=line.body.name,
            why=waits or (f"{seat}, {party.brief}" if party else str(seat)),
            href=seat.get_absolute_url(),
            partnership=line.body.space.partnership,
            errand=errand,
            action=action,
            since_on=line.since,
        )


def filling(viewer: Viewer, lines: Sequence[VacancyLine]) -> tuple[Errand, str, str]:
    """What the viewer does about empty seats, and where: the first that is theirs to fill, else to read of the first.

    With it, whom that one waits for where it is another party's.
    """
    for line in lines:
        seat, party = line.seat, line.seat.organisation_id
        represented = (party,) if party is not None and line.is_represented else ()
        if may_fill(viewer, seat, line.body.space_id, represented=represented):
            return (Errand.APPOINT if seat.office else Errand.FILL), seat.get_filling_url(), ""
    first = lines[0]
    whose = first.seat.organisation
    waits = ""
    if whose is not None and first.is_represented and not _is_own(viewer, first):
        waits = _("%(seat)s: it waits for %(party)s.") % {"seat": first.seat, "party": whose.brief}
    return Errand.LOOK, first.seat.get_absolute_url(), waits


def _is_own(viewer: Viewer, line: VacancyLine) -> bool:
    """Whether the seat is nobody's, or that of a party that the viewer acts for or looks after."""
    party = line.seat.organisation_id
    return party is None or viewer.acts_for(party, line.body.space_id) or viewer.administers(party)


def in_bodies(viewer: Viewer, today: date, partnerships: Mapping[int, Partnership]) -> Iterator[Need]:
    """What the viewer is to do for the bodies they sit in, or was asked by one to do."""
    for line in errands_of(viewer, partnerships.keys(), today):
        sort, errand = IN_BODIES[line.todo]
        is_dated = line.todo in {ToDo.TASK, ToDo.CALL, ToDo.GIVE_ON}
        yield Need(
            sort=sort,
            title=line.title,
            why=_why(line),
            href=line.href,
            partnership=partnerships[line.space],
            errand=errand,
            action=line.href,
            due_on=line.day if is_dated else None,
            asked_on=None if is_dated else line.day,
            is_mine=True,
            is_past=line.day < today - LONG_SINCE,
        )


def _why(line: ErrandLine) -> str:
    return {
        ToDo.TASK: _("%(body)s asked for it.") % {"body": line.body},
        ToDo.ADJUST: _("You are named to adjust the minutes."),
        ToDo.ANSWER: _("%(body)s may put it on an agenda, or answer why not.") % {"body": line.body},
        ToDo.CALL: _("It is planned, and nobody has been called."),
        ToDo.HEAR: _("%(body)s declined what you proposed, and says why.") % {"body": line.body},
        ToDo.TAKEN_UP: _("%(body)s takes up what you proposed.") % {"body": line.body},
        ToDo.CONFIRM: _("%(name)s has given themselves a seat in the body.") % {"name": line.who},
        ToDo.CONFIRM_OFFICE: _("Somebody has tied a seat in the body to an office that they hold."),
        ToDo.REPLACE: _("The minutes wait for %(name)s, who no longer sits in the body.") % {"name": line.who},
        ToDo.GIVE_ON: _("%(name)s was to do it, and no longer takes part.") % {"name": line.who},
    }[line.todo]

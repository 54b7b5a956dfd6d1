"""Planned steps of a decision whose day has passed: asked of those who coordinate the party that was to decide."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from sampakt.agreements.models import Agreement, DecisionStep
from sampakt.agreements.queries import AgreementLine
from sampakt.agreements.rules import chain_state
from sampakt.agreements.terms import ChainStatus, LifeState
from sampakt.desk.queries.rows import LONG_SINCE, Need
from sampakt.desk.terms import Errand, Sort
from sampakt.kernel.joining import hanging
from sampakt.kernel.viewer import Viewer

_OVER = (LifeState.ENDED, LifeState.LAPSED, LifeState.RENEWED)


def with_late_steps(viewer: Viewer, edited: Collection[int], today: date) -> QuerySet[DecisionStep]:
    """The steps that were to be taken before today, in the agreements that the viewer edits; the latest first."""
    within = Agreement.objects.within(viewer, edited)
    late = DecisionStep.objects.filter(party__agreement__in=within, decided_on=None, planned_on__lt=today)
    return late.order_by("-planned_on", "pk")


def late_steps(viewer: Viewer, today: date, lines: Iterable[AgreementLine]) -> Iterator[Need]:
    """The next step of each party that the viewer acts for, when its planned day has passed and nothing is recorded."""
    for line in lines:
        space = line.agreement.space_id
        if line.partnership is None or line.life.state in _OVER or not viewer.may_edit_in(space):
            continue
        for party in line.parties:
            chain = chain_state(party.facts(), today)
            if chain.status != ChainStatus.LATE or not viewer.acts_for(party.organisation_id, space):
                continue
            step = next(each for each in hanging(party, "steps") if each.pk == chain.next_step)
            yield Need(
                sort=Sort.STEP,
                title=line.agreement.title,
                why=_("%(instance)s was to decide by now: record the decision, or plan a new day.")
                % {"instance": step.instance},
                href=f"{line.agreement.get_absolute_url()}#decisions",
                partnership=line.partnership,
                errand=Errand.DECIDE,
                action=f"{line.agreement.get_absolute_url()}steps/{step.pk}/record/",
                due_on=chain.next_on,
                is_mine=True,
                is_past=chain.next_on is not None and chain.next_on < today - LONG_SINCE,
            )

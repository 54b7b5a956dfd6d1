"""Terms agreed anew: recorded beside those that held before, and taken back where they never were agreed."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from django.db import transaction

from sampakt.agreements.access import may_edit
from sampakt.agreements.actions.agreements import name_of
from sampakt.agreements.models import Agreement, Amendment
from sampakt.agreements.rules import TERMS, as_data, from_data, is_fitting
from sampakt.agreements.terms import AgreementObjection, Verb
from sampakt.kernel import clock
from sampakt.kernel.errors import NotAllowed, Objection, refuse_if
from sampakt.kernel.saving import save_changed, save_new
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import Viewer
from sampakt.papers.models import Document
from sampakt.trail.actions import record


@transaction.atomic
def amend(
    agreement: Agreement,
    *,
    summary: Text,
    decided_on: date,
    from_on: date,
    by: Viewer,
    terms: Mapping[str, date | int | None] | None = None,
    worded: Sequence[tuple[str, str, str]] = (),
    document: Document | None = None,
    is_sample: bool = False,
    version: int | None = None,
) -> Amendment:
    """Record terms agreed anew: they hold from ``from_on``, and what held before is kept beside them.

    ``terms`` gives new values of the agreement's own fields (its last day, its notice period …); ``worded`` tells other
    changes as rows of what changed, before, and after.
    """
    if not may_edit(by, agreement):
        raise NotAllowed
    terms = terms or {}
    objections = [
        Objection.of(AgreementObjection.TERM_UNKNOWN, field="terms", name=term) for term in terms if term not in TERMS
    ]
    objections += [
        Objection.of(AgreementObjection.VALUE_UNFIT, field="terms", name=name_of(term))
        for term, value in terms.items()
        if term in TERMS and not is_fitting(term, value)
    ]
    if decided_on > clock.today():
        objections.append(Objection.of(AgreementObjection.AMENDED_IN_FUTURE, field="decided_on"))
    ends_on = terms.get("ends_on")
    if isinstance(ends_on, date) and ends_on < from_on:
        objections.append(Objection.of(AgreementObjection.ENDS_BEFORE_AMENDED, field="ends_on"))
    differing = {term: value for term, value in terms.items() if getattr(agreement, term, value) != value}
    if not objections and not differing and not worded:
        objections.append(Objection.of(AgreementObjection.NOTHING_CHANGED, field="terms"))
    refuse_if(objections)
    changes = save_changed(agreement, differing, version=version)
    rows = [
        {"term": term, "before": as_data(before), "after": as_data(after)} for term, (before, after) in changes.items()
    ]
    rows += [{"term": term, "before": before, "after": after} for term, before, after in worded]
    amendment = save_new(
        Amendment(
            agreement=agreement,
            summary=summary,
            decided_on=decided_on,
            from_on=from_on,
            changes=rows,
            document=document,
            is_sample=is_sample,
        )
    )
    record(Verb.AMEND, amendment, by=by, changes=changes, within=agreement)
    return amendment


@transaction.atomic
def remove_amendment(amendment: Amendment, *, by: Viewer) -> None:
    """Take back an amendment that was recorded by mistake: the terms are again those that it says held before."""
    agreement = amendment.agreement
    if not may_edit(by, agreement):
        raise NotAllowed
    own = [row for row in amendment.changes if row["term"] in TERMS]
    refuse_if(_objections_to_taking_back(agreement, own))
    before = from_data({row["term"]: row["before"] for row in own})
    changes = save_changed(agreement, before, version=None) if own else {}
    Amendment.objects.filter(pk=amendment.pk).delete()
    record(Verb.REMOVE_AMENDMENT, amendment, by=by, changes=changes, within=agreement)


def _objections_to_taking_back(agreement: Agreement, rows: Sequence[Mapping[str, object]]) -> Iterator[Objection]:
    """An objection for each term that has become another since the amendment."""
    for row in rows:
        term = str(row["term"])
        if as_data(getattr(agreement, term)) != row["after"]:
            yield Objection.of(AgreementObjection.CHANGED_SINCE, name=name_of(term))

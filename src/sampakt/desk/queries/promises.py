"""Promises as rows of the start page: the next right thing to do about each, and the very place where it is done."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sampakt.agreements.queries import AgreementLine
from sampakt.agreements.terms import BOUND
from sampakt.commitments.models import Commitment
from sampakt.commitments.queries.registry import all_kinds
from sampakt.commitments.queries.sources import DEEDS
from sampakt.commitments.wording import explained
from sampakt.desk.queries.governing import filling
from sampakt.desk.queries.rows import Need
from sampakt.desk.rules import errand_for
from sampakt.desk.terms import Errand, Sort
from sampakt.governance.queries import VacancyLine
from sampakt.kernel.joining import hanging
from sampakt.kernel.viewer import Viewer
from sampakt.organisations.models import Organisation

OF_EACH = ("party", "addressee")
"""Of these each has an office of its own that is to be held."""


def seats_told(findings: Iterable[Mapping[str, Any]]) -> set[int]:
    """The empty seats that promises tell of: they are one cause, and have one row."""
    return {seat for finding in findings for seat in _seats_missing(finding)}


def _seats_missing(finding: Mapping[str, Any]) -> list[int]:
    return [each["seat"] for each in finding.get("missing", ()) if "seat" in each]


def promise_needs(
    viewer: Viewer, rows: Iterable[Commitment], lines: Sequence[AgreementLine], empty: Mapping[int, VacancyLine]
) -> list[Need]:
    """The rows of some of the promises that need somebody, in order; ``empty`` are the seats that nobody holds."""
    return list(_promises(viewer, rows, lines, empty))


def _promises(
    viewer: Viewer, rows: Iterable[Commitment], lines: Sequence[AgreementLine], empty: Mapping[int, VacancyLine]
) -> Iterator[Need]:
    by_agreement = {line.agreement.pk: line for line in lines}
    for row in rows:
        assessment = row.assessment
        kind, line = all_kinds()[row.kind], by_agreement.get(row.agreement_id)
        errand = errand_for(
            kind=row.kind,
            family=kind.family,
            check=row.check_by,
            status=assessment.status,
            counts_deeds=DEEDS in kind.sources,
            may_edit=viewer.may_edit_in(row.space_id),
            may_appoint=_appointed_at(viewer, row, line) is not None,
        )
        if errand != Errand.APPOINT and not viewer.may_contribute_in(row.space_id):
            errand = Errand.LOOK
        action, why = where(errand, row, line, _appointed_at(viewer, row, line)), explained(assessment.finding)
        seats = [empty[seat] for seat in _seats_missing(assessment.finding) if seat in empty]
        if errand == Errand.COMPOSE and seats:
            errand, action, waits = filling(viewer, seats)
            why = f"{why} {waits}".strip()
        yield Need(
            sort=Sort.COMMITMENT,
            title=row.title,
            why=why,
            href=row.get_absolute_url(),
            partnership=row.space.partnership,
            errand=errand,
            action=action,
            reference=row.reference,
            status=assessment.status,
            due_on=assessment.due_on,
            since_on=None if assessment.due_on else assessment.since_on,
            is_mine=row.own_first == 0,  # type: ignore[attr-defined]  # an annotation
            is_answered_for=row.is_answered_for == 1,  # type: ignore[attr-defined]  # an annotation
            is_past=row.is_past == 1,  # type: ignore[attr-defined]  # an annotation
        )


def where(errand: Errand, commitment: Commitment, line: AgreementLine | None, owner: Organisation | None) -> str:
    """The form in which the errand is done, or the page where it is begun.

    ``line`` is the promise's agreement, ``owner`` the organisation where the viewer appoints.
    """
    own, agreement = commitment.get_absolute_url(), commitment.agreement.get_absolute_url()
    partnership = commitment.space.partnership.get_absolute_url()
    body = vars(commitment)["body_code"]
    return {
        Errand.STATE: f"{own}state/",
        Errand.ATTACH: f"{own}evidence/new/",
        Errand.RECORD: f"{partnership}deeds/new/?commitment={commitment.code}",
        Errand.DECIDE: agreement + _next_step(line, commitment.parameters.get("party", "")),
        Errand.SIGN: agreement + _next_signature(line),
        Errand.SETTLE: f"{agreement}#follows",
        Errand.ASK: f"{agreement}#content" if commitment.kind == "must_contain" else own,
        Errand.APPOINT: f"{owner.get_absolute_url()}#offices" if owner else own,
        Errand.COMPOSE: f"/bodies/{body}/" if body else f"{partnership}bodies/",
    }.get(errand, own)


def _whose_seats(commitment: Commitment, line: AgreementLine | None) -> list[Organisation]:
    """The organisations whose office is to be held: those of which it is asked, or which are to have one each.

    Else the one named, or that of the unit or office responsible.
    """
    parties = [party.organisation for party in (line.parties if line else ())]
    if commitment.parameters.get("per") in OF_EACH:
        asked = {each.get("asked_of") for each in commitment.assessment.finding.get("missing", ())}
        return [each for each in parties if each.pk in asked]
    whose = commitment.unit or commitment.responsible
    code = commitment.parameters.get("organisation") or (whose.organisation.code if whose else "")
    known = [*([whose.organisation] if whose else []), *parties]
    return [each for each in known if each.code == code][:1]


def _appointed_at(viewer: Viewer, commitment: Commitment, line: AgreementLine | None) -> Organisation | None:
    """The organisation whose office stands empty and where the viewer appoints; None when it is for others to do."""
    space = commitment.space_id
    owners = _whose_seats(commitment, line) if commitment.kind == "role_filled" else []
    return next(
        (
            owner
            for owner in owners
            if viewer.administers(owner.pk) or (viewer.may_edit_in(space) and viewer.acts_for(owner.pk, space))
        ),
        None,
    )


def _next_step(line: AgreementLine | None, party: str) -> str:
    parties = [each for each in line.parties if not party or each.organisation.code == party] if line else []
    steps = (step for each in parties for step in hanging(each, "steps"))
    return next((f"steps/{step.pk}/record/" for step in steps if step.decided_on is None), "#decisions")


def _next_signature(line: AgreementLine | None) -> str:
    parties = (party for party in line.parties if party.role in BOUND) if line else ()
    return next((f"parties/{party.pk}/sign/" for party in parties if party.signed_on is None), "#parties")

"""What of the promises is a pattern for others: the promise and its rule, not what was said and done about it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sampakt.commitments.rules.parameters import Terms
from sampakt.commitments.rules.references import next_reference
from sampakt.commitments.terms import Strength
from sampakt.commitments.transfer.sections import ORGANISATION_PARAMETERS, CommitmentFile, CoversFile
from sampakt.kernel.files import Plan

OF_ITS_OWN = ("decided_on", "annex_dated", "paragraph", "offices", "keys")
"""Parameters that tell of the pattern's own case: its days of decision, its offices, its goals."""


def patterned_commitments(commitments: Sequence[CommitmentFile], plan: Plan) -> list[CommitmentFile]:
    """The promises that the new parties make one another; reported facts and superseded promises are left out."""
    found: list[CommitmentFile] = []
    for one in commitments:
        is_ours = f"agreements/{one.agreement}" in plan.kept and one.strength != Strength.FACT and not one.superseded
        terms = _terms(one.parameters, plan) if is_ours else None
        owes, owed = plan.organisations(one.owes), plan.organisations(one.owed)
        if terms is None or (one.owes and not owes) or (one.owed and not owed):
            continue
        found.append(
            CommitmentFile(
                reference=next_reference([told.reference for told in found], plan.code),
                agreement=one.agreement,
                title=plan.words(one.title),
                clause=one.clause,
                strength=one.strength,
                check_by=one.check_by,
                kind=one.kind,
                parameters=terms,
                owes=owes,
                owed=owed,
                theme=one.theme if f"themes/{one.theme}" in plan.kept else None,
                holds=_span(one.holds, plan),
                warn_days=one.warn_days,
            )
        )
    return found


def _span(holds: CoversFile | None, plan: Plan) -> CoversFile | None:
    if holds is None or plan.pattern_starts_on is None:
        return None
    return CoversFile(starts_on=plan.moved(holds.starts_on), ends_on=plan.moved(holds.ends_on))


def _terms(parameters: Any, plan: Plan) -> Terms | None:
    """The rule's terms for the new parties; None when they are about an organisation whose place nobody takes."""
    if not isinstance(parameters, Terms):
        return None
    told: dict[str, Any] = {}
    for name, value in parameters.model_dump(exclude_defaults=True).items():
        if name in OF_ITS_OWN:
            continue
        if name in ORGANISATION_PARAMETERS:
            old = [value] if isinstance(value, str) else value
            codes = [plan.replaced[code] for code in old if code in plan.replaced]
            if not codes or (len(codes) < len(old) and "numbers" in type(parameters).model_fields):
                return None
            told[name] = codes[0] if isinstance(value, str) else tuple(codes)
        elif isinstance(value, date):
            told[name] = plan.moved(value)
        else:
            told[name] = value
    return type(parameters).model_validate(told | _term(parameters, plan))


def _term(parameters: Terms, plan: Plan) -> dict[str, Any]:
    """An agreed period is the new one."""
    if {"start", "end", "months"} <= type(parameters).model_fields.keys():
        return {"start": plan.first_day, "end": plan.last_day, "months": None}
    return {}

"""A draft as plain data for JSON: one name a field, each value beside the words that it stands on."""

from typing import Any

from sampakt.intake.rules.draft import Draft, Found, PeriodValue, Span


def as_json(draft: Draft, original: str) -> dict[str, Any]:
    """The draft as dictionaries, lists, texts and numbers; ``as_written`` is always cut out of the original."""

    def words(span: Span) -> str:
        return original[span.start : span.end]

    def about(found: Found[Any]) -> dict[str, Any]:
        return {
            "as_written": words(found.span),
            "span": [found.span.start, found.span.end],
            "confidence": found.confidence,
            "why": found.why,
        }

    def value(found: Found[Any] | None) -> Any:
        return found.value if found else None

    def period(found: Found[PeriodValue]) -> dict[str, Any]:
        told = found.value
        return {"start": told.start or None, "end": told.end or None, "months": told.months, **about(found)}

    plain = (draft.language, draft.kind, draft.agreement_type, draft.title)
    periods = sorted(draft.period, key=lambda found: -found.confidence)
    return {
        "language": value(draft.language),
        "kind": value(draft.kind),
        "title": value(draft.title),
        "agreement_type": value(draft.agreement_type),
        "parties": [
            {"name": found.value.name, "type": found.value.sort, "code": found.value.code or None, **about(found)}
            for found in draft.parties
        ],
        "registration_numbers": [found.value for found in draft.registration_numbers],
        "dates": [{"role": found.value.role, "date": found.value.day, **about(found)} for found in draft.dates],
        "period": period(periods[0]) if periods else None,
        "other_periods": [period(found) for found in periods[1:]],
        "amounts": [
            {
                "amount": found.value.minor / 100 if found.value.minor is not None else None,
                "currency": found.value.currency or None,
                "per": found.value.per,
                "payer": found.value.payer or None,
                "sort": found.value.sort,
                "share": found.value.share or None,
                **about(found),
            }
            for found in draft.amounts
        ],
        "bodies": [
            {
                "name": found.value.name,
                "cadence_per_year": found.value.cadence_per_year,
                "parity": found.value.parity,
                "chair": found.value.chair or None,
                "decision_rule": found.value.decision_rule or None,
                **about(found),
            }
            for found in draft.bodies
        ],
        "decision_instances": list(dict.fromkeys(found.value.instance for found in draft.chain)),
        "decisions": [
            {
                "instance": found.value.instance,
                "party": found.value.party or None,
                "paragraph": found.value.paragraph or None,
                "date": found.value.day or None,
                **about(found),
            }
            for found in draft.chain
        ],
        "themes": list(dict.fromkeys(found.value for found in draft.themes)),
        "commitments": [
            {
                "kind": found.value.kind,
                "strength": found.value.strength,
                "promisor": found.value.promisor or None,
                "text": found.value.words,
                "parameters": dict(found.value.parameters),
                **about(found),
            }
            for found in draft.commitments
        ],
        "not_stated": list(draft.not_stated),
        "stands_on": [
            {"field": found.field, "value": found.value, **about(found)}
            for found in (*filter(None, plain), *draft.registration_numbers, *draft.themes)
        ],
    }

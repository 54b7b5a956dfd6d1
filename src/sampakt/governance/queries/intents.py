"""What decisions that wait to be approved are to bring about, with the records that they name as far as these exist."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sampakt.commitments.models import Commitment, Deed, Waiver
from sampakt.governance.models import Decision
from sampakt.governance.rules.intents import Intent, read


@dataclass(frozen=True)
class Intended:
    """An effect to come, and the records that it names. ``gone`` says which are no longer there, or cannot be read."""

    said: Intent
    deed: Deed | None = None
    waiver: Waiver | None = None
    successor: Commitment | None = None
    gone: tuple[str, ...] = ()


def intended(decision: Decision) -> Intended | None:
    """What one decision is to bring about; None when nothing waits. A question for each sort of record it names."""
    return intended_of([decision]).get(decision.pk)


def intended_of(decisions: Sequence[Decision]) -> Mapping[int | None, Intended]:
    """The same of many, without those for which nothing waits. Three questions at most, however many there are."""
    said = {one.pk: (one.body.space_id, read(one.intends)) for one in decisions if one.intends is not None}
    deeds, waivers, successors = _deeds(said.values()), _waivers(said.values()), _successors(said.values())
    return {
        pk: _found(
            intent,
            deeds.get((space, intent.deed)),
            waivers.get((space, intent.waiver or 0)),
            successors.get((space, intent.successor)),
        )
        for pk, (space, intent) in said.items()
    }


def _found(intent: Intent, deed: Deed | None, waiver: Waiver | None, successor: Commitment | None) -> Intended:
    there = {"deed": deed, "waiver": waiver, "successor": successor}
    gone = [name for name, row in there.items() if getattr(intent, name) and row is None]
    return Intended(intent, deed, waiver, successor, (*gone, *intent.unread))


def _deeds(said: Collection[tuple[int, Intent]]) -> dict[tuple[int, str], Deed]:
    named = [intent.deed for _space, intent in said if intent.deed]
    rows = Deed.objects.filter(code__in=named).select_related("space") if named else ()
    return {(row.space_id, row.code): row for row in rows}


def _waivers(said: Collection[tuple[int, Intent]]) -> dict[tuple[int, int], Waiver]:
    named = [intent.waiver for _space, intent in said if intent.waiver]
    related = ("commitment__space", "commitment__agreement__space")
    rows = Waiver.objects.filter(pk__in=named).select_related(*related) if named else ()
    return {(row.commitment.space_id, row.pk): row for row in rows}


def _successors(said: Collection[tuple[int, Intent]]) -> dict[tuple[int, str], Commitment]:
    named = [intent.successor for _space, intent in said if intent.successor]
    rows = Commitment.objects.filter(code__in=named).select_related("space", "agreement__space") if named else ()
    return {(row.space_id, row.code): row for row in rows}

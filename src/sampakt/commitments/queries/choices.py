"""What a ledger can be narrowed by: the agreements, parties, themes and units of the promises that the viewer sees."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from sampakt.agreements.models import Agreement
from sampakt.agreements.terms import BOUND
from sampakt.commitments.models import Commitment
from sampakt.commitments.queries.ledger import Wanted, scope_of
from sampakt.kernel.alphabet import ALPHABETS, sort_key
from sampakt.kernel.asking import asked_as
from sampakt.kernel.viewer import Viewer
from sampakt.organisations.models import Organisation


@dataclass(frozen=True)
class Choices:
    """What the rows can be narrowed by: pairs of value and name. ``alone``: the only party of an agreement, by it."""

    agreements: Sequence[tuple[str, Any]]
    parties: Sequence[tuple[str, str]]
    themes: Sequence[tuple[int, Any]]
    units: Sequence[tuple[int, Any]]
    alone: Mapping[int, Organisation] = field(default_factory=dict)


def choices(viewer: Viewer, space: int | None = None) -> Choices:
    """What the ledger can be narrowed by. Two queries."""
    key = ("choices", viewer.key, space)
    agreements = list(asked_as((*key, "agreements"), lambda: _agreements(viewer, space)))
    bound: dict[int, list[dict[str, str]]] = defaultdict(list)
    for _code, _title, code, name, short_name, role, agreement in agreements:
        if role in BOUND:
            bound[agreement].append({"code": code, "name": name, "short_name": short_name})
    sorted_by = list(asked_as((*key, "sorts"), lambda: _sorts(viewer, space)))
    alphabet = ALPHABETS.get(viewer.language, ALPHABETS["sv"])
    return Choices(
        agreements=_named((row[:2] for row in agreements), alphabet),
        parties=_named((row[2:4] for row in agreements), alphabet),
        themes=_named((row[:2] for row in sorted_by), alphabet),
        units=_named((row[2:] for row in sorted_by), alphabet),
        alone={agreement: Organisation(**one[0]) for agreement, one in bound.items() if len(one) == 1},
    )


def _agreements(viewer: Viewer, space: int | None) -> QuerySet[Agreement, tuple[Any, ...]]:
    # Whoever sees a promise sees its agreement: each agreement is asked for any promise, not each promise for its own.
    if space is None and not viewer.is_operator:
        seen = Agreement.objects.within(viewer, viewer.spaces)
    else:
        seen = Agreement.objects.visible_to(viewer)
        seen = seen if space is None else seen.in_space(space)
    promised = scope_of(viewer, Wanted(space=space)).order_by().filter(agreement=OuterRef("pk"))
    return seen.filter(Exists(promised)).values_list(
        "code",
        "title",
        "parties__organisation__code",
        "parties__organisation__name",
        "parties__organisation__short_name",
        "parties__role",
        "pk",
    )


def _sorts(viewer: Viewer, space: int | None) -> QuerySet[Commitment, tuple[Any, ...]]:
    scope = scope_of(viewer, Wanted(space=space)).order_by()
    return scope.values_list("theme_id", "theme__name", "unit_id", "unit__name").distinct()


def _named(pairs: Any, alphabet: str) -> list[Any]:
    """Each value once, with its name, by name; rows without one are left out."""
    found = {value: name for value, name in pairs if value is not None}
    return sorted(found.items(), key=lambda pair: sort_key(str(pair[1]), alphabet))

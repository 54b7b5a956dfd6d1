"""Facts of deeds: what was done in a space."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import TextField
from django.db.models.functions import Cast, Length
from django.db.models.lookups import GreaterThan

from sampakt.commitments.models import Deed
from sampakt.commitments.queries.registry import Source
from sampakt.commitments.queries.sources.rows import rows_of
from sampakt.commitments.rules import Promise
from sampakt.commitments.rules.facts import DeedFacts
from sampakt.kernel.words import bare, bare_words

_DEED_COLUMNS = (
    "sort",
    "done_on",
    "covers_until",
    "organisation_id",
    "unit_id",
    "theme_id",
    "recipient",
    "based_on_id",
    "audience",
    "circle_id",
)
_DEED_FIELDS = (
    "sort",
    "on",
    "about",
    "organisation_id",
    "unit_id",
    "theme_id",
    "recipient",
    "based_on",
    "audience",
    "circle_id",
)


def load_deeds(promises: Sequence[Promise], until: date) -> dict[int, tuple[DeedFacts, ...]]:
    """The deeds of the promises' spaces, done until then. Two questions."""
    spaces = {promise.space_id for promise in promises}
    participants: dict[int, set[int]] = defaultdict(set)
    through = Deed.participants.through.objects.all()
    for _space, deed, organisation in rows_of(through, "deed__space_id", spaces, "deed_id", "organisation_id"):
        participants[deed].add(organisation)
    found: dict[int, list[DeedFacts]] = defaultdict(list)
    noted = GreaterThan(Length(Cast("note", TextField())), len("{}"))
    for space, pk, has_note, type_, tags, *rest in rows_of(
        Deed.objects.filter(done_on__lte=until).annotate(has_note=noted).order_by("done_on", "pk"),
        "space_id",
        spaces,
        "pk",
        "has_note",
        "type",
        "tags",
        *_DEED_COLUMNS,
    ):
        row: dict[str, Any] = dict(zip(_DEED_FIELDS, rest, strict=True))
        found[space].append(
            DeedFacts(
                id=pk,
                type=bare(type_),
                tags=bare_words(tags),
                participants=frozenset(participants.get(pk, ())),
                has_note=has_note,
                **row,
            )
        )
    return {space: tuple(deeds) for space, deeds in found.items()}


DEEDS: Source[Sequence[DeedFacts]] = Source(
    "deeds", load_deeds, lambda promise: promise.space_id, frozenset({"commitments.deed"}), ()
)

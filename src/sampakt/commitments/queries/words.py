"""The partnership's own words: what types and tags are called in its promises and in its records of work."""

from dataclasses import dataclass

from sampakt.commitments.models import Commitment, Deed
from sampakt.commitments.queries.parameters import asked_by
from sampakt.commitments.queries.registry import all_kinds
from sampakt.kernel.alphabet import ALPHABETS, sort_key
from sampakt.kernel.viewer import Viewer
from sampakt.kernel.words import first_spellings

TYPES = frozenset({"type", "types"})


@dataclass(frozen=True)
class OwnWords:
    """Each word once, as it was spelt first, in alphabetical order."""

    types: tuple[str, ...]
    tags: tuple[str, ...]


def words_used(viewer: Viewer, space_id: int) -> OwnWords:
    """The words that the viewer can see in one partnership, those that promises ask for first spelt. Two queries."""
    types: list[str] = []
    tags: list[str] = []
    promises = Commitment.objects.visible_to(viewer).in_space(space_id).order_by("pk")
    for code, parameters in promises.values_list("kind", "parameters"):
        kind = all_kinds().get(code)
        for asked in asked_by(kind) if kind else ():
            if asked.is_own:
                told = parameters.get(asked.name) or ()
                (types if asked.name in TYPES else tags).extend([told] if isinstance(told, str) else told)
    deeds = Deed.objects.visible_to(viewer).in_space(space_id).order_by("pk")
    for own, touched in deeds.values_list("type", "tags"):
        types += [own] if own else []
        tags += touched
    return OwnWords(_in_order(types, viewer.language), _in_order(tags, viewer.language))


def _in_order(words: list[str], language: str) -> tuple[str, ...]:
    alphabet = ALPHABETS.get(language, ALPHABETS["sv"])
    return tuple(sorted(first_spellings(words), key=lambda word: sort_key(word, alphabet)))

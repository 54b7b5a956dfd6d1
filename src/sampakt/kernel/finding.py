"""What search finds: each room brings its kinds in ``finds.py`` as a list ``FINDS``."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db import models
from django.utils.functional import Promise

Row = TypeVar("Row", bound=models.Model)


@dataclass(frozen=True)
class Find(Generic[Row]):
    """One kind of record that search finds, and how a hit is shown: where it leads, its title, and a line beneath."""

    kind: str
    label: "str | Promise"
    found: Callable[..., "models.QuerySet[Row]"]
    """``found(viewer, words)``: the records with all the words, as far as the viewer may see them, best first."""
    title: Callable[[Row], str]
    href: Callable[[Row], str]
    subtitle: Callable[[Row], str]
    in_parts: Callable[..., "list[models.QuerySet[Row]]"] | None = None
    """The same records as ``found``, where it is shorter to ask in parts which they are; one may be in two parts."""
    first: Callable[..., "models.QuerySet[Row]"] | None = None
    """The same in their order, where there is a shorter way to ask for the first of very many."""

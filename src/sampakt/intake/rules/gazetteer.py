"""The organisations that a text may mean, by every name that they go under."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sampakt.intake.rules.text import plain


@dataclass(frozen=True)
class Organisation:
    """An organisation that a register knows: its code, present name, sort and country."""

    code: str
    name: str
    sort: str
    country: str


@dataclass(frozen=True)
class Name:
    """One name of an organisation; ``shown`` is how a draft writes it, ``manner`` how it is recognised."""

    words: str
    shown: str
    manner: str
    of: Organisation


@dataclass
class Gazetteer:
    """All names, by their plain form; filled once from the rows of the registers, then only read."""

    names: dict[str, list[Name]] = field(default_factory=dict)
    places: dict[str, list[Name]] = field(default_factory=dict)
    initials: dict[str, list[Name]] = field(default_factory=dict)

    def add(self, name: Name) -> None:
        """Take in one name, among full names, places or initials."""
        shelf = {"full": self.names, "place": self.places, "initials": self.initials}[name.manner]
        key = name.words if name.manner == "initials" else plain(name.words)
        if all(known.of != name.of for known in shelf.setdefault(key, [])):
            shelf[key].append(name)


def gazetteer_of(registers: Mapping[str, Iterable[Mapping[str, str]]]) -> Gazetteer:
    """The gazetteer made from the rows of the registers, by the register's name ("se-municipalities", …)."""
    gazetteer = Gazetteer()
    for register, rows in registers.items():
        if register not in _SORTS:
            continue
        for row in rows:
            organisation = Organisation(row["code"], row["name"], _SORTS[register], register[:2].upper())
            gazetteer.add(Name(row["name"], row["name"], "full", organisation))
    return gazetteer


_SORTS = {
    "se-municipalities": "municipality",
    "no-municipalities": "municipality",
    "se-regions": "region",
    "no-counties": "county",
    "se-county-boards": "county_board",
    "se-universities": "university",
    "no-universities": "university",
}

"""Which organisations the names of a list mean: those that are here, and those that somebody said to add."""

from collections.abc import Mapping
from functools import cached_property

from sampakt.intake.queries.drafts import gazetteer
from sampakt.intake.rules.tables import organisation_named
from sampakt.kernel.alphabet import fold
from sampakt.organisations.models import Organisation


class Directory:
    """The organisations by every name; each name of a list is looked up once. One query."""

    def __init__(self, country: str, declared: Mapping[str, str]) -> None:
        self.country = country if country in {"SE", "NO"} else "SE"
        self.declared = declared
        self._found: dict[str, Organisation | None] = {}

    @cached_property
    def _all(self) -> tuple[dict[str, Organisation], dict[str, Organisation]]:
        by_code: dict[str, Organisation] = {}
        by_name: dict[str, Organisation] = {}
        wanted = ("code", "name", "names", "short_name", "kind", "country", "is_active")
        for one in Organisation.objects.only(*wanted).order_by("is_active", "pk"):
            by_code[one.code] = one
            for name in (*one.names.as_data().values(), one.name):
                if name:
                    by_name[fold(name)] = one
        return by_code, by_name

    def find(self, name: str) -> Organisation | None:
        """The organisation that a name means, if it is here."""
        key = fold(name)
        if key not in self._found:
            self._found[key] = self._sought(name, key)
        return self._found[key]

    def _sought(self, name: str, key: str) -> Organisation | None:
        by_code, by_name = self._all
        if key in by_name:
            return by_name[key]
        named = organisation_named(name, gazetteer(), self.country)
        if named is None:
            return None
        return by_code.get(named.of.code) or by_name.get(fold(named.shown))

    def is_known(self, name: str) -> bool:
        """Whether a name means an organisation that is here."""
        return self.find(name) is not None

    def learn(self, name: str, organisation: Organisation) -> None:
        """An organisation that was added under this name."""
        self._found[fold(name)] = organisation

    def said_of(self, name: str) -> str:
        """The kind that somebody said an unknown organisation has; empty when nobody did."""
        return self.declared.get(fold(name), "")

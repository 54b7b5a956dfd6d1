"""The section of a partnership file that tells of organisations, their units and their offices."""

from collections.abc import Iterable
from typing import ClassVar

from pydantic import Field
from pydantic_core import PydanticCustomError

from sampakt.kernel.files import Day, Key, Line, Section, SomeWords, Words, known_as, nearest
from sampakt.kernel.text import Text
from sampakt.organisations.models import Organisation
from sampakt.organisations.rules import compact_number
from sampakt.organisations.terms import Country, OfficeFunction, OrganisationKind, UnitKind

PATH = "organisations"


class HeldFile(Section):
    """Days on which an office was held; by whom is not told."""

    named_by: ClassVar = ("starts_on",)
    may_repeat: ClassVar = True

    starts_on: Day = known_as("from")
    ends_on: Day | None = known_as("to", None)
    sample: bool = Field(default=False, description="Made up to show Sampakt.")


class UnitFile(Section):
    """A part of the organisation: an administration, a committee, a faculty."""

    named_by: ClassVar = ("key",)

    key: Key
    name: SomeWords
    kind: UnitKind
    parent: Key | None = Field(default=None, description="The unit that it is part of.")
    starts_on: Day | None = known_as("from", None)
    ends_on: Day | None = known_as("to", None)
    sample: bool = False


class OfficeFile(Section):
    """A post that outlives its holders."""

    named_by: ClassVar = ("key",)

    key: Key
    name: SomeWords
    unit: Key | None = Field(default=None, description="One of the organisation's units.")
    function: OfficeFunction = OfficeFunction.OTHER
    starts_on: Day | None = known_as("from", None, description="The office exists since.")
    ends_on: Day | None = known_as("to", None)
    sample: bool = False
    held: list[HeldFile] = []


class PredecessorFile(Section):
    """An organisation that this one took over from."""

    named_by: ClassVar = ("code",)

    code: Key
    name: Line = Field(default="", description="Needed when no register has the predecessor.")
    from_on: Day = known_as("from")


class OrganisationFile(Section):
    """An organisation that the file completes, or adds when no register has it."""

    named_by: ClassVar = ("code",)

    code: Key
    kind: OrganisationKind | None = Field(default=None, description="Needed when no register has the organisation.")
    country: Country | None = Field(default=None, description="Needed when no register has the organisation.")
    name: Line = Field(default="", description="Its official name; needed when no register has the organisation.")
    names: Words = Field(default=Text(), description="Its name in other languages.")
    short_name: Line = ""
    organisation_number: Line = ""
    website: Line = ""
    source: Line = Field(default="", description="Where this is known from.")
    units: list[UnitFile] = []
    offices: list[OfficeFile] = []
    succeeds: list[PredecessorFile] = []


class KnownOrganisations:
    """Reads what files call organisations: a code, an organisation number or an official name. One query."""

    def __init__(self, declared: Iterable[str] = ()) -> None:
        self.asked: set[str] = set()
        self._codes = {code: code for code in declared}
        for code, number, name in Organisation.objects.values_list("code", "organisation_number", "name"):
            self._codes |= {name.casefold(): code, code: code}
            if number:
                self._codes[number] = code

    def __call__(self, word: str) -> str:
        code = self._codes.get(word) or self._codes.get(compact_number(word)) or self._codes.get(word.casefold())
        if code is None:
            meant = nearest(word.casefold(), self._codes)
            about = {"kind": "organisations", "name": word, "nearest": self._codes.get(meant, "")}
            raise PydanticCustomError("unknown", "unknown organisation {name}", about)
        self.asked.add(code)
        return code

"""Questions about partnership files: what they may hold, what one holds, and what a partnership is as a file."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Any, Literal

from django.conf import settings
from django.utils import translation
from pydantic import Field, create_model

from sampakt.agreements.models import Partnership
from sampakt.agreements.terms import AgreementKind
from sampakt.commitments.queries.registry import all_kinds
from sampakt.kernel import clock
from sampakt.kernel.discovery import brought
from sampakt.kernel.files import Dumping, Fault, Lined, Part, Plan, Section, arranged
from sampakt.kernel.terms import Language, ValueFault
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import SYSTEM, Viewer
from sampakt.organisations.models import Organisation
from sampakt.organisations.transfer import KnownOrganisations
from sampakt.papers.rules import free_key
from sampakt.transfer.models import LoadedFile
from sampakt.transfer.rules.reading import Unreadable, read
from sampakt.transfer.rules.reference import kinds_reference, sections_reference
from sampakt.transfer.rules.validating import validated
from sampakt.transfer.rules.writing import as_json, as_yaml
from sampakt.transfer.terms import FileFault, Held, Named

VERSION = "1"


@cache
def parts() -> tuple[Part, ...]:
    """The parts of a file that the rooms bring, in their order."""
    found = [part for module in brought("transfer") for part in getattr(module, "PARTS", ())]
    return tuple(sorted(found, key=lambda part: part.order))


@cache
def file_model() -> type[Section]:
    """The whole file: its version and one section for each part."""
    fields: dict[str, Any] = {"sampakt": (Literal["1"], Field(description="The version of the format."))}
    for part in parts():
        optional: dict[str, Any] = {} if part.is_required else {"default_factory": list}
        fields[part.name] = (part.holds, Field(description=part.description, **optional))
    made: type[Section] = create_model(
        "PartnershipFileVersion1",
        __base__=Section,
        __doc__="A whole partnership: its agreements, its promises, and the records that show whether they are kept.",
        **fields,
    )
    return made


@dataclass(frozen=True)
class FileRead:
    """A file as it was read: typed, without what is wrong; the faults; and what loading needs to know of it."""

    file: Any
    faults: tuple[Fault, ...]
    mentioned: frozenset[str] = frozenset()
    dropped: frozenset[str] = frozenset()


def file_read(content: bytes) -> FileRead:
    """Read a partnership file and find everything that is wrong in it by itself. One query."""
    try:
        root, faults = read(content)
    except Unreadable as unreadable:
        return FileRead(None, (unreadable.fault,))
    if "sampakt" not in root:
        return FileRead(None, (*faults, Fault(1, "", "not_a_partnership_file")))
    if root["sampakt"] != VERSION:
        about = {"value": str(root["sampakt"])[:20]}
        return FileRead(None, (*faults, Fault(root.line_of("sampakt"), "sampakt", "other_version", about)))
    organisations = KnownOrganisations(_declared(root))
    found = validated(file_model(), root, {"language": _language(root), "organisation": organisations})
    ordered = sorted([*faults, *found.faults], key=lambda fault: fault.line)
    return FileRead(found.file, tuple(ordered), frozenset(organisations.asked), frozenset(found.dropped))


def _declared(root: Lined) -> list[str]:
    told = root.get("organisations")
    rows = told if isinstance(told, list) else []
    codes = [row.get("code") for row in rows if isinstance(row, dict)]
    codes += [
        one.get("code")
        for row in rows
        if isinstance(row, dict) and isinstance(row.get("succeeds"), list)
        for one in row["succeeds"]
        if isinstance(one, dict)
    ]
    return [code for code in codes if isinstance(code, str)]


def _language(root: Lined) -> str:
    told = root.get("partnership")
    language = told.get("language") if isinstance(told, dict) else None
    return language if language in Language.values else Language.SV.value


def file_of(partnership: Partnership, viewer: Viewer = SYSTEM) -> Any:
    """A partnership as a file, as far as the viewer sees it. A fixed number of queries."""
    memories = dict(LoadedFile.objects.values_list("space_id", "holds"))
    held = {path: place for place, path in enumerate(memories.pop(partnership.pk, []))}
    dumping = Dumping(
        partnership,
        viewer=viewer,
        held=held,
        elsewhere={path for holds in memories.values() for path in holds if path.startswith("organisations/")},
    )
    told = {part.name: part.dump(dumping) for part in reversed(parts())}
    file = file_model()(**{"sampakt": VERSION, **{part.name: told[part.name] for part in parts()}})
    arranged(file, held)
    return file


def left_out(partnership: Partnership) -> dict[str, int]:
    """How many records of each sort no file tells of, whoever writes it. A fixed number of queries."""
    dumping = Dumping(partnership)
    found = [part.leaves_out(dumping) for part in parts() if part.leaves_out is not None]
    return {sort: number for counts in found for sort, number in counts.items() if number}


def partnership_told(partnership: Partnership) -> dict[str, Any]:
    """What a file says of the partnership itself, as plain data: the part that names it."""
    part = next(part for part in parts() if part.name == "partnership")
    told: Section = part.dump(Dumping(partnership))
    return told.model_dump(mode="json", by_alias=True, exclude_defaults=True)


def as_data(file: Section) -> dict[str, Any]:
    """A file's content as plain data: canonical, with empty and default values left out."""
    data = file.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    data["sampakt"] = int(VERSION)
    for commitment in data.get("commitments", ()):
        if not commitment.get("parameters"):
            commitment.pop("parameters", None)
    return data


def written(file: Section, form: str) -> str:
    """A file's content as text, ``yaml`` or ``json``."""
    return as_json(as_data(file)) if form == "json" else as_yaml(as_data(file))


def schema() -> dict[str, Any]:
    """The JSON Schema of a partnership file, the parameters of each kind of commitment among it."""
    found = file_model().model_json_schema(by_alias=True, ref_template="#/$defs/{model}")
    defs: dict[str, Any] = found["$defs"]
    choices = []
    for code, kind in sorted(all_kinds().items()):
        terms = kind.terms.model_json_schema(ref_template="#/$defs/{model}")
        defs |= terms.pop("$defs", {})
        name = f"Parameters_{code}"
        defs[name] = {**terms, "title": code}
        needed = ["kind", "parameters"] if terms.get("required") else ["kind"]
        own = {"kind": {"const": code}, "parameters": {"$ref": f"#/$defs/{name}"}}
        choices.append({"properties": own, "required": needed})
    defs["CommitmentFile"]["properties"]["kind"]["enum"] = sorted(all_kinds())
    defs["CommitmentFile"]["oneOf"] = choices
    found["properties"]["sampakt"] = {"const": int(VERSION), "description": "The version of the format."}
    found["$defs"] = dict(sorted(defs.items()))
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Partnership file, version 1", **found}


def sizes_of(file: Section) -> dict[Held, int]:
    """How many records of each sort a file holds."""
    return {held: len(getattr(file, held.value)) for held in Held}


def words_of(fault: Fault) -> str:
    """What is wrong, in the language of whoever reads."""
    facts: dict[str, Any] = dict(fault.facts)
    if "kind" in facts:
        facts["kind"] = Named(facts["kind"]).label
    label = str((ValueFault if fault.code in ValueFault.values else FileFault)(fault.code).label)
    return label % facts if facts else label.replace("%%", "%")


def told(fault: Fault, file: str) -> str:
    """A fault with the file's name, its line and its place, as a compiler tells it."""
    line = f":{fault.line}" if fault.line else ""
    place = f" {fault.path}:" if fault.path else ""
    return f"{file}{line}:{place} {words_of(fault)}"


@dataclass(frozen=True)
class Pattern:
    """A partnership file that others can be made after, and the organisations whose places are to be taken."""

    code: str
    file: Any
    places: tuple[str, ...]

    @property
    def name(self) -> Text:
        """What the pattern's own partnership is called."""
        name: Text = self.file.partnership.name
        return name

    @cached_property
    def promises(self) -> int:
        """How many promises it brings when every place is taken."""
        return self.promises_among(len(self.places))

    def promises_among(self, parties: int) -> int:
        """How many promises it brings when so many parties take the places, in their order."""
        told = self.file.partnership
        replaced = {code: code for code in self.places[:parties]}
        plan = Plan(code=told.code, name=told.name, language=told.language, first_day=clock.today(), replaced=replaced)
        return len(patterned(self, plan).commitments)


def patterns() -> list[Pattern]:
    """The patterns that come with Sampakt and those that the operator has added. Files with faults are left out."""
    files = [path for folder in settings.PATTERNS for path in sorted(folder.glob("*.yaml"))]
    found = {pattern.code: pattern for path in files if (pattern := _pattern(path, path.stat().st_mtime_ns))}
    return list(found.values())


@lru_cache(maxsize=100)
def _pattern(path: Path, _changed: int) -> Pattern | None:
    read = file_read(path.read_bytes())
    if read.file is None or read.faults:
        return None
    parties = [party for one in read.file.agreements for party in one.parties]
    return Pattern(read.file.partnership.code, read.file, tuple(dict.fromkeys(party.organisation for party in parties)))


def patterned(pattern: Pattern, plan: Plan) -> Any:
    """A new partnership's file after a pattern: its promises, themes, checklists and chains, for other parties."""
    told = {part.name: part.pattern(getattr(pattern.file, part.name), plan) for part in parts() if part.pattern}
    return file_model()(**{"sampakt": VERSION, **told})


def plan_after(
    pattern: Pattern,
    organisations: Sequence[Organisation],
    *,
    name: Text,
    language: str,
    days: tuple[date, date | None],
) -> Plan:
    """The plan by which ``organisations`` take the pattern's places, in their order. Two queries."""
    old = {one.code: one for one in Organisation.objects.filter(code__in=pattern.places)}
    places = list(zip(pattern.places, organisations, strict=False))
    after = dict(places)
    names: dict[str, str] = {}
    for code in pattern.places:
        names = (_names(old[code], after.get(code, old[code])) if code in old else {}) | names
    starts = [one.starts_on for one in pattern.file.agreements if one.starts_on]
    taken = set(Partnership.objects.values_list("code", flat=True))
    return Plan(
        code=free_key(str(name), taken, otherwise="partnership"),
        name=name,
        language=language,
        first_day=days[0],
        last_day=days[1],
        pattern_starts_on=min(starts, default=None),
        replaced={code: new.code for code, new in places},
        added=tuple(one.code for one in organisations[len(places) :]),
        alike=frozenset(code for code, new in places if code in old and old[code].kind == new.kind),
        places=len(pattern.places),
        names=names,
        everybody=tuple(_called(one) for one in organisations),
    )


def _names(old: Organisation, new: Organisation) -> dict[str, str]:
    """What the pattern calls an organisation, with what the new one is called."""
    told = {words: getattr(_called(new), language) for language, words in old.names.as_data().items()}
    if len(old.short_name) > 2:
        told[old.short_name] = new.brief
    return told | {old.name: new.name}


def empty_file(name: Text, language: str, organisations: Sequence[Organisation], days: tuple[date, date | None]) -> Any:
    """A new partnership's file with one draft between its parties and nothing else. One query."""
    taken = set(Partnership.objects.values_list("code", flat=True))
    agreement = {
        "key": "main",
        "kind": AgreementKind.COOPERATION,
        "title": name,
        "starts_on": days[0],
        "ends_on": days[1],
        "parties": [{"organisation": one.code} for one in organisations],
    }
    partnership = {"code": free_key(str(name), taken, otherwise="partnership"), "name": name, "language": language}
    told: dict[str, Any] = {"sampakt": VERSION, "partnership": partnership, "agreements": [agreement]}
    return file_model()(**told)


def _called(one: Organisation) -> Text:
    """An organisation's name in every language: its own where it has none in that language."""
    return Text(**{language: getattr(one.names, language) or one.name for language in Language.values})


@dataclass(frozen=True)
class Place:
    """A place in a pattern: the organisation that stood there, and the one that takes it, if any."""

    before: Organisation
    after: Organisation | None


def places_of(pattern: Pattern, organisations: Sequence[Organisation]) -> list[Place]:
    """Who takes whose place in a pattern. One query."""
    old = {one.code: one for one in Organisation.objects.filter(code__in=pattern.places)}
    after = dict(zip(pattern.places, organisations, strict=False))
    return [Place(old[code], after.get(code)) for code in pattern.places if code in old]


def reference() -> str:
    """The reference of the format in Markdown: every section, and every kind of commitment with its parameters."""
    with translation.override("en"):
        kinds = [(code, str(kind.purpose), kind.terms) for code, kind in sorted(all_kinds().items())]
        return f"{sections_reference(file_model())}\n## Kinds of commitment\n\n{kinds_reference(kinds)}"

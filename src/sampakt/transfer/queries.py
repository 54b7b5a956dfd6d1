"""Questions about partnership files: what they may hold, what one holds, and what a partnership is as a file."""

from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from pydantic import Field, create_model

from sampakt.agreements.models import Partnership
from sampakt.commitments.queries.registry import all_kinds
from sampakt.kernel.discovery import brought
from sampakt.kernel.files import Dumping, Fault, Lined, Part, Section, arranged
from sampakt.kernel.terms import Language
from sampakt.kernel.viewer import SYSTEM, Viewer
from sampakt.organisations.transfer import KnownOrganisations
from sampakt.transfer.models import LoadedFile
from sampakt.transfer.rules.reading import Unreadable, read
from sampakt.transfer.rules.validating import validated
from sampakt.transfer.rules.writing import as_json, as_yaml
from sampakt.transfer.terms import FileFault, Named

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


def words_of(fault: Fault) -> str:
    """What is wrong, in the language of whoever reads."""
    facts = dict(fault.facts)
    if "kind" in facts:
        facts["kind"] = Named(facts["kind"]).label
    label = str(FileFault(fault.code).label)
    return label % facts if facts else label.replace("%%", "%")


def told(fault: Fault, file: str) -> str:
    """A fault with the file's name, its line and its place, as a compiler tells it."""
    line = f":{fault.line}" if fault.line else ""
    place = f" {fault.path}:" if fault.path else ""
    return f"{file}{line}:{place} {words_of(fault)}"

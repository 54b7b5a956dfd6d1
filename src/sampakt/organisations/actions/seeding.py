"""Loading the registers that come with Sampakt: tables of public facts, kept as CSV files beside this room's code."""

import csv
import hashlib
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction

from sampakt.kernel.text import Text
from sampakt.organisations.models import Organisation, Register, Succession

FOLDER = Path(__file__).resolve().parent.parent / "registers"
SUCCESSIONS = "predecessors"
FACTS = (
    "kind",
    "country",
    "name",
    "names",
    "short_name",
    "former_names",
    "organisation_number",
    "official_code",
    "county_code",
    "register",
    "source",
    "source_as_of",
    "is_active",
)


@dataclass(frozen=True)
class Source:
    """One table as it lies in the folder: where it is from, and the rows in it."""

    name: str
    about: dict[str, Any]
    rows: tuple[dict[str, str], ...]
    digest: str


def sources() -> list[Source]:
    """All tables in the folder, those of successions last, because they name organisations of the others."""
    about = tomllib.loads((FOLDER / "sources.toml").read_text(encoding="utf-8"))
    return [_source(name, about[name]) for name in sorted(about, key=lambda name: name == SUCCESSIONS)]


@transaction.atomic
def seed_registers() -> int:
    """Bring the organisations up to date with the registers whose files changed; answers how many rows were written.

    What an organisation has that no register tells (its website, units, people) is left as it is.
    """
    loaded = dict(Register.objects.values_list("name", "digest"))
    changed = [source for source in sources() if loaded.get(source.name) != source.digest]
    written = 0
    for source in changed:
        written += _write(list(_predecessors(source) if source.name == SUCCESSIONS else _organisations(source)))
        if source.name == SUCCESSIONS:
            _write_successions(source)
        Register.objects.update_or_create(
            name=source.name,
            defaults={"digest": source.digest}
            | {field: source.about.get(field, "") for field in ("title", "source", "as_of", "licence", "note")},
        )
    return written


def _source(name: str, about: dict[str, Any]) -> Source:
    content = (FOLDER / f"{name}.csv").read_bytes()
    rows = tuple(csv.DictReader(content.decode("utf-8").splitlines()))
    return Source(name, about, rows, hashlib.sha256(content + repr(sorted(about.items())).encode()).hexdigest())


def _organisations(source: Source) -> Iterator[Organisation]:
    for row in source.rows:
        yield Organisation(
            code=row["code"],
            name=row["name"],
            names=Text(en=row["name_en"]),
            short_name=row["short_name"],
            former_names="\n".join(filter(None, row["former_names"].split("|"))),
            organisation_number=row["organisation_number"],
            official_code=row["official_code"],
            county_code=row["county_code"],
            country=source.about["country"],
            **_common(source),
        )


def _predecessors(source: Source) -> Iterator[Organisation]:
    """Organisations that exist no longer; each stood in the country of its successor."""
    countries = dict(Organisation.objects.values_list("code", "country"))
    told = {row["predecessor_code"]: row for row in source.rows}
    for code, row in told.items():
        country = countries[row["successor_code"]]
        yield Organisation(code=code, name=row["predecessor_name"], country=country, is_active=False, **_common(source))


def _common(source: Source) -> dict[str, Any]:
    return {
        "kind": source.about["kind"],
        "register": source.name,
        "source": source.about["source"],
        "source_as_of": source.about["as_of"],
    }


def _write(organisations: list[Organisation]) -> int:
    """Add those that are new; change those whose facts differ. Answers how many."""
    known = {one.code: one for one in Organisation.objects.filter(code__in=[one.code for one in organisations])}
    fresh = [one for one in organisations if one.code not in known]
    changed = 0
    for told in organisations:
        kept = known.get(told.code)
        if kept is None or all(getattr(kept, fact) == getattr(told, fact) for fact in FACTS):
            continue
        for fact in FACTS:
            setattr(kept, fact, getattr(told, fact))
        kept.version += 1
        kept.save(update_fields=[*FACTS, "version", "changed_at"])
        changed += 1
    for organisation in fresh:
        organisation.set_sought()
    Organisation.objects.bulk_create(fresh, batch_size=200)
    return len(fresh) + changed


def _write_successions(source: Source) -> None:
    numbers = dict(Organisation.objects.values_list("code", "pk"))
    successions = [
        Succession(
            predecessor_id=numbers[row["predecessor_code"]],
            successor_id=numbers[row["successor_code"]],
            from_on=date.fromisoformat(row["from_on"]),
            note=row["note"],
        )
        for row in source.rows
    ]
    Succession.objects.bulk_create(
        successions,
        update_conflicts=True,
        unique_fields=["predecessor", "successor"],
        update_fields=["from_on", "note"],
    )

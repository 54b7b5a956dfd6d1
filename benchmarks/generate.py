"""Generated partnerships of two sizes, the same at every run: a municipality and a nation."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import models

from sampakt.agreements.models import Agreement, ContentItem, DecisionStep, Partnership, Party, Theme
from sampakt.commitments.models import Commitment, CommitmentParty, Deed, Evidence, EvidenceUse, Statement
from sampakt.kernel.text import Text
from sampakt.organisations.models import Appointment, Membership, Office, Organisation, Space, Unit, User

TODAY = date(2026, 11, 21)


@dataclass(frozen=True)
class Size:
    """How much is generated."""

    name: str
    agreements: int
    commitments: int
    evidence: int
    organisations: int
    users: int


MUNICIPALITY = Size("municipality", 700, 10_000, 50_000, 60, 4_000)
NATION = Size("nation", 5_000, 100_000, 50_000, 650, 4_000)

# Kind, parameters, who judges: in the proportions that the five systems have.
PROMISES: tuple[tuple[str, dict[str, Any], str], ...] = (
    ("decision_chain", {"party": "{a}", "instances": ["board", "council"], "signed_after": True}, "A"),
    ("signed_by", {}, "A"),
    ("period", {"months": 48}, "A"),
    ("decide_before", {"months_before": 6}, "A"),
    ("must_contain", {"topics": ["goals", "rights", "data"]}, "A"),
    ("role_filled", {"functions": ["contact"], "per": "unit"}, "A"),
    ("role_filled", {"functions": ["coordinator"], "per": "party", "max_vacancy_days": 90}, "A"),
    ("report", {"type": "årsrapport", "recipients": ["kommunstyrelsen"], "due": "03-31"}, "A"),
    ("report", {"type": "delårsrapport", "times": 2}, "A"),
    ("plan_adopted", {"type": "verksamhetsplan"}, "A"),
    ("activity", {"sorts": ["event"]}, "A"),
    ("activity", {"sorts": ["event", "dialogue"], "times": 2, "per": "agreement_year"}, "S"),
    ("activity_in_each", {"themes": True}, "A"),
    ("evaluation", {"before": "end", "months_before": 6}, "A"),
    ("deliver_by", {"types": ["modell"], "months_after_start": 24}, "A"),
    ("statement", {}, "H"),
    ("statement", {"due": "02-15"}, "H"),
    ("parties_complete", {"each": ["decision", "signature"]}, "A"),
    ("in_force", {}, "A"),
    ("report", {"type": "översikt", "per": None}, "A"),
)


def generate(size: Size, seed: int = 1) -> None:
    """Fill an empty, migrated database. Takes a minute or two for the nation."""
    chance = random.Random(seed)
    organisations = _organisations(size, chance)
    users = _users(size, organisations, chance)
    spaces = _spaces(size.agreements)
    partnerships = [
        Partnership(space=space, code=f"p{number}", name=Text(sv=f"Partnerskap {number}", en=f"Partnership {number}"))
        for number, space in enumerate(spaces)
    ]
    _add(partnerships)
    agreements, pairs = [], []
    for number, space in enumerate(spaces):
        start = date(2018, 1, 1) + timedelta(days=chance.randrange(2900))
        agreements.append(
            Agreement(
                space=space,
                key="main",
                kind="cooperation",
                title=Text(sv=f"Samverkansavtal {number}", en=f"Cooperation agreement {number}"),
                starts_on=start,
                ends_on=date(start.year + 4, start.month, min(start.day, 28)) if chance.random() < 0.8 else None,
                audience="public" if number % 2 else "partners",
            )
        )
        pairs.append((organisations[number % len(organisations)], chance.choice(organisations[:50])))
    _add(agreements)
    _parties(agreements, pairs, chance)
    shared = Space.organisations.through
    _add(
        [
            shared(space=space, organisation=organisation)
            for space, pair in zip(spaces, pairs, strict=True)
            for organisation in {organisation.pk: organisation for organisation in pair}.values()
        ]
    )
    _add(
        [
            Membership(space=space, user=chance.choice(users), organisation=pair[0], role="coordinator")
            for space, pair in zip(spaces, pairs, strict=True)
        ]
    )
    themes = [
        Theme(space=space, key=f"t{position}", name=Text(sv=f"Tema {position}"), position=position)
        for space in spaces
        for position in range(3)
    ]
    _add(themes)
    _deeds(agreements, themes, chance)
    _commitments(size, agreements, pairs, chance)


def _add(rows: list[Any]) -> None:
    for row in rows:
        if hasattr(row, "set_sought"):
            row.set_sought()
    if rows:
        type(rows[0])._base_manager.bulk_create(rows, batch_size=1000)


def _organisations(size: Size, chance: random.Random) -> list[Organisation]:
    organisations = list(Organisation.objects.order_by("pk")[: size.organisations])
    units = [
        Unit(organisation=organisation, key=f"u{number}", name=Text(sv=f"Förvaltning {number}"), kind="administration")
        for organisation in organisations
        for number in range(4)
    ]
    _add(units)
    offices = [
        Office(
            organisation=unit.organisation,
            key=f"c-{unit.key}",
            unit=unit,
            name=Text(sv="Kontaktperson"),
            function="contact",
        )
        for unit in units
    ] + [
        Office(organisation=organisation, key="coordinator", name=Text(sv="Koordinator"), function="coordinator")
        for organisation in organisations
    ]
    _add(offices)
    _add(
        [
            Appointment(office=office, starts_on=date(2020, 1, 1) + timedelta(days=chance.randrange(1500)))
            for office in offices
            if chance.random() < 0.9
        ]
    )
    return organisations


def _users(size: Size, organisations: list[Organisation], chance: random.Random) -> list[User]:
    users = [User(email=f"user{number}@example.org", password="!", language="sv") for number in range(size.users)]
    _add(users)
    return users


def _spaces(count: int) -> list[Space]:
    spaces = [Space(audience="public" if number % 2 else "partners") for number in range(count)]
    _add(spaces)
    return spaces


def _parties(
    agreements: list[Agreement], pairs: list[tuple[Organisation, Organisation]], chance: random.Random
) -> None:
    parties = []
    for agreement, pair in zip(agreements, pairs, strict=True):
        for position, organisation in enumerate({organisation.pk: organisation for organisation in pair}.values()):
            signed = agreement.starts_on + timedelta(days=chance.randrange(-60, 20)) if chance.random() < 0.95 else None
            parties.append(Party(agreement=agreement, organisation=organisation, position=position, signed_on=signed))
    _add(parties)
    steps = []
    for party in parties:
        for position, (kind, outcome) in enumerate((("board", "proposes"), ("council", "approves"))):
            if chance.random() < 0.95:
                decided = party.agreement.starts_on - timedelta(days=120 - 30 * position)
                steps.append(
                    DecisionStep(
                        party=party,
                        position=position,
                        kind=kind,
                        instance=Text(sv=kind),
                        decided_on=decided,
                        outcome=outcome,
                    )
                )
    _add(steps)
    _add(
        [
            ContentItem(agreement=agreement, topic=topic, state="stated" if chance.random() < 0.8 else "not_stated")
            for agreement in agreements
            for topic in ("goals", "rights", "data")
        ]
    )


def _deeds(agreements: list[Agreement], themes: list[Theme], chance: random.Random) -> None:
    deeds = []
    for number, agreement in enumerate(agreements):
        for year in range(agreement.starts_on.year, TODAY.year + 1):
            for sort, kind in (
                ("report", "årsrapport"),
                ("report", "delårsrapport"),
                ("plan", "verksamhetsplan"),
                ("event", ""),
            ):
                day = date(year, chance.randrange(1, 13), chance.randrange(1, 28))
                if chance.random() < 0.85 and agreement.starts_on <= day <= TODAY:
                    deeds.append(
                        Deed(
                            space=agreement.space,
                            key=f"d{len(deeds)}",
                            sort=sort,
                            type=kind,
                            title=Text(sv=f"{sort} {year}"),
                            done_on=day,
                            recipient="kommunstyrelsen" if kind == "årsrapport" else "",
                            theme=themes[number * 3 + chance.randrange(3)],
                        )
                    )
    _add(deeds)


def _commitments(
    size: Size, agreements: list[Agreement], pairs: list[tuple[Organisation, Organisation]], chance: random.Random
) -> None:
    commitments, ends = [], []
    for number in range(size.commitments):
        at = number % len(agreements)
        agreement, (first, _second) = agreements[at], pairs[at]
        kind, parameters, check = PROMISES[(number // len(agreements)) % len(PROMISES)]
        commitment = Commitment(
            space=agreement.space,
            agreement=agreement,
            reference=f"{at}-{number // len(agreements) + 1:02}",
            position=number // len(agreements),
            title=Text(sv=f"Åtagande {number}: parterna följer upp sitt arbete", en=f"Commitment {number}"),
            kind=kind,
            check_by=check,
            parameters={name: first.code if value == "{a}" else value for name, value in parameters.items()},
            audience=agreement.audience,
        )
        commitments.append(commitment)
    _add(commitments)
    for commitment, (first, _second) in zip(commitments, _cycle(pairs), strict=False):
        if chance.random() < 0.5:
            ends.append(CommitmentParty(commitment=commitment, organisation=first, side="owes"))
    _add(ends)
    pieces = [
        Evidence(
            space=commitment.space,
            key=f"e{number}",
            title=Text(sv=f"Underlag {number}"),
            kind="note",
            words="Så gjordes det.",
            dated_on=TODAY - timedelta(days=chance.randrange(1500)),
            state="approved",
            approved_on=TODAY - timedelta(days=chance.randrange(200)),
        )
        for number, commitment in enumerate(chance.choices(commitments, k=size.evidence))
    ]
    _add(pieces)
    by_space: dict[int, list[Commitment]] = {}
    for commitment in commitments:
        by_space.setdefault(commitment.space_id, []).append(commitment)
    _add([EvidenceUse(evidence=piece, commitment=chance.choice(by_space[piece.space_id])) for piece in pieces])
    _add(
        [
            Statement(
                commitment=commitment, stated_on=date(2026, 1, 20), verdict="fulfilled", words=Text(sv="Det går bra.")
            )
            for commitment in commitments
            if commitment.kind == "statement" and chance.random() < 0.6
        ]
    )


def _cycle(rows: list[Any]) -> Iterator[Any]:
    while True:
        yield from rows


def counts() -> dict[str, int]:
    """How many rows of each table there are."""
    tables: tuple[type[models.Model], ...] = (
        Partnership,
        Agreement,
        Party,
        Commitment,
        Deed,
        Evidence,
        Statement,
        User,
    )
    return {table.__name__: table._base_manager.count() for table in tables}

"""The sources of this room: agreements with their parties, deeds, and places (units, offices, themes)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Q, TextField
from django.db.models.functions import Cast, Length
from django.db.models.lookups import GreaterThan

from sampakt.agreements.models import (
    Agreement,
    AgreementLink,
    Amendment,
    Claim,
    ContentItem,
    DecisionStep,
    DocumentLink,
    FeeTerm,
    GoalLink,
    ImpactAssessment,
    Party,
    Theme,
)
from sampakt.commitments.models import Deed
from sampakt.commitments.queries.registry import Source
from sampakt.commitments.rules import Promise
from sampakt.commitments.rules.facts import (
    AgreementFacts,
    DeedFacts,
    DocumentFacts,
    GoalFacts,
    LinkFacts,
    OfficeFacts,
    PartyFacts,
    PlaceFacts,
    StepFacts,
    UnitFacts,
)
from sampakt.organisations.models import Appointment, Office, Unit
from sampakt.papers.models import Version

Rows = Mapping[int, list[Any]]
BATCH = 20_000
"""So many keys go into one question; SQLite takes no more than some thirty thousand."""


def load_agreements(promises: Sequence[Promise], until: date) -> dict[int, AgreementFacts]:
    """Facts of the promises' agreements and of those under them, from records dated until then. Thirteen questions."""
    ids = {promise.agreement_id for promise in promises}
    subs = dict(_pairs(Agreement.objects.filter(parent_id__isnull=False), "parent_id", ids, "pk"))
    below = {sub for found in subs.values() for (sub,) in found}
    wanted = ids | below
    parties = _parties(wanted, until)
    documents = _documents(wanted, until)
    links, continued = _links(wanted)
    goals = _pairs(
        GoalLink.objects.filter(Q(linked_on=None) | Q(linked_on__lte=until)),
        "agreement_id",
        wanted,
        "pk",
        "organisation_id",
        "key",
        "kind",
        "linked_on",
    )
    topics = _pairs(ContentItem.objects.all(), "agreement_id", wanted, "topic", "state")
    claims = _pairs(Claim.objects.all(), "agreement_id", wanted, "field", "pk")
    impacts = _pairs(
        ImpactAssessment.objects.filter(Q(assessed_on=None) | Q(assessed_on__lte=until)),
        "agreement_id",
        wanted,
        "subject",
        "pk",
        "assessed_on",
    )
    amendments = _pairs(Amendment.objects.filter(decided_on__lte=until), "agreement_id", wanted, "pk", "decided_on")
    rows = {
        row[0]: row[1:]
        for row in _rows(
            Agreement.objects.all(),
            "pk",
            wanted,
            "space_id",
            "title",
            "kind",
            "starts_on",
            "ends_on",
            "ended_on",
            "notice_months",
            "force_rule",
            "force_count",
        )
    }
    facts: dict[int, AgreementFacts] = {}
    # Those below come first, so that the ones above can hold them.
    for key in sorted(rows, key=lambda key: key in ids):
        space, title, kind, starts_on, ends_on, ended_on, notice, force_rule, force_count = rows[key]
        facts[key] = AgreementFacts(
            id=key,
            space_id=space,
            title=title.as_data(),
            kind=kind,
            starts_on=starts_on,
            ends_on=ends_on,
            ended_on=ended_on,
            notice_months=notice,
            force_rule=force_rule,
            force_count=force_count,
            parties=tuple(parties.get(key, ())),
            documents=tuple(documents.get(key, ())),
            links=tuple(links.get(key, ())),
            continued_by=tuple(continued.get(key, ())),
            goals=tuple(GoalFacts(*goal) for goal in goals.get(key, ())),
            topics=dict(topics.get(key, ())),
            claims=dict(claims.get(key, ())),
            assessments={subject: (pk, on) for subject, pk, on in impacts.get(key, ())},
            amendments=tuple(amendments.get(key, ())),
            subs=tuple(facts[sub] for (sub,) in subs.get(key, ()) if sub in facts),
        )
    return facts


def _parties(agreements: set[int], until: date) -> dict[int, list[PartyFacts]]:
    rows = list(
        _rows(
            Party.objects.order_by("position", "pk"),
            "agreement_id",
            agreements,
            "pk",
            "organisation_id",
            "organisation__code",
            "organisation__name",
            "role",
            "signed_on",
            "signatory__key",
            "registration_numbers",
            "left_on",
        )
    )
    ids = {row[1] for row in rows}
    with_fee = {party for (party,) in _rows(FeeTerm.objects.all(), "party_id", ids)}
    steps = _pairs(
        DecisionStep.objects.order_by("position", "pk"),
        "party_id",
        ids,
        "pk",
        "kind",
        "instance",
        "decided_on",
        "outcome",
        "paragraph",
        "presented_by",
        "spoke",
    )
    found: dict[int, list[PartyFacts]] = defaultdict(list)
    for agreement, pk, organisation, code, name, role, signed_on, signatory, numbers, left_on in rows:
        found[agreement].append(
            PartyFacts(
                id=pk,
                organisation_id=organisation,
                code=code,
                name=name,
                role=role,
                signed_on=signed_on if signed_on and signed_on <= until else None,
                signatory=signatory or "",
                has_number=bool(numbers),
                has_fee=pk in with_fee,
                left_on=left_on,
                steps=tuple(
                    StepFacts(
                        step,
                        kind,
                        instance.as_data(),
                        decided_on if decided_on and decided_on <= until else None,
                        outcome if decided_on and decided_on <= until else "",
                        paragraph,
                        bool(presented),
                        len(spoke),
                    )
                    for step, kind, instance, decided_on, outcome, paragraph, presented, spoke in steps.get(pk, ())
                ),
            )
        )
    return found


def _documents(agreements: set[int], until: date) -> dict[int, list[DocumentFacts]]:
    rows = list(
        _rows(
            DocumentLink.objects.filter(document__audience__in=("public", "partners")),
            "agreement_id",
            agreements,
            "document_id",
            "role",
            "document__title",
            "document__dated_on",
        )
    )
    versions = _pairs(Version.objects.filter(dated_on__lte=until), "document_id", {row[1] for row in rows}, "dated_on")
    found: dict[int, list[DocumentFacts]] = defaultdict(list)
    for agreement, document, role, title, dated_on in rows:
        dates = [day for (day,) in versions.get(document, ())]
        if dated_on is not None:
            dates.append(dated_on)
        if not dates or min(dates) <= until:
            known = tuple(sorted({day for day in dates if day <= until}))
            found[agreement].append(DocumentFacts(document, role, title.as_data(), known))
    return found


def _links(agreements: set[int]) -> tuple[dict[int, list[LinkFacts]], dict[int, list[tuple[int, date | None]]]]:
    found: dict[int, list[LinkFacts]] = defaultdict(list)
    for agreement, pk, relation, title, other, other_title, ends_on in _rows(
        AgreementLink.objects.all(),
        "agreement_id",
        agreements,
        "pk",
        "relation",
        "other_title",
        "other_id",
        "other__title",
        "other__ends_on",
    ):
        name = (other_title or title).as_data() if other else title.as_data()
        found[agreement].append(LinkFacts(pk, relation, name, other, ends_on))
    continued: dict[int, list[tuple[int, date | None]]] = defaultdict(list)
    later = AgreementLink.objects.filter(relation="continues")
    for other, agreement, signed_on in _rows(
        later, "other_id", agreements, "agreement_id", "agreement__parties__signed_on"
    ):
        continued[other].append((agreement, signed_on))
    return found, continued


_DEED_COLUMNS = (
    "sort",
    "type",
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
    "type",
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
    for _space, deed, organisation in _rows(through, "deed__space_id", spaces, "deed_id", "organisation_id"):
        participants[deed].add(organisation)
    found: dict[int, list[DeedFacts]] = defaultdict(list)
    noted = GreaterThan(Length(Cast("note", TextField())), len("{}"))
    for space, pk, has_note, tags, *rest in _rows(
        Deed.objects.filter(done_on__lte=until).annotate(has_note=noted).order_by("done_on", "pk"),
        "space_id",
        spaces,
        "pk",
        "has_note",
        "tags",
        *_DEED_COLUMNS,
    ):
        row: dict[str, Any] = dict(zip(_DEED_FIELDS, rest, strict=True))
        found[space].append(
            DeedFacts(
                id=pk,
                tags=frozenset(tags),
                participants=frozenset(participants.get(pk, ())),
                has_note=has_note,
                **row,
            )
        )
    return {space: tuple(deeds) for space, deeds in found.items()}


def load_places(promises: Sequence[Promise], until: date) -> dict[int, PlaceFacts]:
    """Parties' organisations, their units and offices with who held them, and themes, by agreement. Five questions."""
    agreements = {promise.agreement_id: promise.space_id for promise in promises}
    themes = _pairs(
        Theme.objects.order_by("position", "pk"),
        "space_id",
        set(agreements.values()),
        "pk",
        "name",
        "starts_on",
        "ends_on",
    )
    parties = _pairs(
        Party.objects.order_by("position", "pk"),
        "agreement_id",
        set(agreements),
        "organisation_id",
        "organisation__code",
        "organisation__name",
    )
    organisations = {row[0] for rows in parties.values() for row in rows}
    units = _pairs(
        Unit.objects.order_by("pk"), "organisation_id", organisations, "pk", "kind", "name", "starts_on", "ends_on"
    )
    offices = _pairs(
        Office.objects.order_by("pk"),
        "organisation_id",
        organisations,
        "pk",
        "unit_id",
        "function",
        "name",
        "starts_on",
        "ends_on",
    )
    held = _pairs(
        Appointment.objects.filter(starts_on__lte=until).order_by("starts_on", "pk"),
        "office_id",
        {row[0] for rows in offices.values() for row in rows},
        "pk",
        "starts_on",
        "ends_on",
    )
    units_of = {
        organisation: [
            UnitFacts(pk, organisation, kind, name.as_data(), starts_on, ends_on)
            for pk, kind, name, starts_on, ends_on in rows
        ]
        for organisation, rows in units.items()
    }
    offices_of = {
        organisation: [
            OfficeFacts(pk, organisation, unit, function, name.as_data(), starts, ends, tuple(held.get(pk, ())))
            for pk, unit, function, name, starts, ends in rows
        ]
        for organisation, rows in offices.items()
    }
    found = {}
    for agreement, space in agreements.items():
        mine = parties.get(agreement, ())
        found[agreement] = PlaceFacts(
            organisations={code: (pk, name) for pk, code, name in mine},
            units=tuple(unit for pk, _code, _name in mine for unit in units_of.get(pk, ())),
            offices=tuple(office for pk, _code, _name in mine for office in offices_of.get(pk, ())),
            themes=tuple((pk, name.as_data(), starts, ends) for pk, name, starts, ends in themes.get(space, ())),
        )
    return found


def _rows(questions: Any, key: str, keys: Iterable[int], *fields: str) -> Iterable[tuple[Any, ...]]:
    wanted = sorted(keys)
    for start in range(0, len(wanted), BATCH):
        yield from questions.filter(**{f"{key}__in": wanted[start : start + BATCH]}).values_list(key, *fields)


def _pairs(questions: Any, key: str, keys: Iterable[int], *fields: str) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for first, *rest in _rows(questions, key, keys, *fields):
        found[first].append(tuple(rest))
    return found


AGREEMENTS: Source[AgreementFacts | None] = Source(
    "agreements",
    load_agreements,
    lambda promise: promise.agreement_id,
    frozenset(
        f"agreements.{name}"
        for name in (
            "agreement",
            "party",
            "decisionstep",
            "feeterm",
            "agreementlink",
            "documentlink",
            "contentitem",
            "claim",
            "impactassessment",
            "amendment",
            "goallink",
            "partnership",
        )
    )
    | {"papers.document", "papers.version"},
    None,
)
DEEDS: Source[Sequence[DeedFacts]] = Source(
    "deeds", load_deeds, lambda promise: promise.space_id, frozenset({"commitments.deed"}), ()
)
PLACES: Source[PlaceFacts] = Source(
    "places",
    load_places,
    lambda promise: promise.agreement_id,
    frozenset(
        {
            "organisations.unit",
            "organisations.office",
            "organisations.appointment",
            "agreements.party",
            "agreements.theme",
            "agreements.agreement",
        }
    ),
    PlaceFacts(),
)

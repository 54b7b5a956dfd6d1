"""Agreements that were made long ago and are told together, as a list tells them: many in a few questions."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import models, transaction

from sampakt.agreements.access import may_draft, may_edit
from sampakt.agreements.actions.agreements import AgreementValues
from sampakt.agreements.actions.parties import SHARED
from sampakt.agreements.models import Agreement, Claim, DecisionStep, Note, Partnership, Party
from sampakt.agreements.terms import AgreementObjection, Outcome, Verb
from sampakt.kernel import clock
from sampakt.kernel.errors import NotAllowed, Objection, Refused, refuse_if
from sampakt.kernel.saving import write_new
from sampakt.kernel.terms import Audience
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import Viewer
from sampakt.organisations.access import objections_to_reach
from sampakt.organisations.models import Organisation, Space
from sampakt.papers.rules import free_key
from sampakt.trail.actions import gathered, record

_AT_ONCE = 500
"""Rows written by one statement."""


@dataclass(frozen=True)
class ListedParty:
    """A party as a list tells it; ``signed_on`` and the decision only where the list does."""

    organisation: Organisation
    registration_numbers: Sequence[str] = ()
    signed_on: date | None = None
    decided_on: date | None = None
    instance: Text = Text()
    step_kind: str = ""
    paragraph: str = ""


@dataclass(frozen=True)
class ListedClaim:
    """One fact in the source's own words; it is chosen when the agreement holds what it says."""

    field: str
    value: str
    organisation: Organisation | None = None
    is_chosen: bool = True


@dataclass(frozen=True)
class Listed:
    """An agreement as a list tells it: where it stands, its facts, its parties, and what the list says word by word."""

    partnership: Partnership
    values: AgreementValues
    parties: Sequence[ListedParty]
    source: Text
    claims: Sequence[ListedClaim] = ()
    note: str = ""
    note_of: Organisation | None = None
    """Whose people alone see the note."""


@transaction.atomic
def register_listed(told: Sequence[Listed], *, by: Viewer) -> list[Agreement]:
    """Register agreements that are told with their parties, signatures and decisions, in their order; all or none.

    Each has one line in the trail. The parties share the space from now on, as ``add_party`` lets them. Raises Refused
    with the first agreement that does not hold.
    """
    taken = _keys_in({one.partnership.pk for one in told})
    agreements: list[Agreement] = []
    for one in told:
        if not may_draft(by, one.partnership.pk):
            raise NotAllowed
        keys = taken.setdefault(one.partnership.pk, set())
        key = free_key(str(one.values.get("title", "")), keys, otherwise="agreement")
        keys.add(key)
        agreement = Agreement(space=one.partnership.space, **{**one.values, "key": key})
        refuse_if(_objections(agreement, one, by))
        agreement.set_sought()
        agreements.append(agreement)
    Agreement.objects.bulk_create(agreements, batch_size=_AT_ONCE)
    with gathered():
        _write_parts(list(zip(agreements, told, strict=True)), by)
        for agreement in agreements:
            record(Verb.REGISTER_AGREEMENT, agreement, by=by)
    return agreements


@transaction.atomic
def claim_listed(agreement: Agreement, *, claims: Sequence[ListedClaim], source: Text, by: Viewer) -> list[Claim]:
    """Record what one source says of several facts of an agreement, as one thing said. Nothing is overwritten."""
    if not may_edit(by, agreement):
        raise NotAllowed
    rows = [_claim(agreement, one, source, is_chosen=False) for one in claims]
    for row in rows:
        _check(row)
    made = Claim.objects.bulk_create(rows)
    if made:
        record(Verb.CLAIM, made[0], by=by, within=agreement)
    return made


def _keys_in(spaces: set[int]) -> dict[int, set[str]]:
    keys: dict[int, set[str]] = {}
    for space, key in Agreement.objects.filter(space__in=spaces).values_list("space", "key"):
        keys.setdefault(space, set()).add(key)
    return keys


def _objections(agreement: Agreement, told: Listed, by: Viewer) -> Iterator[Objection]:
    """What stands against an agreement as it is told. Raises NotAllowed on an audience that is not theirs to give."""
    today = clock.today()
    if agreement.starts_on and agreement.ends_on and agreement.ends_on < agreement.starts_on:
        yield Objection.of(AgreementObjection.ENDS_BEFORE_START, field="ends_on")
    for organisation, count in Counter(party.organisation for party in told.parties).items():
        if count > 1:
            yield Objection.of(AgreementObjection.ALREADY_PARTY, field="organisation", organisation=organisation)
    for party in told.parties:
        if party.signed_on and party.signed_on > today:
            yield Objection.of(AgreementObjection.SIGNED_IN_FUTURE, field="signed_on")
        if party.decided_on and party.decided_on > today:
            yield Objection.of(AgreementObjection.DECIDED_IN_FUTURE, field="decided_on")
    yield from objections_to_reach(agreement, by)
    _check(agreement)


def _check(row: models.Model) -> None:
    """Hold a row against its own fields; what it points to is at hand, so no question is asked for each."""
    try:
        row.clean_fields(exclude={one.name for one in row._meta.fields if one.is_relation} | {"sought"})
    except ValidationError as error:
        raise Refused(
            Objection(code=fault.code or "invalid", words=words, field=name)
            for name, faults in error.error_dict.items()
            for fault in faults
            for words in fault.messages
        ) from error


def _write_parts(pairs: Sequence[tuple[Agreement, Listed]], by: Viewer) -> None:
    """The parties, their steps, the claims and notes of agreements that were just written, and who shares a space."""
    parties, steps, claims, notes = [], [], [], []
    shares: set[tuple[int, int]] = set()
    for agreement, told in pairs:
        for position, one in enumerate(told.parties, start=1):
            party = Party(
                agreement=agreement,
                organisation=one.organisation,
                position=position,
                registration_numbers=list(one.registration_numbers),
                signed_on=one.signed_on,
            )
            _check(party)
            parties.append(party)
            if one.instance:
                steps.append(_step(party, one))
            if agreement.audience in SHARED:
                shares.add((agreement.space_id, one.organisation.pk))
        claims += [_claim(agreement, one, told.source, is_chosen=one.is_chosen) for one in told.claims]
        if told.note:
            notes.append(_note(agreement, told, by))
    Party.objects.bulk_create(parties, batch_size=_AT_ONCE)
    DecisionStep.objects.bulk_create(steps, batch_size=_AT_ONCE)
    for row in claims:
        _check(row)
    write_new(claims)
    write_new(notes)
    through = Space.organisations.through
    through.objects.bulk_create(
        [through(space_id=space, organisation_id=organisation) for space, organisation in sorted(shares)],
        ignore_conflicts=True,
        batch_size=_AT_ONCE,
    )


def _step(party: Party, told: ListedParty) -> DecisionStep:
    """The decision that the list names; that the instance said yes follows from the agreement being there."""
    step = DecisionStep(
        party=party,
        position=1,
        kind=told.step_kind,
        instance=told.instance,
        decided_on=told.decided_on,
        outcome=Outcome.APPROVES if told.decided_on else "",
        paragraph=told.paragraph,
    )
    _check(step)
    return step


def _claim(agreement: Agreement, told: ListedClaim, source: Text, *, is_chosen: bool) -> Claim:
    return Claim(
        agreement=agreement,
        field=told.field,
        value=told.value[:300],
        source=source,
        organisation=told.organisation,
        is_chosen=is_chosen,
    )


def _note(agreement: Agreement, told: Listed, by: Viewer) -> Note:
    note = Note(
        space=agreement.space,
        agreement=agreement,
        words=told.note,
        written_by_id=by.user_id,
        audience=Audience.OWN,
        organisation=told.note_of,
    )
    refuse_if(objections_to_reach(note, by))
    _check(note)
    note.set_sought()
    return note

"""A small world with every kind of record in it: Huddinge and Södertörn share a partnership, Narvik stands outside."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from sampakt.agreements import actions as agreements
from sampakt.agreements.models import Agreement, Partnership
from sampakt.commitments import actions as commitments
from sampakt.commitments.models import Commitment, Deed, Evidence
from sampakt.governance import actions as governance
from sampakt.governance.models import Body
from sampakt.kernel.money import Money
from sampakt.kernel.terms import Role
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import SYSTEM
from sampakt.organisations import actions as organisations
from sampakt.organisations.models import Membership, Organisation, OrganisationRole, Person, User
from sampakt.organisations.queries import viewer_for
from sampakt.papers.actions import Upload, add_document
from sampakt.papers.models import Document

CODE = "K7WQ4M2P"  # that of the description's examples, for one record of each sort
PEOPLE = {
    "coordinator": ("huddinge-kommun", Role.COORDINATOR, True),
    "partner": ("sodertorns-hogskola", Role.COORDINATOR, True),
    "reader": ("huddinge-kommun", Role.READER, True),
    "outsider": ("narvik-kommune", Role.COORDINATOR, False),
}


@dataclass(frozen=True)
class World:
    """The records that requests are about."""

    partnership: Partnership
    agreement: Agreement
    commitment: Commitment
    deed: Deed
    evidence: Evidence
    document: Document
    users: dict[str, User]

    def key_of(self, who: str, **kind: Any) -> str:
        """A fresh key of somebody by name; it writes unless more is said."""
        user = self.users[who]
        known = {"name": "test", "may_write": True}
        return organisations.make_token(user, by=viewer_for(user, language="en"), **known | kind)


@pytest.fixture
def world(db: None) -> World:
    huddinge, sodertorn = (Organisation.objects.get(code=code) for code in ("huddinge-kommun", "sodertorns-hogskola"))
    partnership = agreements.start_partnership(
        huddinge, by=SYSTEM, code="huddinge-sodertorn", name=Text(sv="Strategiskt partnerskap")
    )
    agreements.add_theme(partnership, by=SYSTEM, key="school", name=Text(sv="Skola"))
    agreement = agreements.register_agreement(
        partnership,
        parties=[huddinge, sodertorn],
        by=SYSTEM,
        kind="strategic_partnership",
        title=Text(sv="Partnerskapsavtal"),
        starts_on=date(2022, 1, 1),
        ends_on=date(2027, 12, 31),
    )
    Agreement.objects.update(code=CODE)
    agreement.refresh_from_db()
    document = add_document(
        partnership.space, by=SYSTEM, title=Text(sv="Avtalet"), upload=Upload("a.txt", b"Avtal", None, "")
    )
    _body(agreement, huddinge)
    return World(partnership, agreement, *_parts(agreement, huddinge, document), document, _users(partnership))


@pytest.fixture
def key(world: World) -> str:
    """The coordinator's, which reads and writes."""
    return world.key_of("coordinator")


def _parts(agreement: Agreement, huddinge: Organisation, document: Document) -> tuple[Commitment, Deed, Evidence]:
    party, day, space = agreement.parties.get(organisation=huddinge), date(2025, 1, 1), agreement.space
    agreements.plan_step(party, by=SYSTEM, kind="board", instance=Text(sv="Kommunfullmäktige"))
    agreements.set_fee(party, amount=Money(6_900_000, "SEK"), period="calendar_year", by=SYSTEM)
    agreements.answer_topic(agreement, topic="term", state="stated", by=SYSTEM)
    agreements.claim(
        agreement, field="signed_on", value="2022-01-01", source=Text(sv="Avtalet"), by=SYSTEM, organisation=huddinge
    )
    agreements.assess_impact(agreement, subject="child", conclusion=Text(sv="Inga"), by=SYSTEM)
    agreements.link_goal(agreement, organisation=huddinge, kind="goal", name=Text(sv="Ett mål"), by=SYSTEM, key="goal")
    agreements.link_agreements(agreement, relation="rests_on", other_title=Text(sv="Ett annat"), by=SYSTEM)
    agreements.amend(
        agreement, summary=Text(sv="Nytt"), decided_on=day, from_on=day, by=SYSTEM, worded=[("a", "b", "c")]
    )
    agreements.attach_document(agreement, document=document, role="agreement", by=SYSTEM)
    agreements.write_note(agreement.space.partnership, words="Alla ser", by=SYSTEM)
    commitment = commitments.register_commitment(
        agreement, by=SYSTEM, title=Text(sv="Rapport"), kind="report", parameters={"type": "report"}
    )
    commitments.state(commitment, by=SYSTEM, verdict="fulfilled", stated_on=day)
    commitments.waive(
        commitment, by=SYSTEM, body="KS", decided_on=day, reference="§ 1", reason=Text(sv="Så"), starts_on=day
    )
    commitments.confirm(commitment, organisation=huddinge, by=SYSTEM, agrees=True, given_on=day)
    deed = commitments.record_deed(space, by=SYSTEM, sort="report", type="report", title=Text(sv="R"), done_on=day)
    evidence = commitments.add_evidence(
        space, by=SYSTEM, commitments=[commitment], title=Text(sv="R"), kind="note", words="Så", dated_on=day
    )
    for record in (commitment, deed, evidence, document):
        record.code = CODE
        type(record).objects.filter(pk=record.pk).update(code=CODE)
    return commitment, deed, evidence


def _body(agreement: Agreement, huddinge: Organisation) -> None:
    """A body with two seats, one of which a deputy stands in for, and somebody in it."""
    day, partnership = date(2022, 1, 1), agreement.space.partnership
    body = governance.form_body(
        partnership,
        by=SYSTEM,
        name=Text(sv="Styrgruppen"),
        sort="steering_group",
        agreement=agreement,
        balance="ratio",
        party_seats={huddinge: 2},
        turns=[huddinge],
        formed_on=day,
    )
    Body.objects.filter(pk=body.pk).update(code=CODE)
    seat = governance.add_seat(body, organisation=huddinge, position="chair", by=SYSTEM)
    governance.add_seat(body, organisation=huddinge, position="deputy", deputy_for=seat, by=SYSTEM)
    governance.fill_seat(seat, person=None, starts_on=day, by=SYSTEM)


def _users(partnership: Partnership) -> dict[str, User]:
    users = {}
    for name, (code, role, is_inside) in PEOPLE.items():
        organisation = Organisation.objects.get(code=code)
        person = Person.objects.create(organisation=organisation, name=name.capitalize())
        users[name] = User.objects.create_user(f"{name}@example.org", person=person, language="en")
        OrganisationRole.objects.create(user=users[name], organisation=organisation, role=Role.ADMINISTRATOR)
        if is_inside:
            Membership.objects.create(space=partnership.space, user=users[name], organisation=organisation, role=role)
    return users

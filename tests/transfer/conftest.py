"""A small partnership file, and ways to spoil it."""

from collections.abc import Callable

import pytest

from sampakt.kernel.terms import Role
from sampakt.kernel.viewer import SYSTEM, Viewer
from sampakt.organisations.models import Membership, Organisation, OrganisationRole, Person, User
from sampakt.organisations.queries import viewer_for
from sampakt.transfer.actions import Loaded, load
from sampakt.transfer.queries import file_read, told

SMALL = """\
sampakt: 1

partnership:
  code: small
  name: {sv: Det lilla partnerskapet, nb: Det lille partnerskapet}
  language: sv
  audience: public

organisations:
  - code: huddinge-kommun
    units:
      - {key: skola, name: {sv: skolförvaltningen}, kind: administration}
    offices:
      - key: koordinator
        name: {sv: koordinator}
        unit: skola
        function: coordinator
        from: 2020-01-01
        held:
          - {from: 2020-01-01, to: 2021-12-31}
          - {from: 2022-02-01}

themes:
  - {key: larande, name: {sv: Lärande}, from: 2022-01-01}
  - {key: forskning, name: {sv: Forskning}}

documents:
  - key: avtalet
    title: {sv: Avtalet}
    dated_on: 2021-12-01
    versions:
      - {number: 1, dated_on: 2021-12-01}

  - key: anteckning
    title: {sv: En anteckning}
    audience: own
    organisation: huddinge-kommun

agreements:
  - key: main
    kind: cooperation
    title: {sv: Samverkansavtal}
    starts_on: 2022-01-01
    ends_on: 2027-12-31
    parties:
      - organisation: huddinge-kommun
        signatory: koordinator
        signed_on: 2021-12-20
        decisions:
          - kind: board
            instance: {sv: kommunstyrelsen}
            decided_on: 2021-12-10
            outcome: approves
            documents: [avtalet]
        fees:
          - {amount: "69000.00", currency: SEK, per: agreement_year}
      - {organisation: sodertorns-hogskola, signed_on: 2021-12-21}
    documents:
      - {document: avtalet, role: agreement}
    content:
      - {topic: notice, state: not_stated, words: {sv: Hur sägs avtalet upp?}}

deeds:
  - key: plan-2024
    sort: plan
    type: verksamhetsplan
    title: {sv: Planen för 2024}
    done_on: 2024-01-15
    organisation: huddinge-kommun
    unit: skola
    theme: larande
    participants: [huddinge-kommun, sodertorns-hogskola]

commitments:
  - reference: L-01
    agreement: main
    title: {sv: En plan antas varje år}
    strength: B
    check: A
    kind: plan_adopted
    parameters: {type: verksamhetsplan}
    responsible: {organisation: huddinge-kommun, office: koordinator}

  - reference: L-02
    agreement: main
    title: {sv: Samverkan ger nytta}
    strength: A
    check: H
    kind: statement
    statements:
      - {stated_on: 2024-01-30, verdict: fulfilled, organisation: huddinge-kommun}

evidence:
  - key: planen
    title: {sv: Planen}
    kind: record
    dated_on: 2024-01-15
    deed: plan-2024
    state: approved
    approved_on: 2024-02-01
    supports: [L-01]
"""


def spoilt(*changes: tuple[str, str]) -> str:
    """The small file with some words changed; each must be there, so that no test proves nothing."""
    words = SMALL
    for before, after in changes:
        assert before in words, before
        words = words.replace(before, after, 1)
    return words


def faults_in(words: str | bytes) -> list[str]:
    """Everything that is wrong in a file by itself, as the command tells it."""
    content = words if isinstance(words, bytes) else words.encode()
    return [told(fault, "f.yaml") for fault in file_read(content).faults]


def load_words(words: str, by: Viewer = SYSTEM) -> Loaded:
    """Load a file that is given as words."""
    return load(file_read(words.encode()), by=by)


Acting = Callable[..., Viewer]


@pytest.fixture
def acting(db: None) -> Acting:
    """Somebody who acts for an organisation: in one partnership, or everywhere that it takes part."""

    def make(organisation: str, role: str = Role.COORDINATOR, space: int | None = None) -> Viewer:
        who = Organisation.objects.get(code=organisation)
        number = User.objects.count()
        person = Person.objects.create(organisation=who, name=f"Tänkt {number}", email=f"tankt{number}@example.org")
        user = User.objects.create_user(person.email, "hemligt-ord-2026", person=person)
        if space is None:
            OrganisationRole.objects.create(user=user, organisation=who, role=role)
        else:
            Membership.objects.create(space_id=space, user=user, organisation=who, role=role)
        return viewer_for(user, language="sv")

    return make

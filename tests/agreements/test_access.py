"""Who sees and does what: one table, and the double entry of SQL and Python."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sampakt.agreements.access import (
    may_change_note,
    may_contribute,
    may_draft,
    may_edit,
    may_edit_partnership,
    may_see,
    may_see_document_link,
    may_see_link,
    may_see_note,
    may_see_partnership,
    may_start_partnership,
)
from sampakt.agreements.models import Agreement, AgreementLink, DocumentLink, Note, Partnership, Party, Theme
from sampakt.agreements.models.parties import DecisionStep, FeeTerm
from sampakt.agreements.terms import DocumentRole, Relation, StepKind
from sampakt.kernel.terms import Audience
from sampakt.kernel.text import Text
from sampakt.organisations.models import Circle, Organisation
from sampakt.papers.models import Document

from .conftest import Cast

EVERYONE = (
    "passer-by",
    "stranger",
    "reader",
    "contact",
    "coordinator",
    "lead",
    "administrator",
    "partner",
    "partner's contact",
    "operator",
)
INSIDE = {"reader", "contact", "coordinator", "lead", "administrator", "partner", "partner's contact", "operator"}
EDITING = {"coordinator", "lead", "partner", "operator"}


@pytest.mark.parametrize("who", EVERYONE)
def test_what_each_may_do(
    cast: Cast, who: str, partnership: Partnership, agreement: Agreement, huddinge: Organisation
) -> None:
    viewer = cast(who)

    assert may_see_partnership(viewer, partnership) == (who in INSIDE)
    assert may_see(viewer, agreement) == (who in INSIDE)
    assert may_edit(viewer, agreement) == (who in EDITING)
    assert may_edit_partnership(viewer, partnership) == (who in EDITING)
    assert may_draft(viewer, partnership.pk) == (who in EDITING)
    assert may_contribute(viewer, agreement) == (who in EDITING | {"contact", "partner's contact"})
    assert may_start_partnership(viewer, huddinge.pk) == (who in {"administrator", "operator"})


@pytest.mark.parametrize("who", EVERYONE)
def test_a_party_sees_and_changes_its_own_notes_and_nobody_elses(
    cast: Cast, who: str, partnership: Partnership, huddinge: Organisation
) -> None:
    note = Note.objects.create(space=partnership.space, audience=Audience.OWN, organisation=huddinge, words="Only here")
    viewer = cast(who)
    own = {"reader", "contact", "coordinator", "lead", "administrator", "operator"}

    assert may_see_note(viewer, note) == (who in own)
    assert may_change_note(viewer, note) == (who in {"coordinator", "lead", "operator"})
    assert Note.objects.visible_to(viewer).exists() == (who in own)


def test_a_contact_changes_only_what_they_wrote(cast: Cast, partnership: Partnership) -> None:
    contact = cast("contact")
    own = Note.objects.create(space=partnership.space, words="Mine", written_by_id=contact.user_id)
    other = Note.objects.create(space=partnership.space, words="Theirs", written_by_id=cast("lead").user_id)

    assert may_change_note(contact, own)
    assert not may_change_note(contact, other)


def test_a_note_on_a_hidden_agreement_is_hidden(cast: Cast, agreement: Agreement, huddinge: Organisation) -> None:
    Note.objects.create(space=agreement.space, agreement=agreement, words="About the draft")
    Agreement.objects.update(audience=Audience.OWN, organisation=huddinge)

    assert Note.objects.visible_to(cast("reader")).exists()
    assert not Note.objects.visible_to(cast("partner")).exists()


audiences = st.sampled_from(Audience)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    spaces_audience=st.sampled_from([Audience.PUBLIC, Audience.PARTNERS]),
    audience=audiences,
    others_audience=audiences,
    note_audience=audiences,
    document_audience=audiences,
    whose=st.booleans(),
    who=st.sampled_from(EVERYONE),
)
def test_sql_and_python_agree(  # noqa: PLR0917
    cast: Cast,
    partnership: Partnership,
    agreement: Agreement,
    huddinge: Organisation,
    sodertorn: Organisation,
    circle: Circle,
    spaces_audience: Audience,
    audience: Audience,
    others_audience: Audience,
    note_audience: Audience,
    document_audience: Audience,
    whose: bool,
    who: str,
) -> None:
    viewer = cast(who)
    space = partnership.space
    space.audience = spaces_audience
    space.save()
    organisation = huddinge if whose else sodertorn
    Agreement.objects.filter(pk=agreement.pk).update(audience=audience, organisation=organisation, circle=circle)
    agreement = Agreement.objects.get(pk=agreement.pk)
    shared = {"space": space, "organisation": organisation, "circle": circle}
    other, _ = Agreement.objects.update_or_create(
        space=space, key="other", defaults={**shared, "kind": "other", "audience": others_audience}
    )
    note, _ = Note.objects.update_or_create(
        agreement=agreement, defaults={**shared, "words": "A note", "audience": note_audience}
    )
    document, _ = Document.objects.update_or_create(
        space=space, key="paper", defaults={**shared, "audience": document_audience}
    )
    link, _ = AgreementLink.objects.get_or_create(agreement=agreement, relation=Relation.RESTS_ON, other=other)
    paper, _ = DocumentLink.objects.get_or_create(agreement=agreement, document=document, role=DocumentRole.ANNEX)
    party = Party.objects.filter(agreement=agreement).earliest("pk")
    DecisionStep.objects.get_or_create(party=party, kind=StepKind.BOARD)
    FeeTerm.objects.get_or_create(party=party, amount_minor=1, currency="SEK", period="once")
    Theme.objects.get_or_create(space=space, key="theme", name=Text(sv="Tema"))

    assert Agreement.objects.visible_to(viewer).filter(pk=agreement.pk).exists() == may_see(viewer, agreement)
    assert Note.objects.visible_to(viewer).exists() == may_see_note(viewer, note)
    assert AgreementLink.objects.visible_to(viewer).exists() == may_see_link(viewer, link)
    assert DocumentLink.objects.visible_to(viewer).exists() == may_see_document_link(viewer, paper)
    own = Party.objects.within(viewer, viewer.spaces).filter(agreement=agreement)
    assert own.exists() == (may_see(viewer, agreement) and viewer.is_in(agreement.space_id))
    for part in (Party, DecisionStep, FeeTerm):
        assert part.objects.visible_to(viewer).exists() == may_see(viewer, agreement)
    for model in (Partnership, Theme):
        assert model.objects.visible_to(viewer).exists() == may_see_partnership(viewer, partnership)

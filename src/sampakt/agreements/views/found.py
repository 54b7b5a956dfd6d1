"""The records that addresses name, as far as the viewer may see or change them, and the crumbs that lead to them."""

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from sampakt.agreements.access import may_contribute, may_edit, may_edit_partnership
from sampakt.agreements.models import Agreement, DecisionStep, FeeTerm, Partnership, Party
from sampakt.kernel.errors import NotAllowed
from sampakt.kernel.joining import joined_as
from sampakt.papers.models import Document
from sampakt.ui.answers import Crumbs, PageRequest


def partnership_seen(request: PageRequest, code: str) -> Partnership:
    """The partnership with those who share it; 404 when it is not the viewer's to see."""
    viewer = request.viewer
    found = joined_as(
        ("partnership", viewer.key, code),
        lambda: Partnership.objects.visible_to(viewer).filter(code=code),
        many="space__organisations",
    )
    if not found:
        raise Http404
    return found[0]


def partnership_inside(request: PageRequest, code: str) -> Partnership:
    """The partnership, if the viewer takes part in it."""
    partnership = partnership_seen(request, code)
    if not (request.viewer.is_operator or request.viewer.is_in(partnership.pk)):
        raise NotAllowed
    return partnership


def partnership_kept(request: PageRequest, code: str) -> Partnership:
    """The partnership, if the viewer may change it."""
    partnership = partnership_seen(request, code)
    if not may_edit_partnership(request.viewer, partnership):
        raise NotAllowed
    return partnership


def partnership_contributed(request: PageRequest, code: str) -> Partnership:
    """The partnership, if the viewer may add papers and notes to it."""
    partnership = partnership_seen(request, code)
    if not request.viewer.may_contribute_in(partnership.pk):
        raise NotAllowed
    return partnership


def agreement_seen(request: PageRequest, code: str) -> Agreement:
    """The agreement with its amendments; 404 when it is not the viewer's to see."""
    viewer = request.viewer
    found = joined_as(
        ("agreement", viewer.key, code),
        lambda: Agreement.objects.visible_to(viewer).filter(code=code),
        *("space__partnership", "organisation", "circle", "amendments__document"),
        many="amendments",
    )
    if not found:
        raise Http404
    return found[0]


def agreement_kept(request: PageRequest, code: str) -> Agreement:
    """The agreement, if the viewer may change it."""
    agreement = agreement_seen(request, code)
    if not may_edit(request.viewer, agreement):
        raise NotAllowed
    return agreement


def agreement_contributed(request: PageRequest, code: str) -> Agreement:
    """The agreement, if the viewer may add papers and notes to it."""
    agreement = agreement_seen(request, code)
    if not may_contribute(request.viewer, agreement):
        raise NotAllowed
    return agreement


def party_kept(request: PageRequest, code: str, number: int) -> Party:
    """A party of an agreement that the viewer may change."""
    agreement = agreement_kept(request, code)
    party: Party = get_object_or_404(agreement.parties.select_related("organisation"), pk=number)
    party.agreement = agreement
    return party


def step_kept(request: PageRequest, code: str, number: int) -> DecisionStep:
    """A step in the decision chain of a party, of an agreement that the viewer may change."""
    agreement = agreement_kept(request, code)
    steps = DecisionStep.objects.filter(party__agreement=agreement).select_related("party__organisation")
    step: DecisionStep = get_object_or_404(steps, pk=number)
    step.party.agreement = agreement
    return step


def fee_kept(request: PageRequest, code: str, number: int) -> FeeTerm:
    """A fee of a party, of an agreement that the viewer may change."""
    agreement = agreement_kept(request, code)
    fees = FeeTerm.objects.filter(party__agreement=agreement).select_related("party__organisation", "payer")
    fee: FeeTerm = get_object_or_404(fees, pk=number)
    fee.party.agreement = agreement
    return fee


def documents_of(request: PageRequest, space_id: int) -> QuerySet[Document]:
    """The documents of a partnership that the viewer may see, to choose among."""
    return Document.objects.visible_to(request.viewer).filter(space=space_id).order_by("-dated_on", "-pk")


def steps_of(agreement: Agreement) -> QuerySet[DecisionStep]:
    """The steps of all parties' decision chains, to choose among."""
    steps = DecisionStep.objects.filter(party__agreement=agreement).select_related("party__organisation")
    return steps.order_by("party__position", "party_id", "position", "pk")


def to_partnership(partnership: Partnership) -> Crumbs:
    """Where a page of a partnership lies."""
    return [("/partnerships/", _("Partnerships")), (partnership.get_absolute_url(), str(partnership))]


def to_agreement(agreement: Agreement, part: str = "") -> Crumbs:
    """Where a page of an agreement lies; ``part`` is the part of its page to come back to."""
    address = agreement.get_absolute_url()
    return [*to_partnership(agreement.space.partnership), (f"{address}#{part}" if part else address, str(agreement))]

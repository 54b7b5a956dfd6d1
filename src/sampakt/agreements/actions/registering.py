"""What people do in one go: an agreement with its parties, a paper with its part in the agreement."""

from collections.abc import Sequence
from typing import Unpack

from sampakt.agreements.actions.agreements import AgreementValues, draft_agreement
from sampakt.agreements.actions.documents import attach_document
from sampakt.agreements.actions.family import link_agreements
from sampakt.agreements.actions.parties import add_party
from sampakt.agreements.models import Agreement, DecisionStep, Partnership
from sampakt.agreements.terms import Relation
from sampakt.kernel.viewer import Viewer
from sampakt.organisations.models import Organisation
from sampakt.papers.actions import DocumentValues, Upload, add_document
from sampakt.papers.models import Document
from sampakt.trail.actions import gathered


def register_agreement(
    partnership: Partnership,
    *,
    parties: Sequence[Organisation],
    by: Viewer,
    parent: Agreement | None = None,
    continues: Agreement | None = None,
    **values: Unpack[AgreementValues],
) -> Agreement:
    """Draft an agreement, add its parties in the order given, and tie it to one it continues; all of it or nothing."""
    with gathered():
        agreement = draft_agreement(partnership, by=by, parent=parent, **values)
        for organisation in parties:
            add_party(agreement, organisation=organisation, by=by)
        if continues is not None:
            link_agreements(agreement, relation=Relation.CONTINUES, other=continues, by=by)
    return agreement


def file_document(
    agreement: Agreement,
    *,
    role: str,
    by: Viewer,
    upload: Upload | None = None,
    step: DecisionStep | None = None,
    **values: Unpack[DocumentValues],
) -> Document:
    """Add a document to the agreement's partnership and say what part it plays there; both or neither."""
    with gathered():
        document = add_document(agreement.space, by=by, upload=upload, **values)
        attach_document(agreement, document=document, role=role, step=step, by=by)
    return document

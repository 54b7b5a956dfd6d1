"""The room's forms. They read values; the actions decide."""

from sampakt.commitments.forms.commitments import CommitmentForm, SupersedeForm, ruled
from sampakt.commitments.forms.ledger import AsOfForm, DeedSearchForm, LedgerForm
from sampakt.commitments.forms.records import DeedForm, EvidenceForm, ReturnForm, WithdrawForm
from sampakt.commitments.forms.words import ConfirmationForm, EndWaiverForm, StatementForm, WaiverForm

__all__ = [
    "AsOfForm",
    "CommitmentForm",
    "ConfirmationForm",
    "DeedForm",
    "DeedSearchForm",
    "EndWaiverForm",
    "EvidenceForm",
    "LedgerForm",
    "ReturnForm",
    "StatementForm",
    "SupersedeForm",
    "WaiverForm",
    "WithdrawForm",
    "ruled",
]

"""The two ends of promises in the database: who makes them and to whom, as ``rules.ends`` says it of one.

The conditions hold for promises and for their stored answers alike: both have the promise's number and its agreement's.
"""

from collections.abc import Collection
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from sampakt.agreements.models import Party
from sampakt.agreements.terms import BOUND
from sampakt.commitments.models import CommitmentParty
from sampakt.commitments.terms import Side


def owes(organisations: Collection[int]) -> Q:
    """The promises that one of the organisations makes: by name, or as a party when nobody is named."""
    return Q(pk__in=_naming(Side.OWES, organisations)) | (
        Q(agreement_id__in=_bound(organisations)) & ~_is_named(Side.OWES)
    )


def owed(organisations: Collection[int]) -> Q:
    """The promises made to one of the organisations: by name, or as a party that is not the one who promises.

    What a document of one party alone promises, naming nobody, is owed to no party.
    """
    unnamed = (
        (
            Q(agreement_id__in=_bound(organisations, beside_others=True))
            | Q(agreement_id__in=_bound(organisations)) & _is_named(Side.OWES)
        )
        & ~_is_named(Side.OWED)
        & ~Q(pk__in=_naming(Side.OWES, organisations))
    )
    return Q(pk__in=_naming(Side.OWED, organisations)) | unnamed


def partnerships_with(organisations: Collection[int]) -> Q:
    """The partnerships in which one of the organisations may promise anything: as a party, or by name."""
    bound = Party.objects.filter(organisation__in=organisations, role__in=BOUND).values("agreement__space_id")
    named = CommitmentParty.objects.filter(organisation__in=organisations).values("commitment__space_id")
    # In one list, so that what is counted of them is read once.
    return Q(space_id__in=bound.order_by().union(named.order_by()))


def _naming(side: Side, organisations: Collection[int]) -> QuerySet[CommitmentParty, Any]:
    """The promises that name one of the organisations at that end."""
    return CommitmentParty.objects.filter(organisation__in=organisations, side=side).values("commitment")


def _is_named(side: Side) -> Q:
    return Q(Exists(CommitmentParty.objects.filter(commitment=OuterRef("pk"), side=side)))


def _bound(organisations: Collection[int], *, beside_others: bool = False) -> QuerySet[Party, Any]:
    """The agreements that bind one of the organisations; or only those that bind another as well."""
    found = Party.objects.filter(organisation__in=organisations, role__in=BOUND)
    if beside_others:
        others = Party.objects.filter(agreement=OuterRef("agreement"), role__in=BOUND).exclude(pk=OuterRef("pk"))
        found = found.filter(Exists(others))
    return found.values("agreement")

"""The ways of saying no."""

import pytest
from django.db import models
from django.utils.translation import gettext_lazy as _

from sampakt.kernel.errors import Conflict, Objection, Refused, refuse_if
from sampakt.kernel.text import Text


class Reason(models.TextChoices):
    LATE = "late", _("%(days)s days too late.")


def test_an_objection_speaks_with_its_facts() -> None:
    objection = Objection.of(Reason.LATE, field="signed_on", days=3)
    assert str(objection) == "3 days too late."
    assert objection.as_data() == {"code": "late", "field": "signed_on", "message": "3 days too late."}


def test_words_without_facts_keep_their_per_cent_signs() -> None:
    assert str(Objection(code="share", words="The shares are not 100 %.")) == "The shares are not 100 %."


def test_refuses_with_every_objection() -> None:
    objections = [Objection.of(Reason.LATE, days=1), Objection.of(Reason.LATE, days=2)]
    with pytest.raises(Refused) as refused:
        refuse_if(iter(objections))
    assert refused.value.objections == tuple(objections)
    refuse_if([])


def test_a_conflict_carries_the_record_as_it_stands() -> None:
    text = Text(sv="nu")
    assert Conflict(text).current is text

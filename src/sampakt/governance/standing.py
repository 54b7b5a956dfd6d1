"""What a seat gives in its partnership while it is held: whoever sits reads there, and whoever leads also records.

A seat by office gives it to the office's holder by itself, so nobody has to be invited to what they decide in. It gives
no side: what a party keeps to itself is for those who act for it. A seat that somebody gave themselves gives nothing
until another has seen it.
"""

from datetime import date
from typing import Any

from django.db.models import Case, CharField, F, QuerySet, Value, When

from sampakt.governance.models import Holding, Seat
from sampakt.governance.models.bodies import existing_on
from sampakt.governance.terms import LEADING
from sampakt.kernel.terms import Role
from sampakt.organisations.models import Appointment


def standings(user_id: int, day: date) -> list[QuerySet[Any]]:
    """The seats that a user holds that day, by name and by office: rows with what they give.

    That is a ``role`` in a ``space``, and a place in the ``circle`` of those who sit in the body.
    """
    held = Holding.objects.held_on(day).filter(person__user=user_id, taken_on=None).values("seat")
    followed = Appointment.objects.held_on(day).filter(person__user=user_id, taken_on=None).values("office")
    leading = When(position__in=LEADING, then=Value(Role.CONTACT))
    role = Case(leading, default=Value(Role.READER), output_field=CharField())
    there = Seat.objects.existing_on(day).filter(existing_on(day, "body__"))
    return [
        seats.annotate(space=F("body__space_id"), role=role, circle=F("body__seated_id")).order_by()
        for seats in (there.filter(office=None, pk__in=held), there.filter(office__in=followed, taken_on=None))
    ]

"""What agreements ask for and when, as last reckoned: a cache that can be thrown away and rebuilt."""

from typing import ClassVar

from django.db import models

from sampakt.agreements.models.agreements import Agreement, PartQuerySet
from sampakt.kernel.models import manager_of


class Watch(models.Model):
    """The days to watch for in one agreement; they stand from ``reckoned_on`` until ``stands_until``.

    If a record changes first, they are reckoned anew at once. ``late_on`` is the last of the days that passed
    unanswered, ``next_on`` the first of those to come.
    """

    agreement = models.OneToOneField(Agreement, models.CASCADE, primary_key=True, related_name="watch")
    late_on = models.DateField(null=True)
    next_on = models.DateField(null=True)
    reckoned_on = models.DateField()
    stands_until = models.DateField(null=True, db_index=True)

    objects: ClassVar["PartQuerySet[Watch]"] = manager_of(PartQuerySet)

    def __str__(self) -> str:
        return f"{self.agreement_id}: {self.next_on}"

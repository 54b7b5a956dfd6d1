"""The letter in the outbox."""

from typing import ClassVar

from django.db import models

from sampakt.kernel.models import manager_of
from sampakt.kernel.terms import Language


class LetterQuerySet(models.QuerySet["Letter"]):
    """Letters."""

    def waiting(self) -> "LetterQuerySet":
        """Those not yet sent, oldest first."""
        return self.filter(sent_at=None).order_by("id")


class Letter(models.Model):
    """One letter to one address. ``occasion`` names why, so that the same occasion never makes two letters."""

    to = models.EmailField()
    subject = models.CharField(max_length=200)
    body = models.TextField()
    language = models.CharField(max_length=2, choices=Language)
    occasion = models.CharField(max_length=200, unique=True)
    written_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    fault = models.TextField(blank=True)

    objects: ClassVar[LetterQuerySet] = manager_of(LetterQuerySet)

    def __str__(self) -> str:
        return f"{self.subject} → {self.to}"

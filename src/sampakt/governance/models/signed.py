"""What minutes said when they were signed."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from sampakt.governance.models.meetings import Meeting


class SignedMinutes(models.Model):
    """What the minutes of a meeting said when the last adjuster signed, with every name that they use, as plain values.

    They say it ever after, whatever the records they name are called later. ``form`` tells how ``said`` is put
    together, ``digest`` is its SHA-256, which stands in the trail and on every copy. What a partnership file told was
    signed elsewhere: ``loaded_on`` says when it came, and nothing here can tell whether it is what was signed.
    """

    meeting = models.OneToOneField(Meeting, models.CASCADE, related_name="signed")
    form = models.PositiveSmallIntegerField()
    said = models.JSONField()
    digest = models.CharField(max_length=64)
    loaded_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("signed minutes")
        verbose_name_plural = _("signed minutes")

    def __str__(self) -> str:
        return str(self.meeting)

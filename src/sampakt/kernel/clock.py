"""The only place that asks what day it is. Rules and queries are handed the day."""

from datetime import date, datetime

from django.utils import timezone


def today() -> date:
    """The calendar day where the installation stands (its time zone)."""
    return timezone.localdate()


def day_of(moment: datetime) -> date:
    """The calendar day of a moment where the installation stands."""
    return timezone.localdate(moment)


def now() -> datetime:
    """This moment, aware of its time zone."""
    return timezone.now()

"""How days, distances in time, and sums are written in each language."""

from datetime import date, datetime

from babel import Locale
from babel.numbers import format_currency
from django.utils import timezone
from django.utils.dateformat import format as written
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from sampakt.kernel.money import MINOR_UNITS, Money
from sampakt.kernel.terms import Language
from sampakt.kernel.text import DAY

SHORT = {"sv": "j b", "nb": "j. b", "en": "j M"}
DATED = {"sv": "j b Y", "nb": "j. b Y", "en": "j M Y"}
MONTH = {"sv": "F Y", "nb": "F Y", "en": "F Y"}
YEARLESS = {"sv": "j F", "nb": "j. F", "en": "j F"}
OWN_CURRENCY = {"sv": "SEK", "nb": "NOK"}
WEEKDAY = {"sv": "l j F Y", "nb": "l j. F Y", "en": "l j F Y"}


def page_language() -> str:
    """The language of the page: sv, nb or en."""
    language = (get_language() or "en")[:2]
    return language if language in Language.values else "en"


def as_day(moment: date | datetime) -> date:
    """The calendar day of a date, or of a moment where the installation stands."""
    if isinstance(moment, datetime):
        return timezone.localtime(moment).date() if timezone.is_aware(moment) else moment.date()
    return moment


def written_day(day: date, style: str = "long") -> str:
    """A date as people write it.

    ``long`` 21 november 2026, ``short`` 21 nov, ``dated`` 21 nov 2026, ``weekday`` lördag 21 november 2026,
    ``month`` november 2026, ``yearless`` 21 november.
    """
    patterns = {"long": DAY, "short": SHORT, "dated": DATED, "weekday": WEEKDAY, "month": MONTH, "yearless": YEARLESS}
    pattern = patterns[style][page_language()]
    return written(day, pattern)


def written_period(start: date, end: date | None) -> str:
    """From a day to another: 1 oktober 2026 – 30 september 2027, 1 juli – 31 december 2026, or without an end."""
    if end is None:
        return _("%(day)s onwards") % {"day": written_day(start)}
    first = written(start, DAY[page_language()].removesuffix(" Y")) if start.year == end.year else written_day(start)
    return f"{first} – {written_day(end)}"


def written_distance(day: date, today: date) -> str:
    """How far a day is from today: in 6 days, today, 3 days ago; whole years when that says enough."""
    days = (day - today).days
    if days == 0:
        return _("today")
    if days == 1:
        return _("tomorrow")
    if days == -1:
        return _("yesterday")
    years = _whole_years(min(day, today), max(day, today))
    if years > 1:
        words = ngettext("in %(count)d year", "in %(count)d years", years)
        if days < 0:
            words = ngettext("%(count)d year ago", "%(count)d years ago", years)
        return words % {"count": years}
    if days > 0:
        return ngettext("in %(count)d day", "in %(count)d days", days) % {"count": days}
    return ngettext("%(count)d day ago", "%(count)d days ago", -days) % {"count": -days}


def _whole_years(start: date, end: date) -> int:
    """The years that have passed, none counted before it is full."""
    return end.year - start.year - ((end.month, end.day) < (start.month, start.day))


def written_money(money: Money) -> str:
    """A sum with its currency: 69 000 kr; decimals only when there are any; other countries' money by its code."""
    locale = Locale.parse(page_language())
    pattern = locale.currency_formats["standard"].pattern
    if money.minor % MINOR_UNITS == 0:
        pattern = pattern.replace("0.00", "0")
    if money.currency != OWN_CURRENCY.get(page_language()):
        pattern = pattern.replace("¤", "¤¤ " if pattern.startswith("¤") else "¤¤")
    return format_currency(money.amount, money.currency, format=pattern, locale=locale, currency_digits=False)


def initials_of(name: str) -> str:
    """The first letters of the first and the last word of a name: Karin von Olsen is KO."""
    words = [word for word in name.replace("-", " ").split() if word[0].isalnum()]
    return "".join(word[0].upper() for word in ([words[0], words[-1]] if len(words) > 1 else words))

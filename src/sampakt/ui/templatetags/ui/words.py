"""Tags that write words: texts in several languages, days, sums, people, icons."""

from datetime import date, datetime
from functools import lru_cache

from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from sampakt.kernel import clock
from sampakt.kernel.money import Money
from sampakt.kernel.text import Text
from sampakt.ui.templatetags.ui.library import register
from sampakt.ui.writing import as_day, initials_of, page_language, written_day, written_distance, written_money


@register.simple_tag
@lru_cache(maxsize=1024)
def icon(name: str, label: str = "") -> SafeString:
    """An icon of the sprite; decoration unless it has a ``label``. Lists draw the same few in every row."""
    address = static("ui/vendor/icons.svg")
    if label:
        return format_html(
            '<svg class="ds-icon" role="img" aria-label="{}"><use href="{}#{}"/></svg>', label, address, name
        )
    return format_html(
        '<svg class="ds-icon" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>', address, name
    )


@register.simple_tag
def said(text: Text | str | None) -> SafeString:
    """A text in the page's language; marked with its own language when it fell back to another."""
    spoken = page_language()
    return _said(Text.of(text, spoken), spoken)


@lru_cache(maxsize=8192)
def _said(text: Text, spoken: str) -> SafeString:
    # Lists say the same few texts over and over, and a text never changes.
    words, language = text.said_in(spoken)
    if language == spoken or not words:
        return format_html("{}", words)
    return format_html('<span lang="{}">{}</span>', language, words)


@register.simple_tag
def day(moment: date | datetime | None, style: str = "long", empty: str = "–") -> SafeString:
    """A date as people write it, in a ``style`` of ``written_day``; ``empty`` when there is none."""
    if not moment:
        return format_html("{}", empty)
    return _drawn_day(as_day(moment), style, page_language())


@register.simple_tag
def plain_day(moment: date | datetime) -> str:
    """A date as people write it, without markup: for letters, which are plain text."""
    return written_day(as_day(moment))


@lru_cache(maxsize=4096)
def _drawn_day(day: date, style: str, _language: str) -> SafeString:
    # The language is not used here but decides the words: it keeps the days of different languages apart.
    return format_html('<time datetime="{}">{}</time>', day.isoformat(), written_day(day, style))


@register.simple_tag
def moment(at: datetime) -> SafeString:
    """A day and a time of day, where the installation stands."""
    here = timezone.localtime(at)
    return format_html(
        '<time datetime="{}">{} {}</time>',
        here.isoformat(timespec="minutes"),
        written_day(here.date()),
        f"{here:%H.%M}",
    )


@register.simple_tag
def relative(moment: date | datetime | None, today: date | None = None) -> str:
    """How far a day is from today: in 6 days, today, 3 days ago. Nothing when there is no day."""
    return "" if not moment else written_distance(as_day(moment), today or clock.today())


@register.simple_tag
def period(starts_on: date | None, ends_on: date | None) -> SafeString:
    """A term as people write it: 1 January 2025 – 31 December 2027; with an open end, only a dash."""
    return format_html("{} – {}", day(starts_on, empty=""), day(ends_on, empty=""))


@register.simple_tag
def money(sum_of_money: Money | None, empty: str = "–") -> SafeString:
    """A sum with its currency, that does not break across lines."""
    if sum_of_money is None:
        return format_html("{}", empty)
    return format_html('<span class="number">{}</span>', written_money(sum_of_money))


@register.simple_tag
def avatar(name: str, kind: str = "person", *, quiet: bool = False) -> SafeString:
    """The initials of a person, or of an ``organisation`` (square); ``quiet`` when the name stands beside it."""
    square = SafeString(' data-variant="square"') if kind == "organisation" else ""
    spoken = SafeString('aria-hidden="true"') if quiet else format_html('role="img" aria-label="{}"', name)
    return format_html(
        '<span class="ds-avatar" data-initials="{}" data-size="sm"{} {}></span>', initials_of(name), square, spoken
    )

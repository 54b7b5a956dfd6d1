"""Tags that show how promises stand: one status, a bar of many, a strip of periods."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sampakt.ui.looks import Tone, look_of, word_of
from sampakt.ui.pictures import shares_of
from sampakt.ui.templatetags.ui.library import register
from sampakt.ui.templatetags.ui.words import icon


@register.simple_tag
def status(state: str, word: str = "") -> SafeString:
    """A status as shape, word and colour; ``word`` replaces the usual one where the page can say it closer."""
    look = look_of(state)
    return format_html(
        '<span class="ds-tag status status--{}">{}<span>{}</span></span>',
        look.tone,
        icon(look.icon),
        word or word_of(state),
    )


@register.simple_tag
def promise_bar(counts: Mapping[str, int], *, legend: bool = True, href: str = "") -> SafeString:
    """A bar of shares in fixed order, from numbers by tone, with the same said in words (a link to ``href``).

    Drawn here and not by a template, because lists have one in every row.
    """
    shares, words = shares_of(counts), bar_words(counts)
    picture = format_html(
        '<svg class="promise-bar__picture" width="100%" height="10" role="img" aria-label="{}">{}{}</svg>',
        words,
        format_html_join(
            "",
            '<rect class="share share--{}" x="{}" width="{}" height="10"/>',
            ((share.tone, share.x, share.length) for share in shares),
        ),
        format_html_join(
            "",
            '<line class="promise-bar__gap" x1="{0}" x2="{0}" y1="0" y2="10"/>',
            ((share.x,) for share in shares[1:]),
        ),
    )
    said = format_html('<a href="{}">{}</a>', href, words) if href else words
    return format_html(
        '<div class="promise-bar">{}{}</div>',
        picture if shares else "",
        format_html('<p class="promise-bar__words">{}</p>', said) if legend else "",
    )


def bar_words(counts: Mapping[str, int]) -> str:
    """What a bar shows, in words: 14 of 22 kept · 2 due soon · 2 with no evidence."""
    total = sum(counts.values())
    if not total:
        return _("No commitments yet")
    kept = ngettext("%(kept)d of %(total)d kept", "%(kept)d of %(total)d kept", total)
    parts = [kept % {"kept": counts.get("kept", 0), "total": total}]
    parts += [_said_of(tone, counts[tone]) for tone in _SPOKEN if counts.get(tone)]
    return " · ".join(parts)


_SPOKEN: tuple[Tone, ...] = ("track", "soon", "bad", "none", "quiet")


def _said_of(tone: Tone, count: int) -> str:
    words = {
        "track": ngettext("%(count)d on track", "%(count)d on track", count),
        "soon": ngettext("%(count)d due soon", "%(count)d due soon", count),
        "bad": ngettext("%(count)d overdue or broken", "%(count)d overdue or broken", count),
        "none": ngettext("%(count)d with no evidence", "%(count)d with no evidence", count),
        "quiet": ngettext("%(count)d judged by people or replaced", "%(count)d judged by people or replaced", count),
    }
    return words[tone] % {"count": count}


@register.inclusion_tag("ui/components/period_strip.html")
def period_strip(periods: Iterable[tuple[str, str]], label: str = "") -> dict[str, Any]:
    """Small squares, one a period, from pairs of (what the period is called, its status)."""
    squares = [{"label": str(name), "word": word_of(state), "look": look_of(state)} for name, state in periods]
    return {"squares": squares, "label": label or _("Period by period")}

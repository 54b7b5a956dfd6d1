"""Tags that show how promises stand: one status, a bar of many, a strip of periods."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from django.utils.html import conditional_escape, escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, ngettext_lazy

from sampakt.ui.looks import Tone, look_of, word_of
from sampakt.ui.pictures import shares_of
from sampakt.ui.templatetags.ui.library import register
from sampakt.ui.templatetags.ui.words import icon


@register.simple_tag
def status(state: str, word: str = "") -> SafeString:
    """A status as shape, word and colour; ``word`` replaces the usual one where the page can say it closer."""
    return _drawn_status(str(state), conditional_escape(word or word_of(state)))


@lru_cache(maxsize=1024)
def _drawn_status(state: str, word: SafeString) -> SafeString:
    # Lists draw the same few in every row.
    look = look_of(state)
    return format_html(
        '<span class="ds-tag status status--{}">{}<span>{}</span></span>', look.tone, icon(look.icon), word
    )


@register.simple_tag
def promise_bar(counts: Mapping[str, int], *, legend: bool = True, href: str = "") -> SafeString:
    """A bar of shares in fixed order, from numbers by tone, with the same said in words (a link to ``href``).

    Drawn here and not by a template, because lists have one in every row; and by hand, because ``format_html`` takes
    several times as long for what is figures and words of ours.
    """
    shares, words = shares_of(counts), escape(bar_words(counts))
    parts = "".join(
        f'<rect class="share share--{share.tone}" x="{share.x}" width="{share.length}" height="10"/>'
        for share in shares
    )
    gaps = "".join(f'<line x1="{share.x}" x2="{share.x}" y2="10"/>' for share in shares[1:])
    picture = (
        f'<svg class="promise-bar__picture" width="100%" height="10" role="img" aria-label="{words}">'
        f"{parts}{gaps}</svg>"
    )
    said = f'<a href="{escape(href)}">{words}</a>' if href else words
    beside = f'<p class="promise-bar__words">{said}</p>' if legend else ""
    return SafeString(f'<div class="promise-bar">{picture if shares else ""}{beside}</div>')


def bar_words(counts: Mapping[str, int]) -> str:
    """What a bar shows, in words: 14 of 22 kept · 2 due soon · 2 with no evidence."""
    total = sum(counts.values())
    if not total:
        return _("No commitments yet")
    kept = ngettext("%(kept)d of %(total)d kept", "%(kept)d of %(total)d kept", total)
    parts = [kept % {"kept": counts.get("kept", 0), "total": total}]
    parts += [words % {"count": counts[tone]} for tone, words in _SPOKEN.items() if counts.get(tone)]
    return " · ".join(parts)


_SPOKEN: Mapping[Tone, Any] = {
    "track": ngettext_lazy("%(count)d on track", "%(count)d on track", "count"),
    "soon": ngettext_lazy("%(count)d due soon", "%(count)d due soon", "count"),
    "bad": ngettext_lazy("%(count)d overdue or broken", "%(count)d overdue or broken", "count"),
    "none": ngettext_lazy("%(count)d with no evidence", "%(count)d with no evidence", "count"),
    "quiet": ngettext_lazy("%(count)d judged by people or replaced", "%(count)d judged by people or replaced", "count"),
}


@register.inclusion_tag("ui/components/period_strip.html")
def period_strip(periods: Iterable[tuple[str, str]], label: str = "") -> dict[str, Any]:
    """Small squares, one a period, from pairs of (what the period is called, its status)."""
    squares = [{"label": str(name), "word": word_of(state), "look": look_of(state)} for name, state in periods]
    return {"squares": squares, "label": label or _("Period by period")}

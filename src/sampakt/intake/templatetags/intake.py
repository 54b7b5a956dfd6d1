"""Tags of documents that are being confirmed: a value with its words and buttons, and the text with its marks.

Both are drawn here and not by templates, because a page has a hundred of each.
"""

from collections.abc import Iterable, Mapping
from html import escape

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from sampakt.agreements.rules import DATED
from sampakt.intake.models import Reading
from sampakt.intake.queries.confirming import Look, Row
from sampakt.intake.queries.differences import Difference
from sampakt.intake.rules.cutting import Piece
from sampakt.intake.terms import Compared, ReadingState, ValueState
from sampakt.intake.wording import told_day
from sampakt.ui.templatetags.ui.blocks import tag

register = template.Library()
WORDS_SHOWN = 90


def verdict(code: str) -> str:
    """How a value stands, in words: what somebody said to it, or how sure the reading is."""
    if code == "sure":
        return pgettext("of a reading", "Sure")
    return _("Look again") if code == "look" else str(ValueState(code).label)


@register.simple_tag
def value(row: Row, may_decide: bool) -> SafeString:
    """One value: what it is, the words that it stands on, why it was read so, and what can be said to it."""
    number = row.number
    about = f'<p class="value__about">{escape(row.about)}</p>' if row.about else ""
    read_as = _("Read as: %(value)s") % {"value": row.was}
    was = f'<p class="value__was">{escape(read_as)}</p>' if row.was else ""
    return SafeString(
        f'<li class="value" id="v{number}" data-state="{row.verdict}"><div class="value__main">'
        f'<p class="value__title" id="t{number}">{escape(row.title)}</p>{about}{was}'
        f'<p class="value__from"><b class="verdict">{escape(verdict(row.verdict))}</b>{_from(row)}</p></div>'
        f"{_acts(row) if may_decide else ''}</li>"
    )


def _from(row: Row) -> str:
    """Where a value comes from: the words as a link to their place, where they say more than the value; and why."""
    if row.place is None:
        return f" {escape(row.reason)}"
    short = row.words if len(row.words) <= WORDS_SHOWN else f"{row.words[: WORDS_SHOWN - 1].rstrip()}…"
    said = _("In the text") if row.title.startswith(row.words[:WORDS_SHOWN]) else f"“{short}”"
    return f'<a href="{row.place}">{escape(said)}</a> {escape(row.reason)}'


def _acts(row: Row) -> str:
    number, parts, named = row.number, [], f'aria-describedby="t{row.number}"'

    def button(name: str, word: str) -> str:
        return (
            f'<button class="act act--{name}" form="decide" name="{name}" value="{number}.{row.version}"'
            f" {named}>{escape(word)}</button>"
        )

    if row.state in (ValueState.OPEN, ValueState.REJECTED):
        parts.append(button("accept", pgettext("a value", "Accept")))
    correct = escape(pgettext("a value", "Correct"))
    parts.append(f'<a class="act act--correct" href="values/{number}/" {named}>{correct}</a>')
    if row.state != ValueState.REJECTED:
        parts.append(button("reject", pgettext("a value", "Reject")))
    return f'<div class="value__acts">{"".join(parts)}</div>'


@register.simple_tag
def marked(pieces: Iterable[Piece], looks: Mapping[int, Look]) -> SafeString:
    """The text with what was found marked; each mark leads to its value, the shortest where several overlap.

    ``looks`` says of each value how it stands, and whether it reaches over many words.
    """
    drawn = []
    for piece in pieces:
        words = escape(piece.words, quote=False)
        if not piece.values:
            drawn.append(words)
            continue
        starts = "".join(f'<i id="m{number}"></i>' for number in piece.starting)
        inner = piece.values[0]
        look = looks[inner]
        wide = " found--wide" if look.is_wide else ""
        skip = "" if inner in piece.starting else ' tabindex="-1"'
        every = " ".join(map(str, piece.values))
        mark = f'class="found{wide}" data-state="{look.verdict}" data-of="{every}"'
        if piece.words.isspace():  # nothing to follow, and nothing to read out
            drawn.append(f"{starts}<span {mark}>{words}</span>")
        else:
            drawn.append(f'{starts}<a {mark} href="#v{inner}"{skip}>{words}</a>')
    return SafeString("".join(drawn))


@register.simple_tag
def tally_bar(counts: dict[str, int]) -> SafeString:
    """A bar of what is decided: accepted and corrected, rejected, and what is left."""
    total = sum(counts.values())
    if not total:
        return SafeString("")
    x, parts = 0.0, []
    for name in ("accepted", "corrected", "rejected"):
        width = 100 * counts.get(name, 0) / total
        if width:
            parts.append(f'<rect class="tally__{name}" x="{x:.2f}%" width="{width:.2f}%" height="6"/>')
        x += width
    return format_html(
        '<svg class="tally__picture" width="100%" height="6" aria-hidden="true" focusable="false">{}</svg>',
        SafeString("".join(parts)),
    )


LOOKS = {
    ReadingState.WAITING: ("neutral", "clock"),
    ReadingState.READING: ("info", "hourglass"),
    ReadingState.READ: ("warning", "eye"),
    ReadingState.FAILED: ("danger", "exclamation-triangle"),
    ReadingState.CANCELLED: ("neutral", "pause"),
    ReadingState.CONFIRMED: ("success", "checkmark"),
    ReadingState.SET_ASIDE: ("neutral", "minus-circle"),
}


@register.simple_tag
def reading_state(reading: Reading) -> SafeString:
    """How far a document has come, as shape, word and colour."""
    color, icon = LOOKS[ReadingState(reading.state)]
    return tag(reading.get_state_display(), color, icon=icon)


COMPARED = {
    Compared.SAME: ("success", "checkmark"),
    Compared.NEW: ("info", "plus"),
    Compared.DIFFERS: ("warning", "exclamation-triangle"),
}


@register.simple_tag
def compared(difference: Difference) -> SafeString:
    """How a document's value stands to the agreement's, as shape, word and colour."""
    color, icon = COMPARED[difference.compared]
    return tag(str(difference.compared.label), color, icon=icon)


@register.simple_tag
def claimed(field: str, value: str) -> str:
    """A claim's value as people write it: a day as the language does."""
    return told_day(value) if field in DATED else value


@register.filter
def at(titles: Mapping[int, str], number: int) -> str:
    """What the value of a number is called."""
    return titles[number]

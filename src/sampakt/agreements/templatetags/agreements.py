"""Tags that tell the life of an agreement: its state with the days counted, its life line, decision chains, dates."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sampakt.agreements.queries import AgreementLine, AgreementPage
from sampakt.agreements.rules import ChainState, Life, RenewalDate
from sampakt.agreements.terms import ChainStatus, LifeState, RenewalKind
from sampakt.ui.templatetags.ui.blocks import tag
from sampakt.ui.templatetags.ui.words import day as day_of
from sampakt.ui.writing import page_language, written_day

register = template.Library()

_LIFE_LOOKS = {
    LifeState.DRAFT: ("neutral", "pencil"),
    LifeState.DECIDED: ("info", "task-list"),
    LifeState.SIGNED: ("info", "handshake"),
    LifeState.IN_FORCE: ("success", "checkmark"),
    LifeState.EXPIRING: ("warning", "clock"),
    LifeState.LAPSED: ("danger", "exclamation-triangle"),
    LifeState.ENDED: ("neutral", "flag"),
    LifeState.RENEWED: ("neutral", "arrow-right"),
}
_CHAIN_LOOKS = {
    ChainStatus.NOT_PLANNED: ("neutral", "dotted-circle"),
    ChainStatus.UNDER_WAY: ("info", "trend-up"),
    ChainStatus.LATE: ("danger", "exclamation-triangle"),
    ChainStatus.DECIDED: ("success", "checkmark"),
    ChainStatus.REJECTED: ("danger", "x-mark"),
}
_RENEWAL_LOOKS = {
    RenewalKind.DECIDE_BY: "task-list",
    RenewalKind.NOTICE_BY: "envelope",
    RenewalKind.REVISION: "pencil",
    RenewalKind.LAST_DAY: "flag",
}


@register.simple_tag
def life_tag(life: Life) -> SafeString:
    """The state of an agreement: its shape, its word and its colour."""
    color, shape = _LIFE_LOOKS[life.state]
    return tag(str(life.state.label), color, icon=shape)


@register.simple_tag
def life_words(life: Life) -> str:
    """Where an agreement is in its life, in one sentence with the days counted."""
    match life.state:
        case LifeState.DRAFT:
            words = _waiting(life) or _("Nobody has decided yet.")
        case LifeState.DECIDED:
            words = _waiting(life) or _("Decided; it is not in force yet.")
        case LifeState.SIGNED:
            words = _("Signed; it begins on %(date)s.") % {"date": _written(life.starts_on)}
        case LifeState.IN_FORCE | LifeState.EXPIRING:
            words = _left(life)
        case LifeState.LAPSED:
            words = ngettext(
                "It ran out on %(date)s: %(days)d day without a decision on what follows.",
                "It ran out on %(date)s: %(days)d days without a decision on what follows.",
                life.lapsed_days,
            ) % {"date": _written(life.last_day), "days": life.lapsed_days}
        case LifeState.ENDED:
            words = _("It held until %(date)s.") % {"date": _written(life.last_day)}
        case LifeState.RENEWED:
            words = _("What follows it was settled on %(date)s.") % {"date": _written(life.continued_on)}
    return words


def _waiting(life: Life) -> str:
    count = len(life.waiting_for)
    if not count:
        return ""
    return ngettext("It waits for %(count)d party.", "It waits for %(count)d parties.", count) % {"count": count}


def _left(life: Life) -> str:
    if life.last_day is None or life.days_left is None:
        return _("It holds until further notice.")
    if life.days_left == 0:
        return _("Today is its last day.")
    return ngettext("%(days)d day left, until %(date)s.", "%(days)d days left, until %(date)s.", life.days_left) % {
        "days": life.days_left,
        "date": written_day(life.last_day),
    }


def _written(day: date | None) -> str:
    return written_day(day) if day else "–"


@register.simple_tag
def life_steps(page: AgreementPage) -> list[dict[str, Any]]:
    """The life line of an agreement, for the tag ``timeline``: what has happened and what is known to come."""
    life, agreement = page.life, page.agreement
    steps: list[dict[str, Any]] = [
        {"day": life.decided_on if life.decided_on != life.signed_on else None, "title": _("All parties had decided")},
        {"day": life.signed_on, "title": _("Signed"), "words": _gap(life)},
        {"day": life.starts_on, "title": _("First day"), "words": ""},
        {"day": life.came_into_force_on, "title": _("In force"), "words": _retroactive(life)},
        *({"day": row.amendment.from_on, "title": str(row.amendment.summary)} for row in page.amendments),
        *(
            {"day": found.on, "title": str(found.kind.label), "words": _late(found)}
            for found in page.dates
            if found.kind != RenewalKind.LAST_DAY
        ),
        {"day": agreement.end_decided_on, "title": _("The end was decided"), "words": str(agreement.end_reason)},
        {"day": life.last_day, "title": _("Last day"), "words": _lapse(life)},
        {"day": life.continued_on, "title": _("What follows was settled")},
    ]
    if life.starts_on == life.came_into_force_on:
        steps = [step for step in steps if step["title"] != _("First day")]
    return sorted((step for step in steps if step["day"]), key=lambda step: step["day"])


def _gap(life: Life) -> str:
    """How the signing stood to the end of the agreement before."""
    if life.gap_days is None:
        return ""
    if life.gap_days > 0:
        return ngettext(
            "%(days)d day after the agreement before it had run out",
            "%(days)d days after the agreement before it had run out",
            life.gap_days,
        ) % {"days": life.gap_days}
    return ngettext(
        "%(days)d day before the agreement before it ran out",
        "%(days)d days before the agreement before it ran out",
        -life.gap_days,
    ) % {"days": -life.gap_days}


def _retroactive(life: Life) -> str:
    if not life.retroactive_days:
        return ""
    return ngettext(
        "It holds from %(days)d day earlier: its first day came before its signing.",
        "It holds from %(days)d days earlier: its first day came before its signing.",
        life.retroactive_days,
    ) % {"days": life.retroactive_days}


def _lapse(life: Life) -> str:
    if not life.lapsed_days:
        return ""
    if not life.is_settled:
        return ngettext(
            "%(days)d day has gone by, and what follows is not decided",
            "%(days)d days have gone by, and what follows is not decided",
            life.lapsed_days,
        ) % {"days": life.lapsed_days}
    if life.state == LifeState.ENDED:
        return ngettext(
            "%(days)d day went by before its end was decided",
            "%(days)d days went by before its end was decided",
            life.lapsed_days,
        ) % {"days": life.lapsed_days}
    return ngettext(
        "%(days)d day went by before what follows was decided",
        "%(days)d days went by before what follows was decided",
        life.lapsed_days,
    ) % {"days": life.lapsed_days}


def _late(found: RenewalDate) -> str:
    return _("This day has passed and waits for its answer.") if found.days_left < 0 else ""


@register.simple_tag
def chain_tag(chain: ChainState) -> SafeString:
    """How far a party has come with its decision."""
    color, shape = _CHAIN_LOOKS[chain.status]
    return tag(str(chain.status.label), color, icon=shape)


@register.simple_tag
def chain_words(chain: ChainState) -> str:
    """How many steps are taken, and how late the next one is."""
    if not chain.steps:
        return ""
    words = _("%(done)d of %(steps)d steps taken") % {"done": chain.done, "steps": chain.steps}
    if chain.late_days:
        late = ngettext("%(days)d day late", "%(days)d days late", chain.late_days) % {"days": chain.late_days}
        words = f"{words} · {late}"
    return words


@register.simple_tag
def renewal_tag(found: RenewalDate) -> SafeString:
    """A day to watch for: what it is for, red when it has passed unanswered, amber when it comes within 90 days."""
    color = "danger" if found.days_left < 0 else "warning" if found.days_left <= 90 else "neutral"
    return tag(str(found.kind.label), color, icon=_RENEWAL_LOOKS[found.kind])


@register.simple_tag
def radar_steps(lines: Iterable[Any]) -> list[dict[str, Any]]:
    """The renewal radar as steps for the tag ``timeline``."""
    return [
        {
            "day": line.date.on,
            "title": str(line.date.kind.label),
            "words": f"{line.agreement.title} · {line.partnership.name}",
            "href": line.agreement.get_absolute_url(),
            "done": line.is_late,
        }
        for line in lines
    ]


@register.simple_tag
def family_of(lines: Sequence[AgreementLine], current: int | None = None) -> list[dict[str, Any]]:
    """Agreements as nested nodes for the tag ``tree``, each with its state and the days that are left."""
    nodes: dict[int, dict[str, Any]] = {}
    roots: list[dict[str, Any]] = []
    for line in lines:
        agreement = line.agreement
        nodes[agreement.pk] = {
            "label": _said(agreement.title),
            "href": agreement.get_absolute_url(),
            "note": format_html("{} {}", life_tag(line.life), life_words(line.life)),
            "current": agreement.pk == current,
            "children": [],
        }
        above = nodes.get(agreement.parent_id) if agreement.parent_id else None
        (above["children"] if above else roots).append(nodes[agreement.pk])
    return roots


def _said(text: Any) -> SafeString:
    words, language = text.said_in(page_language())
    return (
        format_html("{}", words)
        if language == page_language()
        else format_html('<span lang="{}">{}</span>', language, words)
    )


@register.simple_tag
def term_value(value: object) -> SafeString | str:
    """The value of a term as people write it: a day, a number, words, or a dash."""
    if value in (None, ""):
        return "–"
    try:
        return day_of(date.fromisoformat(str(value)))
    except ValueError:
        return str(value)


@register.filter
def by_party(rows: Iterable[Any], attribute: str) -> list[Any]:
    """Those rows of the matrix that have any of what ``attribute`` names."""
    return [row for row in rows if getattr(row, attribute)]

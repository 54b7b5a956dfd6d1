"""The sentences and the lists of words in which this room's findings speak."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import TextChoices
from django.utils import translation
from django.utils.translation import gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from sampakt.governance.rules.intents import Intent
from sampakt.governance.terms import BodySort, DecisionOutcome, DecisionRule, Effect, Position
from sampakt.kernel.terms import Language
from sampakt.kernel.text import Text, day_in_words

LISTS: Mapping[str, type[TextChoices]] = {"body_sort": BodySort, "position": Position}

SENTENCES: dict[str, Any] = {
    "bodies_counted": _("%(done)s of %(wanted)s bodies are there as promised."),
    "decisions_counted": ngettext_lazy("%(done)s decision taken.", "%(done)s decisions taken.", "done"),
    "held_by_other": _("%(name)s: held by %(party)s."),
    "members_counted": _("Members: %(counts)s."),
    "met_too_often": _("Met %(done)s times, at most %(most)s promised."),
    "nobody_reports": _("No body is recorded that reports to it."),
    "not_taken_for_dissent": ngettext_lazy(
        "%(times)s decision was not taken, because somebody dissented; on %(day)s.",
        "%(times)s decisions were not taken, because somebody dissented; the last on %(day)s.",
        "times",
    ),
    "nothing_decided": _("No such decision has been recorded."),
    "rests_on_material": ngettext_lazy(
        "Of %(wanted)s decision %(done)s rests on earlier material from the body: %(name)s.",
        "Of %(wanted)s decisions %(done)s rest on earlier material from the body: %(name)s.",
        "wanted",
    ),
    "taken_against": ngettext_lazy(
        "%(times)s decision was taken though somebody dissented; on %(day)s.",
        "%(times)s decisions were taken though somebody dissented; the last on %(day)s.",
        "times",
    ),
    "turn_of": _("The turn is that of %(party)s, until %(day)s."),
    "unbalanced_since": _("Not as agreed since %(day)s."),
    "was_often_unbalanced": ngettext_lazy(
        "Not as agreed on %(days)s day, %(times)s times; the last from %(start)s to %(end)s.",
        "Not as agreed on %(days)s days, %(times)s times; the last from %(start)s to %(end)s.",
        "days",
    ),
    "was_unbalanced": ngettext_lazy(
        "Not as agreed from %(start)s to %(end)s, %(days)s day.",
        "Not as agreed from %(start)s to %(end)s, %(days)s days.",
        "days",
    ),
    "without_material": ngettext_lazy(
        "Decided without it once, on %(day)s.",
        "Decided without it %(times)s times, the last on %(day)s.",
        "times",
    ),
}


RULES_ASKED = {DecisionRule.AGREEMENT: _("Requires agreement"), DecisionRule.MAJORITY: _("Requires a majority")}


def how_decided(rule: str, outcome: str) -> str:
    """How a matter was decided, or, where nothing was taken, what the decision would have asked for."""
    if not rule:
        return ""
    known = DecisionRule(rule)
    return str(known.label if outcome == DecisionOutcome.TAKEN else RULES_ASKED[known])


ONCE_APPROVED = {
    Effect.ADOPTS_PLAN: _("Once the decision is approved, it will be recorded that a plan was adopted."),
    Effect.SETS_PRIORITIES: _("Once the decision is approved, it will be recorded that the priority areas were set."),
    Effect.CONTINUES: _("Once the decision is approved, it will be recorded what follows the term."),
    Effect.WAIVES: _("Once the decision is approved, the commitment will be set aside, or something else will hold."),
    Effect.CHANGES: _("Once the decision is approved, the commitment will be replaced by another."),
}
"""What a decision that waits to be approved will bring about."""


ONCE_ADJUSTED = {
    Effect.WAIVES: _("Once the minutes are adjusted, the commitment will be set aside, or something else will hold."),
    Effect.CHANGES: _("Once the minutes are adjusted, the commitment will be replaced by another."),
}
"""The same of one taken at a meeting."""


def intent_phrases(intent: Intent) -> list[str]:
    """What was said of an effect to come: what type, about which days, what holds instead and when."""
    about = _days(intent.covers_from, intent.covers_until)
    holds = _days(intent.holds_from, intent.holds_until)
    return [
        *filter(None, (intent.type, str(intent.instead))),
        *([gettext("about the time %(days)s") % {"days": about}] if about else ()),
        *([gettext("holds %(days)s") % {"days": holds}] if holds else ()),
    ]


def intent_in_words(intent: Intent) -> Text:
    """The same in every language, for the trail."""
    said = {}
    for language in Language.values:
        with translation.override(language):
            said[language] = " · ".join(intent_phrases(intent))
    return Text.of(said)


def _days(start: date | None, end: date | None) -> str:
    if start is not None and end is not None:
        return gettext("from %(start)s to %(end)s") % {"start": day_in_words(start), "end": day_in_words(end)}
    if start is not None:
        return gettext("from %(start)s") % {"start": day_in_words(start)}
    return gettext("to %(end)s") % {"end": day_in_words(end)} if end is not None else ""


def in_every_language(words: Any, **facts: Text) -> Text:
    """Words of ours as a text of a record's own: with ``facts`` filled in, each in the same language."""
    said = {}
    for language in Language.values:
        with translation.override(language):
            said[language] = str(words) % {name: str(fact) for name, fact in facts.items()}
    return Text.of(said)


def report_from(body: Text) -> Text:
    """The title of an item that takes up what another body reports."""
    return in_every_language(_("Report from %(body)s"), body=body)

"""The sentences and the lists of words in which this room's findings speak."""

from collections.abc import Mapping
from typing import Any

from django.db.models import TextChoices
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from sampakt.governance.terms import BodySort, DecisionOutcome, DecisionRule, Position
from sampakt.kernel.terms import Language
from sampakt.kernel.text import Text

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

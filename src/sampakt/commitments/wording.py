"""The sentences of an explanation. Findings hold codes and facts; here they become words in the reader's language.

Every room with kinds of its own brings the sentences and the lists of words that its findings speak in (``kinds.py``).
"""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

from django.db.models import TextChoices
from django.utils import translation
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, ngettext_lazy

from sampakt.agreements.terms import AgreementKind, DocumentRole, ImpactSubject, Outcome, StepKind, Topic
from sampakt.commitments.terms import Part
from sampakt.kernel.discovery import brought_together
from sampakt.kernel.terms import Language
from sampakt.kernel.text import Text
from sampakt.organisations.terms import OfficeFunction
from sampakt.ui.writing import written_day, written_period

LISTS: Mapping[str, type[TextChoices]] = {
    "agreement_kind": AgreementKind,
    "document_role": DocumentRole,
    "impact_subject": ImpactSubject,
    "office_function": OfficeFunction,
    "outcome": Outcome,
    "part": Part,
    "step_kind": StepKind,
    "topic": Topic,
}

MOST_NAMES = 4
"""A sentence names so many at the most."""

SENTENCES: dict[str, Any] = {
    "asks_nothing": _("Too short a time to ask for anything."),
    "awaits_judgement": _("Waits for somebody to judge whether it is good enough."),
    "begins": _("Begins on %(day)s."),
    "choice_without_reason": _("The choice of %(day)s fell elsewhere, and no reason is given."),
    "choice_barred": _("The choice of %(day)s fell elsewhere, for a purpose that allows none."),
    "choices_counted": _("%(done)s of %(wanted)s choices fell on those promised."),
    "choices_reasoned": ngettext_lazy(
        "For %(done)s choice that fell elsewhere the reason is given.",
        "For %(done)s choices that fell elsewhere the reason is given.",
        "done",
    ),
    "claim_kept": _("Recorded as the source's own claim."),
    "counted": _("%(period)s: recorded %(done)s, promised %(wanted)s."),
    "counted_now": _("%(period)s so far: recorded %(done)s, promised %(wanted)s."),
    "counted_of": _("Recorded %(done)s, promised %(wanted)s."),
    "counted_rolling": _("The last twelve months: recorded %(done)s, promised %(wanted)s."),
    "disputed_by": _("Disputed by %(names)s."),
    "done_on": _("Done on %(day)s."),
    "due": _("Due on %(day)s."),
    "ended_without_notice": _("It ended on %(day)s; no notice is recorded."),
    "gap": ngettext_lazy(
        "%(days)s day from the end of the earlier agreement, %(end)s, to the signing, %(day)s.",
        "%(days)s days from the end of the earlier agreement, %(end)s, to the signing, %(day)s.",
        "days",
    ),
    "goals_linked": ngettext_lazy("Tied to %(done)s goal or plan.", "Tied to %(done)s goals and plans.", "done"),
    "in_force": _("In force."),
    "in_force_since": _("In force since %(day)s."),
    "in_place": ngettext_lazy("%(done)s paper in place.", "%(done)s papers in place.", "done"),
    "instance_decided": _("%(instance)s %(outcome)s, %(day)s %(paragraph)s."),
    "is_kind": _("Registered as: %(kind)s."),
    "judged_cannot_say": _("Asked on %(day)s: cannot say."),
    "judged_fulfilled": _("Stated as kept on %(day)s."),
    "judged_not_fulfilled": _("Stated as not kept on %(day)s."),
    "judged_partly": _("Stated as kept in part on %(day)s."),
    "judgement_old": _("The last judgement, of %(day)s, is more than a year old."),
    "last_done": _("Last done on %(day)s."),
    "lasts": ngettext_lazy("%(start)s to %(end)s, %(days)s day.", "%(start)s to %(end)s, %(days)s days.", "days"),
    "late_by": ngettext_lazy("%(days)s day late.", "%(days)s days late.", "days"),
    "linked_to": _("Linked to: %(names)s."),
    "missing": _("Missing: %(names)s."),
    "no_gap": _("Signed on %(day)s, before the earlier agreement ran out."),
    "named_counted": _("%(done)s of %(wanted)s organisations stand in the agreement."),
    "nobody_signed": _("As far as is recorded no party has signed the agreement: nothing is asked for until one has."),
    "nobody_stated": _("Nobody has said how it stands yet."),
    "nothing_follows": _("What follows has not been decided."),
    "nothing_recorded": _("Nothing has been recorded."),
    "notice_is": ngettext_lazy("%(months)s month's notice.", "%(months)s months' notice.", "months"),
    "notice_too_short": _("Notice was given on %(given)s and the agreement ended on %(day)s."),
    "notice_unrecorded": _("The agreement's own notice period is not recorded among its facts."),
    "open_ended": _("From %(start)s, until further notice."),
    "other_date": _("Promised %(wanted)s, recorded %(found)s."),
    "other_notice": _("Promised %(wanted)s months' notice, recorded %(found)s."),
    "out_of_order": _("%(instance)s decided on %(day)s, before the instance below it."),
    "papers_counted": _("%(done)s of %(wanted)s papers are there."),
    "parties_counted": _("%(done)s of %(wanted)s parties have everything in place."),
    "period_not_stated": _("How often is not stated: ask."),
    "rejected": _("%(instance)s said no."),
    "seats_counted": _("%(done)s of %(wanted)s offices are held."),
    "signed": _("%(done)s of %(wanted)s parties have signed."),
    "signed_after_start": ngettext_lazy(
        "The last signature came %(days)s day after the first day.",
        "The last signature came %(days)s days after the first day.",
        "days",
    ),
    "signed_before_decision": _("Signed on %(day)s, before the decision."),
    "signed_by_other": _("%(party)s: signed by another office than promised."),
    "stated_not_shown": _("Stated as kept on %(day)s, but no approved record shows it yet."),
    "statement_asked": _("Next statement by %(day)s."),
    "statement_old": _("The last statement is from %(day)s."),
    "silent_on": _("The text says nothing about: %(names)s."),
    "statement_was_due": _("A statement was due on %(day)s."),
    "steps_taken": _("%(done)s of %(wanted)s steps taken."),
    "subs_counted": _("Agreements under it: %(done)s, promised at least %(wanted)s."),
    "superseded": _("Replaced from %(day)s."),
    "topics_counted": _("%(done)s of %(wanted)s topics are stated."),
    "vacant": _("Vacant: %(names)s."),
    "vacant_since": _("Since %(day)s."),
    "waived": _("Otherwise agreed: %(body)s, %(day)s, %(reference)s."),
    "was_in_force": _("In force from %(start)s to %(end)s."),
}


@cache
def all_sentences() -> Mapping[str, Any]:
    """Every sentence that any room brings, by code."""
    return brought_together("kinds", "SENTENCES")


@cache
def all_lists() -> Mapping[str, type[TextChoices]]:
    """Every list of words of ours that any room's findings name, by what they call it."""
    return brought_together("kinds", "LISTS")


def explained(finding: Mapping[str, Any]) -> str:
    """The explanation of a finding (shaped as by ``Finding.as_data``) in the active language: a few short sentences."""
    return " ".join(sentence(code, facts) for code, facts in finding.get("words", ()))


def with_own_first(finding: Mapping[str, Any], organisation: int | None) -> Mapping[str, Any]:
    """The finding told to an organisation: of all that is missing, what is asked of it comes first.

    Of a long row only the first are named, and everybody is to find themselves among them.
    """
    own = [each["name"] for each in finding.get("missing", ()) if each.get("asked_of") == organisation]
    if organisation is None or not own:
        return finding
    words = [
        [code, {**facts, "names": sorted(facts["names"], key=lambda name: name not in own)}]
        if code == "missing"
        else [code, facts]
        for code, facts in finding["words"]
    ]
    return {**finding, "words": words}


def explained_everywhere(finding: Mapping[str, Any]) -> dict[str, str]:
    """The explanation in every language, by its code."""
    words = {}
    for language in Language.values:
        with translation.override(language):
            words[language] = explained(finding)
    return words


def sentence(code: str, facts: Mapping[str, Any]) -> str:
    """One sentence, by its code in ``all_sentences``; ``facts`` are as stored."""
    said = {name: said_fact(value) for name, value in facts.items()}
    numbers = {name: value for name, value in facts.items() if isinstance(value, int)}
    words = all_sentences()[code]
    text = words % {**said, **numbers} if isinstance(words, Lazy) and numbers else str(words) % said
    return " ".join(text.replace(" .", ".").split())


def said_fact(value: Any) -> str:
    """A fact in words: a day as people write it, a name or word of ours in the reader's language, a list."""
    if isinstance(value, Mapping):
        if "day" in value and len(value) == 1:
            return written_day(date.fromisoformat(value["day"]))
        return said_name(value)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return _listed([said_fact(part) for part in value])
    return "–" if value is None else str(value)


def _listed(names: Sequence[str]) -> str:
    """Names with commas between; of a long row the first few and how many more. The promise's own page has them all."""
    if len(names) <= MOST_NAMES:
        return ", ".join(names)
    more = len(names) - MOST_NAMES + 1
    words = ngettext("%(names)s and %(count)d more", "%(names)s and %(count)d more", more)
    return words % {"names": ", ".join(names[: MOST_NAMES - 1]), "count": more}


def said_name(name: Mapping[str, Any] | str) -> str:
    """The name of something that lacks: the name of a unit, an organisation's code, a word of ours, or a period."""
    if isinstance(name, str):
        return name
    if "from" in name:
        return written_period(date.fromisoformat(name["from"]), date.fromisoformat(name["to"]) if name["to"] else None)
    if "code" not in name:
        return str(Text.of(name))
    words = str(all_lists()[name["of"]](name["code"]).label)
    if "day" in name:
        words = f"{words} {written_day(date.fromisoformat(name['day']))}"
    within = str(Text.of(name["of_text"])) if "of_text" in name else ""
    whose = ", ".join(part for part in (within, name.get("party")) if part)
    return f"{whose}: {words}" if whose else words


def missing_said(finding: Mapping[str, Any]) -> list[tuple[Text | str, date | None]]:
    """The same for a page, which marks a name in the language that it is in."""
    texts = (each["name"] for each in finding.get("missing", ()) if each["name"])
    return [
        (Text.of(name) if isinstance(name, Mapping) and not {"code", "from"} & name.keys() else words, since)
        for name, (words, since) in zip(texts, missing_names(finding), strict=True)
    ]


def missing_names(finding: Mapping[str, Any]) -> list[tuple[str, date | None]]:
    """What lacks, by name, and since when where that is known."""
    return [
        (said_name(each["name"]), date.fromisoformat(each["since"]) if each["since"] else None)
        for each in finding.get("missing", ())
        if each["name"]
    ]

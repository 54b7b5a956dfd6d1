"""The kinds of commitment whose evidence lies in this room and those below it. Rooms above bring their own.

With its ``KINDS`` a room brings what their findings name (``SENTENCES``, ``LISTS`` of words, ``FINDERS`` of evidence)
and what their forms need: the names of ``PARAMETERS``, plain ``WORDS``, and ``OFFERS`` of records to choose among.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _

from sampakt.commitments import wording
from sampakt.commitments.queries import evidence
from sampakt.commitments.queries.registry import Case, Kind
from sampakt.commitments.queries.sources import AGREEMENTS, DEEDS, PLACES
from sampakt.commitments.rules import AsOf, Finding, decisions, deeds, family, roles, term
from sampakt.commitments.rules.doing import Doing
from sampakt.commitments.rules.overlays import StatementDue
from sampakt.commitments.terms import Family, Parameter, Word


def _of_agreement(rule: Any) -> Any:
    return lambda terms, case, as_of: rule(terms, case.of(AGREEMENTS), as_of)


def _of_deeds(rule: Any) -> Any:
    def judge(terms: Any, case: Case, as_of: AsOf) -> Finding:
        doing = Doing(
            case.promise,
            case.of(DEEDS),
            case.attached,
            agreement=case.of(AGREEMENTS),
            places=case.of(PLACES),
            releases=case.releases,
            deciders=case.added("deciders"),
        )
        found: Finding = rule(terms, doing, as_of)
        return found

    return judge


def _with_deeds(rule: Any) -> Any:
    return lambda terms, case, as_of: rule(terms, case.promise, case.of(AGREEMENTS), case.of(DEEDS), as_of)


def _statement(terms: StatementDue, case: Case, as_of: AsOf) -> Finding:
    raise AssertionError("statements are judged by the engine, which holds them")


SENTENCES = wording.SENTENCES
LISTS = wording.LISTS
FINDERS = evidence.FINDERS
PARAMETERS = dict(Parameter.choices)
WORDS = dict(Word.choices)

DOING = (AGREEMENTS, DEEDS, PLACES)

KINDS = (
    Kind(
        "decision",
        Family.DECISION,
        _("A decision"),
        _("One instance takes one step: proposes, approves, rejects."),
        decisions.Decision,
        _of_agreement(decisions.decision),
        (AGREEMENTS,),
        is_formality=True,
    ),
    Kind(
        "decision_chain",
        Family.DECISION,
        _("A decision chain"),
        _("A party's instances decide in order, before anybody signs."),
        decisions.DecisionChain,
        _of_agreement(decisions.decision_chain),
        (AGREEMENTS,),
        is_formality=True,
    ),
    Kind(
        "signed_by",
        Family.DECISION,
        _("Signatures"),
        _("Parties sign, by the offices named and after their decisions."),
        decisions.SignedBy,
        _of_agreement(decisions.signed_by),
        (AGREEMENTS,),
        is_formality=True,
    ),
    Kind(
        "attachment_present",
        Family.DECISION,
        _("Papers that belong to it"),
        _("Certain papers or impact assessments are there."),
        decisions.AttachmentPresent,
        _of_agreement(decisions.attachment_present),
        (AGREEMENTS,),
        is_formality=True,
    ),
    Kind(
        "parties_complete",
        Family.DECISION,
        _("Every party's part"),
        _("Every party has its own decision, signature, fee or registration number."),
        decisions.PartiesComplete,
        _of_agreement(decisions.parties_complete),
        (AGREEMENTS,),
        is_formality=True,
    ),
    Kind(
        "period",
        Family.TERM,
        _("The term"),
        _("The agreement lasts from one day to another, or for so many months."),
        term.PeriodAgreed,
        lambda terms, case, as_of: term.period(terms, case.promise, case.of(AGREEMENTS), as_of),
        (AGREEMENTS,),
    ),
    Kind(
        "in_force",
        Family.TERM,
        _("In force"),
        _("The agreement is in force by its own rule."),
        term.InForce,
        _of_agreement(term.in_force),
        (AGREEMENTS,),
        is_formality=True,
    ),
    Kind(
        "decide_before",
        Family.TERM,
        _("Decision before the end"),
        _("What follows is decided before the term runs out."),
        term.DecideBefore,
        _with_deeds(term.decide_before),
        (AGREEMENTS, DEEDS),
    ),
    Kind(
        "continuation_papers",
        Family.TERM,
        _("Papers for continuing"),
        _("Certain papers are ready when continuation is decided."),
        term.ContinuationPapers,
        _with_deeds(term.continuation_papers),
        (AGREEMENTS, DEEDS),
    ),
    Kind(
        "notice",
        Family.TERM,
        _("Notice period"),
        _("Nobody leaves without so many months' notice."),
        term.Notice,
        lambda terms, case, as_of: term.notice(terms, case.of(AGREEMENTS), case.of(DEEDS), as_of),
        (AGREEMENTS, DEEDS),
    ),
    Kind(
        "revise_every",
        Family.TERM,
        _("Revision"),
        _("The agreement is gone through every so many months."),
        term.ReviseEvery,
        _with_deeds(term.revise_every),
        (AGREEMENTS, DEEDS),
    ),
    Kind(
        "no_gap",
        Family.TERM,
        _("No gap"),
        _("The agreement was signed before the earlier one ran out."),
        term.NoGap,
        lambda terms, case, as_of: term.no_gap(terms, case.promise, case.of(AGREEMENTS), as_of),
        (AGREEMENTS,),
        is_formality=True,
    ),
    Kind(
        "linked_agreement",
        Family.FAMILY,
        _("Link to another agreement"),
        _("The agreement continues, complements or rests on another."),
        family.LinkedAgreement,
        _of_agreement(family.linked_agreement),
        (AGREEMENTS,),
    ),
    Kind(
        "agreement_is",
        Family.FAMILY,
        _("Kind of agreement"),
        _("The agreement is of a certain kind."),
        family.AgreementIs,
        _of_agreement(family.agreement_is),
        (AGREEMENTS,),
    ),
    Kind(
        "must_contain",
        Family.FAMILY,
        _("What the text must say"),
        _("The agreement, or each one under it, says something about certain topics."),
        family.MustContain,
        _of_agreement(family.must_contain),
        (AGREEMENTS,),
    ),
    Kind(
        "sub_agreements",
        Family.FAMILY,
        _("Sub-agreements"),
        _("There are agreements under this one."),
        family.SubAgreements,
        _of_agreement(family.sub_agreements),
        (AGREEMENTS,),
    ),
    Kind(
        "goal_linked",
        Family.FAMILY,
        _("Tied to goals"),
        _("The agreement is tied to the parties' own goals and plans."),
        family.GoalLinked,
        _of_agreement(family.goal_linked),
        (AGREEMENTS,),
    ),
    Kind(
        "claim_recorded",
        Family.INFORMATION,
        _("A source's claim"),
        _("What a source claims is recorded as its own."),
        family.ClaimRecorded,
        _of_agreement(family.claim_recorded),
        (AGREEMENTS,),
    ),
    Kind(
        "partner_list",
        Family.PARTNER,
        _("Partners named"),
        _("Certain organisations are named in the agreement."),
        family.PartnerList,
        _of_agreement(family.partner_list),
        (AGREEMENTS,),
    ),
    Kind(
        "priority",
        Family.PARTNER,
        _("Prioritised partners"),
        _("Partners are chosen among these; another choice needs its reason."),
        family.Priority,
        lambda terms, case, as_of: family.priority(terms, case.of(DEEDS), case.of(PLACES), as_of),
        (DEEDS, PLACES),
    ),
    Kind(
        "first_option",
        Family.PARTNER,
        _("First option"),
        _("One organisation is asked first about a subject."),
        family.FirstOption,
        lambda terms, case, as_of: family.first_option(terms, case.of(DEEDS), case.of(PLACES), as_of),
        (DEEDS, PLACES),
    ),
    Kind(
        "role_filled",
        Family.ROLE,
        _("Offices that are held"),
        _("A coordinator, contact persons, leaders: each office is held by somebody."),
        roles.RoleFilled,
        lambda terms, case, as_of: roles.role_filled(
            terms, case.promise.starts_on, case.of(AGREEMENTS), case.of(PLACES), as_of
        ),
        (AGREEMENTS, PLACES),
    ),
    Kind(
        "report",
        Family.REPORT,
        _("Reports"),
        _("A report reaches its recipients in every period."),
        deeds.Report,
        _of_deeds(deeds.report),
        DOING,
    ),
    Kind(
        "plan_adopted",
        Family.PLAN,
        _("Plans and priorities"),
        _("A plan or priority areas are adopted, once or in every period."),
        deeds.PlanAdopted,
        _of_deeds(deeds.plan_adopted),
        DOING,
    ),
    Kind(
        "evaluation",
        Family.EVALUATION,
        _("Evaluation"),
        _("An evaluation of a certain type is made in time."),
        deeds.Evaluation,
        _of_deeds(deeds.evaluation),
        DOING,
    ),
    Kind(
        "decision_refers_to",
        Family.EVALUATION,
        _("A decision that uses an evaluation"),
        _("A decision rests on an evaluation."),
        deeds.DecisionRefersTo,
        _of_deeds(deeds.decision_refers_to),
        DOING,
    ),
    Kind(
        "deliver_by",
        Family.DELIVERABLE,
        _("Something delivered"),
        _("A model, a pilot, a guideline is there by a day, or is there at all."),
        deeds.DeliverBy,
        _of_deeds(deeds.deliver_by),
        DOING,
    ),
    Kind(
        "activity",
        Family.EXCHANGE,
        _("Activities"),
        _("Something is done together, so many times in every period."),
        deeds.Activity,
        _of_deeds(deeds.activity),
        DOING,
    ),
    Kind(
        "activity_in_each",
        Family.SCOPE,
        _("Activity in each"),
        _("Something is done in every theme, unit or subject."),
        deeds.ActivityInEach,
        _of_deeds(deeds.activity_in_each),
        DOING,
    ),
    Kind(
        "statement",
        Family.EFFECT,
        _("A person's statement"),
        _("An aim that no record measures: somebody is asked, every period, how it stands."),
        StatementDue,
        _statement,
    ),
)

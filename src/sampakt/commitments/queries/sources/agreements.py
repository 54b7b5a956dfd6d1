"""Facts of agreements: parties with their decisions, documents, links, goals, topics, claims, assessments."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from django.db.models import Q

from sampakt.agreements.models import (
    Agreement,
    AgreementLink,
    Amendment,
    Claim,
    ContentItem,
    DecisionStep,
    DocumentLink,
    FeeTerm,
    GoalLink,
    ImpactAssessment,
    Party,
)
from sampakt.agreements.rules import AmendmentFacts, held_before, known_end, told
from sampakt.commitments.queries.registry import Source
from sampakt.commitments.queries.sources.rows import grouped, rows_of
from sampakt.commitments.rules import Promise
from sampakt.commitments.rules.facts import (
    AgreementFacts,
    DocumentFacts,
    GoalFacts,
    LinkFacts,
    PartyFacts,
    StepFacts,
)
from sampakt.papers.models import Version


def load_agreements(promises: Sequence[Promise], until: date) -> dict[int, AgreementFacts]:
    """Facts of the promises' agreements and of those under them, from records dated until then. Thirteen questions."""
    ids = {promise.agreement_id for promise in promises}
    subs = dict(grouped(Agreement.objects.filter(parent_id__isnull=False), "parent_id", ids, "pk"))
    below = {sub for found in subs.values() for (sub,) in found}
    wanted = ids | below
    parties = _parties(wanted, until)
    documents = _documents(wanted, until)
    links, continued = _links(wanted)
    goals = grouped(
        GoalLink.objects.filter(Q(linked_on=None) | Q(linked_on__lte=until)),
        "agreement_id",
        wanted,
        "pk",
        "organisation_id",
        "key",
        "kind",
        "linked_on",
    )
    topics = grouped(ContentItem.objects.all(), "agreement_id", wanted, "topic", "state")
    claims = grouped(Claim.objects.all(), "agreement_id", wanted, "field", "pk")
    impacts = grouped(
        ImpactAssessment.objects.filter(Q(assessed_on=None) | Q(assessed_on__lte=until)),
        "agreement_id",
        wanted,
        "subject",
        "pk",
        "assessed_on",
    )
    amendments = _amendments(wanted)
    rows = {
        row[0]: row[1:]
        for row in rows_of(
            Agreement.objects.all(),
            "pk",
            wanted,
            "space_id",
            "title",
            "kind",
            "starts_on",
            "ends_on",
            "ended_on",
            "end_decided_on",
            "notice_months",
            "force_rule",
            "force_count",
        )
    }
    facts: dict[int, AgreementFacts] = {}
    for key, row in rows.items():
        space, title, kind, starts_on, ends_on, ended_on, end_decided_on, notice, force_rule, force_count = row
        changed = amendments.get(key, {})
        before = held_before(changed.values(), until)
        facts[key] = AgreementFacts(
            id=key,
            space_id=space,
            title=title.as_data(),
            kind=kind,
            starts_on=before.get("starts_on", starts_on),
            ends_on=before.get("ends_on", ends_on),
            ended_on=known_end(ended_on, end_decided_on, until),
            notice_months=before.get("notice_months", notice),
            force_rule=force_rule,
            force_count=before.get("force_count", force_count),
            parties=tuple(parties.get(key, ())),
            documents=tuple(documents.get(key, ())),
            links=tuple(links.get(key, ())),
            continued_by=tuple(continued.get(key, ())),
            goals=tuple(GoalFacts(*goal) for goal in goals.get(key, ())),
            topics=dict(topics.get(key, ())),
            claims=dict(claims.get(key, ())),
            assessments={subject: (pk, on) for subject, pk, on in impacts.get(key, ())},
            amendments=tuple((pk, one.decided_on) for pk, one in changed.items() if one.decided_on <= until),
        )
    # Only now, when all are there: one below may have promises of its own, and come after the one above.
    return {
        key: replace(found, subs=tuple(facts[sub] for (sub,) in subs[key] if sub in facts)) if key in subs else found
        for key, found in facts.items()
    }


def _amendments(agreements: set[int]) -> dict[int, dict[int, AmendmentFacts]]:
    found: dict[int, dict[int, AmendmentFacts]] = defaultdict(dict)
    for agreement, pk, decided_on, from_on, changes in rows_of(
        Amendment.objects.all(), "agreement_id", agreements, "pk", "decided_on", "from_on", "changes"
    ):
        found[agreement][pk] = told(decided_on, from_on, changes)
    return found


def _parties(agreements: set[int], until: date) -> dict[int, list[PartyFacts]]:
    rows = list(
        rows_of(
            Party.objects.order_by("position", "pk"),
            "agreement_id",
            agreements,
            "pk",
            "organisation_id",
            "organisation__code",
            "organisation__name",
            "role",
            "signed_on",
            "signatory__key",
            "registration_numbers",
            "joined_on",
            "left_on",
        )
    )
    ids = {row[1] for row in rows}
    with_fee = {party for (party,) in rows_of(FeeTerm.objects.all(), "party_id", ids)}
    steps = grouped(
        DecisionStep.objects.order_by("position", "pk"),
        "party_id",
        ids,
        "pk",
        "kind",
        "instance",
        "decided_on",
        "outcome",
        "paragraph",
        "presented_by",
        "spoke",
    )
    found: dict[int, list[PartyFacts]] = defaultdict(list)
    for agreement, pk, organisation, code, name, role, signed_on, signatory, numbers, joined_on, left_on in rows:
        found[agreement].append(
            PartyFacts(
                id=pk,
                organisation_id=organisation,
                code=code,
                name=name,
                role=role,
                signed_on=signed_on if signed_on and signed_on <= until else None,
                signatory=signatory or "",
                has_number=bool(numbers),
                has_fee=pk in with_fee,
                joined_on=joined_on,
                left_on=left_on,
                steps=tuple(
                    StepFacts(
                        step,
                        kind,
                        instance.as_data(),
                        decided_on if decided_on and decided_on <= until else None,
                        outcome if decided_on and decided_on <= until else "",
                        paragraph,
                        bool(presented),
                        len(spoke),
                    )
                    for step, kind, instance, decided_on, outcome, paragraph, presented, spoke in steps.get(pk, ())
                ),
            )
        )
    return found


def _documents(agreements: set[int], until: date) -> dict[int, list[DocumentFacts]]:
    rows = list(
        rows_of(
            DocumentLink.objects.filter(document__audience__in=("public", "partners")),
            "agreement_id",
            agreements,
            "document_id",
            "role",
            "document__title",
            "document__dated_on",
        )
    )
    versions = grouped(Version.objects.filter(dated_on__lte=until), "document_id", {row[1] for row in rows}, "dated_on")
    found: dict[int, list[DocumentFacts]] = defaultdict(list)
    for agreement, document, role, title, dated_on in rows:
        dates = [day for (day,) in versions.get(document, ())]
        if dated_on is not None:
            dates.append(dated_on)
        if not dates or min(dates) <= until:
            known = tuple(sorted({day for day in dates if day <= until}))
            found[agreement].append(DocumentFacts(document, role, title.as_data(), known))
    return found


def _links(agreements: set[int]) -> tuple[dict[int, list[LinkFacts]], dict[int, list[tuple[int, date | None]]]]:
    found: dict[int, list[LinkFacts]] = defaultdict(list)
    for agreement, pk, relation, title, other, other_title, ends_on in rows_of(
        AgreementLink.objects.all(),
        "agreement_id",
        agreements,
        "pk",
        "relation",
        "other_title",
        "other_id",
        "other__title",
        "other__ends_on",
    ):
        name = (other_title or title).as_data() if other else title.as_data()
        found[agreement].append(LinkFacts(pk, relation, name, other, ends_on))
    continued: dict[int, list[tuple[int, date | None]]] = defaultdict(list)
    later = AgreementLink.objects.filter(relation="continues")
    for other, agreement, signed_on in rows_of(
        later, "other_id", agreements, "agreement_id", "agreement__parties__signed_on"
    ):
        continued[other].append((agreement, signed_on))
    return found, continued


AGREEMENTS: Source[AgreementFacts | None] = Source(
    "agreements",
    load_agreements,
    lambda promise: promise.agreement_id,
    frozenset(
        f"agreements.{name}"
        for name in (
            "agreement",
            "party",
            "decisionstep",
            "feeterm",
            "agreementlink",
            "documentlink",
            "contentitem",
            "claim",
            "impactassessment",
            "amendment",
            "goallink",
            "partnership",
        )
    )
    | {"papers.document", "papers.version"},
    None,
)

"""Loading what an agreement says, what it was weighed against, and what goals and agreements it is tied to."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from sampakt.agreements import actions
from sampakt.agreements.access import may_see
from sampakt.agreements.models import Agreement
from sampakt.agreements.transfer.dumping import PATH
from sampakt.agreements.transfer.sections import AgreementFile, ClaimFile, GoalFile, ImpactFile, LinkFile
from sampakt.kernel.files import Loading, Pair, Section
from sampakt.kernel.text import Text
from sampakt.organisations.transfer import organisation

AnyItem = TypeVar("AnyItem", bound=Section)


def load_content(
    loading: Loading, agreement: Agreement, path: str, item: AgreementFile, now: AgreementFile | None
) -> None:
    """Documents, topics, claims, impact assessments and goals."""
    by = loading.by
    for topic in loading.pairs(f"{path}/content", item.content, now.content if now else []):
        if topic.new and not topic.is_same:
            told = topic.new
            with loading.at(told):
                actions.answer_topic(
                    agreement,
                    topic=told.topic.value,
                    state=told.state.value,
                    words=told.words,
                    place=told.place,
                    asked_on=told.asked_on,
                    asked_of=organisation(loading, told.asked_of),
                    by=by,
                )

    def claim(told: ClaimFile) -> None:
        made = actions.claim(
            agreement,
            field=told.field.value,
            value=told.value,
            source=told.source,
            organisation=organisation(loading, told.organisation),
            source_dated_on=told.source_dated_on,
            document=document_of(loading, told),
            note=told.note,
            by=by,
        )
        if told.chosen:
            # What the file says of the fact itself is what holds, and is loaded as that.
            actions.choose_claim(made, writes=False, by=by)

    def assess(told: ImpactFile) -> None:
        actions.assess_impact(
            agreement,
            subject=told.subject.value,
            conclusion=told.conclusion,
            organisation=organisation(loading, told.organisation),
            assessed_on=told.assessed_on,
            has_consequences=told.has_consequences,
            document=document_of(loading, told),
            is_sample=told.sample,
            by=by,
        )

    def link_goal(told: GoalFile) -> None:
        owner = organisation(loading, told.organisation)
        if owner is not None:
            facts: Any = {"key": told.key, "reference": told.reference, "url": told.url, "linked_on": told.linked_on}
            actions.link_goal(agreement, organisation=owner, kind=told.kind.value, name=told.name, by=by, **facts)

    _replaced(
        loading,
        loading.pairs(f"{path}/claims", item.claims, now.claims if now else [], is_keyed=False),
        claim,
        lambda row: actions.remove_claim(row, by=by),
    )
    _replaced(
        loading,
        loading.pairs(
            f"{path}/impact_assessments",
            item.impact_assessments,
            now.impact_assessments if now else [],
            is_keyed=False,
        ),
        assess,
        lambda row: actions.remove_impact(row, by=by),
    )
    _replaced(
        loading,
        loading.pairs(f"{path}/goals", item.goals, now.goals if now else []),
        link_goal,
        lambda row: actions.unlink_goal(row, by=by),
    )


def _replaced(
    loading: Loading,
    pairs: Sequence[Pair[AnyItem]],
    add: Callable[[AnyItem], None],
    remove: Callable[[Any], None],
) -> None:
    """Bring about rows that are never changed: one that reads otherwise now is removed and told anew."""
    for pair in pairs:
        if pair.is_same:
            continue
        with loading.at(pair.new, pair.path):
            if pair.now is not None:
                remove(loading.records.pop(pair.path))
            if pair.new is not None:
                add(pair.new)


def document_of(loading: Loading, item: Any) -> Any:
    """The document that an item of a file refers to, if it refers to any."""
    return loading.find("documents", f"documents/{item.document}", item, "document") if item.document else None


def load_links(loading: Loading, item: AgreementFile, now: AgreementFile | None) -> None:
    """Link an agreement to others, here or known only by their names."""
    path = f"{PATH}/{item.key}"
    agreement: Agreement = loading.records[path]

    def link(told: LinkFile) -> None:
        other = _other(loading, told) if told.agreement else None
        if other is None and told.agreement and not told.title:
            return
        actions.link_agreements(
            agreement,
            relation=told.relation.value,
            other=other,
            other_title=told.title if other is None else Text(),
            note=told.note,
            by=loading.by,
        )

    links = [_settled(loading, told) for told in item.links]
    _replaced(
        loading,
        loading.pairs(f"{path}/links", links, now.links if now else [], is_keyed=False),
        link,
        lambda row: actions.unlink_agreements(row, by=loading.by),
    )


def _settled(loading: Loading, told: LinkFile) -> LinkFile:
    """The link as it is kept: to the other agreement where it is here, else to its name."""
    if not (told.agreement and told.title):
        return told
    is_here = _found(loading, told.agreement) is not None
    settled = told.model_copy(update={"title": Text()} if is_here else {"agreement": None})
    settled._origin = told._origin
    return settled


def _other(loading: Loading, told: LinkFile) -> Agreement | None:
    name = told.agreement or ""
    if (found := _found(loading, name)) is not None:
        return found
    if "/" in name:
        loading.tell(told.spot("agreement"), "agreement_elsewhere", name=name)
        return None
    other: Agreement | None = loading.find("agreements", f"{PATH}/{name}", told, "agreement")
    return other


def _found(loading: Loading, name: str) -> Agreement | None:
    """The agreement with that key in this file, or in another partnership that whoever loads may see."""
    partnership, _, key = name.rpartition("/")
    if not partnership:
        return loading.records.get(f"{PATH}/{key}")
    found = Agreement.objects.select_related("space").filter(space__partnership__code=partnership, key=key).first()
    return found if found is not None and may_see(loading.by, found) else None

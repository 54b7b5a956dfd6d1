"""Loading a partnership, its themes and its agreements through the room's actions."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from sampakt.agreements import actions
from sampakt.agreements.access import may_start_partnership
from sampakt.agreements.models import Agreement, Partnership
from sampakt.agreements.rules import TERMS, from_data
from sampakt.agreements.terms import TAKING_PART, ForceRule
from sampakt.agreements.transfer.content import document_of, load_content, load_links
from sampakt.agreements.transfer.dumping import PATH, dump_agreements, dump_partnership, dump_themes
from sampakt.agreements.transfer.parties import load_parties
from sampakt.agreements.transfer.sections import (
    AgreementFile,
    AmendmentFile,
    ThemeFile,
)
from sampakt.kernel.files import Dumping, Loading, Pair, Section, upper_first
from sampakt.kernel.terms import Role
from sampakt.kernel.viewer import Standing
from sampakt.organisations.models import Organisation
from sampakt.organisations.transfer import organisation

AnyItem = TypeVar("AnyItem", bound=Section)


def load_partnership(loading: Loading) -> None:
    """Start the partnership on behalf of one of its parties, or change what it says of itself."""
    item = loading.file.partnership
    facts: Any = {
        "name": item.name,
        "summary": item.summary,
        "language": item.language.value,
        "is_sample": item.sample,
        "audience": item.audience.value,
    }
    partnership: Partnership | None = loading.partnership
    with loading.at(item):
        if partnership is None:
            _start(loading, facts)
        elif item != dump_partnership(Dumping(partnership)):
            actions.change_partnership(partnership, by=loading.by, **facts)
            partnership.refresh_from_db()


def _start(loading: Loading, facts: Any) -> None:
    item = loading.file.partnership
    codes = [
        party.organisation for one in loading.file.agreements for party in one.parties if party.role in TAKING_PART
    ]
    parties: list[Organisation] = [one for code in dict.fromkeys(codes) if (one := organisation(loading, code))]
    if not parties:
        loading.tell(item.spot(), "no_party")
        return
    starter = next((one for one in parties if may_start_partnership(loading.by, one.pk)), parties[0])
    loading.partnership = actions.start_partnership(starter, sharing=parties, by=loading.by, code=item.code, **facts)
    if loading.by.user_id is not None:
        standing = Standing(frozenset({Role.COORDINATOR}), frozenset({starter.pk}))
        loading.by = loading.by.joined(loading.partnership.pk, standing)


def load_themes(loading: Loading) -> None:
    """Add, change and remove themes."""
    now = dump_themes(_now(loading))
    for pair in loading.pairs("themes", loading.file.themes, now):
        if pair.new is None:
            _remove_last(loading, pair, lambda theme: actions.remove_theme(theme, by=loading.by))
        elif not pair.is_same or loading.records[pair.path].position != pair.number:
            _load_theme(loading, pair, pair.new)


def _load_theme(loading: Loading, pair: Pair[ThemeFile], item: ThemeFile) -> None:
    facts: Any = {
        "name": item.name,
        "starts_on": item.starts_on,
        "ends_on": item.ends_on,
        "position": pair.number,
    }
    with loading.at(item):
        if pair.now:
            actions.change_theme(loading.records[pair.path], by=loading.by, **facts)
        else:
            loading.records[pair.path] = actions.add_theme(loading.partnership, by=loading.by, key=item.key, **facts)


def load_agreements(loading: Loading) -> None:
    """Draft and change agreements, upper ones first, then link them; and remove those that are drafts no more."""
    now = {item.key: item for item in dump_agreements(_now(loading))}
    told: Sequence[AgreementFile] = loading.file.agreements
    for item in upper_first(told, lambda one: one.key, lambda one: one.under):
        _load_agreement(loading, item, now.get(item.key))
    for item in told:
        if f"{PATH}/{item.key}" in loading.records:
            load_links(loading, item, now.get(item.key))
    for pair in loading.pairs(PATH, told, list(now.values())):
        if pair.new is None:
            _remove_last(loading, pair, lambda agreement: actions.remove_agreement(agreement, by=loading.by))


def _now(loading: Loading) -> Dumping:
    return Dumping(loading.partnership, viewer=loading.by, records=loading.records)


def _load_agreement(loading: Loading, item: AgreementFile, now: AgreementFile | None) -> None:
    path = f"{PATH}/{item.key}"
    if item.force.rule != ForceRule.SOME_SIGNED and item.force.count is not None:
        loading.tell(item.force.spot("count"), "count_unused")
    under = loading.find("agreements", f"{PATH}/{item.under}", item, "under") if item.under else None
    with loading.at(item):
        if now is None:
            loading.records[path] = actions.draft_agreement(
                loading.partnership, by=loading.by, parent=under, key=item.key, **_first_terms(loading, item)
            )
        elif _own(item) != _own(now):
            actions.change_agreement(loading.records[path], by=loading.by, **_facts(loading, item))
            if item.under != now.under:
                actions.place_under(loading.records[path], parent=under, by=loading.by)
    agreement: Agreement | None = loading.records.get(path)
    if agreement is None:
        return
    load_parties(loading, agreement, path, item, now)
    load_content(loading, agreement, path, item, now)
    _load_amendments(loading, agreement, path, item, now)
    _load_end(loading, agreement, item, now)


def _own(item: AgreementFile) -> dict[str, Any]:
    """What an agreement says of itself, without what belongs to it and without how it ended."""
    apart = ("ended_on", "end_decided_on", "end_reason")
    return {
        name: value
        for name, value in item.__dict__.items()
        if name not in apart and not (isinstance(value, list) and name != "continuation_papers")
    }


def _facts(loading: Loading, item: AgreementFile) -> Any:
    return {
        "kind": item.kind.value,
        "title": item.title,
        "purpose": item.purpose,
        "starts_on": item.starts_on,
        "ends_on": item.ends_on,
        "force_rule": item.force.rule.value,
        "force_count": item.force.count,
        "notice_months": item.notice_months,
        "revise_every_months": item.revise_every_months,
        "decide_months_before": item.decide_months_before,
        "continuation_papers": [role.value for role in item.continuation_papers],
        "audience": item.audience.value,
        "organisation": organisation(loading, item.organisation),
        "is_sample": item.sample,
    }


def _first_terms(loading: Loading, item: AgreementFile) -> Any:
    """What is said of an agreement, with the terms that it had before any amendment."""
    facts = _facts(loading, item)
    for amendment in sorted(item.amendments, key=lambda one: one.from_on, reverse=True):
        for change in amendment.changes:
            if change.term in TERMS:
                facts |= from_data({change.term: change.before})
    return facts


def _load_amendments(
    loading: Loading, agreement: Agreement, path: str, item: AgreementFile, now: AgreementFile | None
) -> None:
    """Record amendments that are new. One that stands is history: it is not rewritten by a file."""
    for pair in loading.pairs(f"{path}/amendments", item.amendments, now.amendments if now else []):
        if pair.new is None or pair.is_same:
            continue
        if pair.now is not None:
            loading.tell(pair.new.spot(), "is_history")
        else:
            with loading.at(pair.new):
                _amend(loading, agreement, pair.new)


def _amend(loading: Loading, agreement: Agreement, item: AmendmentFile) -> None:
    actions.amend(
        agreement,
        summary=item.summary,
        decided_on=item.decided_on,
        from_on=item.from_on,
        terms=_terms(item),
        worded=[
            (change.term, str(change.before or ""), str(change.after or ""))
            for change in item.changes
            if change.term not in TERMS
        ],
        document=document_of(loading, item),
        is_sample=item.sample,
        by=loading.by,
    )


def _terms(item: AmendmentFile) -> Any:
    """The terms that an amendment changes, as the agreement holds them."""
    return from_data({change.term: change.after for change in item.changes if change.term in TERMS})


def _load_end(loading: Loading, agreement: Agreement, item: AgreementFile, now: AgreementFile | None) -> None:
    ending = (item.ended_on, item.end_decided_on, item.end_reason)
    if now is not None and ending == (now.ended_on, now.end_decided_on, now.end_reason):
        return
    if item.ended_on is not None:
        with loading.at(item):
            actions.end_agreement(
                agreement,
                ended_on=item.ended_on,
                decided_on=item.end_decided_on,
                reason=item.end_reason,
                by=loading.by,
            )
    elif now is not None and now.ended_on is not None:
        loading.tell(item.spot(), "is_history")
    elif item.end_reason or item.end_decided_on:
        loading.tell(item.spot("end_reason"), "missing", key="ended_on")


def _remove_last(loading: Loading, pair: Pair[Any], remove: Callable[[Any], None]) -> None:
    def act() -> None:
        with loading.at(None, pair.path):
            remove(loading.records[pair.path])

    loading.last(act)

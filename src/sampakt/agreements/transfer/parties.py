"""Loading the parties of an agreement: their chains, signatures, fees, and the documents that the steps rest on."""

from typing import Any

from sampakt.agreements import actions
from sampakt.agreements.models import Agreement, DecisionStep, Party
from sampakt.agreements.terms import DocumentRole
from sampakt.agreements.transfer.sections import AgreementFile, FeeFile, PartyFile, StepFile
from sampakt.kernel.files import Loading, Pair
from sampakt.kernel.money import Money
from sampakt.organisations.transfer import organisation


def load_parties(
    loading: Loading, agreement: Agreement, path: str, item: AgreementFile, now: AgreementFile | None
) -> None:
    """Parties and what each decided, then the documents, then who signed and what each pays."""
    pairs = loading.pairs(f"{path}/parties", item.parties, now.parties if now else [])
    for pair in pairs:
        if pair.new is not None:
            _load_party(loading, agreement, pair, pair.new)
    for pair in pairs:
        if pair.new is not None and pair.path in loading.records:
            _load_steps(loading, pair, pair.new)
    _load_documents(loading, agreement, path, item, now)
    for pair in pairs:
        if pair.new is not None and pair.path in loading.records:
            _load_signature(loading, loading.records[pair.path], pair.new)
            _load_fees(loading, pair, pair.new)
        elif pair.new is None:
            _leave(loading, pair)


def _load_party(loading: Loading, agreement: Agreement, pair: Pair[PartyFile], item: PartyFile) -> None:
    who = organisation(loading, item.organisation)
    if who is None:
        return
    office = None
    if item.signatory:
        place = f"organisations/{item.organisation}/offices/{item.signatory}"
        office = loading.find("offices", place, item, "signatory")
    facts: Any = {
        "role": item.role.value,
        "registration_numbers": item.registration_numbers,
        "signatory": office,
        "joined_on": item.joined_on,
        "left_on": item.left_on,
        "is_sample": item.sample,
        "position": pair.number,
    }
    with loading.at(item):
        if pair.now is None:
            loading.records[pair.path] = actions.add_party(agreement, organisation=who, by=loading.by, **facts)
        elif _own(item) != _own(pair.now) or loading.records[pair.path].position != pair.number:
            actions.change_party(loading.records[pair.path], by=loading.by, **facts)


def _own(item: PartyFile) -> dict[str, Any]:
    return {name: value for name, value in item.__dict__.items() if name not in ("decisions", "fees", "signed_on")}


def _load_signature(loading: Loading, party: Party, item: PartyFile) -> None:
    """Record when a party signed, as the file says it; a file tells what was, even when no decision is known."""
    if party.signed_on == item.signed_on:
        return
    with loading.at(item):
        if party.signed_on is not None:
            actions.withdraw_signature(party, by=loading.by)
        if item.signed_on is not None:
            actions.sign(party, signed_on=item.signed_on, even_if_undecided=True, by=loading.by)


def _load_steps(loading: Loading, pair: Pair[PartyFile], item: PartyFile) -> None:
    party: Party = loading.records[pair.path]
    now = pair.now.decisions if pair.now else []
    for step in loading.pairs(f"{pair.path}/decisions", item.decisions, now, is_keyed=False):
        record: DecisionStep | None = loading.records.get(step.path)
        with loading.at(step.new, step.path):
            if step.new is None:
                actions.remove_step(loading.records[step.path], by=loading.by)
            elif record is None:
                loading.records[step.path] = actions.plan_step(
                    party, by=loading.by, position=step.number, **_step(step.new)
                )
            elif not step.is_same or record.position != step.number:
                actions.change_step(record, by=loading.by, position=step.number, **_step(step.new))


def _step(item: StepFile) -> Any:
    return {
        "kind": item.kind.value,
        "instance": item.instance,
        "planned_on": item.planned_on,
        "decided_on": item.decided_on,
        "outcome": item.outcome.value if item.outcome else "",
        "paragraph": item.paragraph,
        "case_number": item.case_number,
        "presented_by": item.presented_by,
        "spoke": item.spoke,
        "reservations": item.reservations,
        "notice_posted_on": item.notice_posted_on,
        "appeal_until": item.appeal_until,
        "note": item.note,
        "is_sample": item.sample,
    }


def _load_documents(
    loading: Loading, agreement: Agreement, path: str, item: AgreementFile, now: AgreementFile | None
) -> None:
    """Attach documents, each once in each role; one that a step rests on is attached to that step.

    A step's document that plays no other part in the agreement is attached as an other document.
    """
    wanted = _wanted(loading, path, item)
    standing = {}
    if now is not None:
        links = agreement.document_links.select_related("document", "agreement", "step__party")
        standing = {(link.document.key, link.role): link for link in links}
    for (key, role), (step, told, name) in wanted.items():
        document = loading.find("documents", f"documents/{key}", told, name)
        if document is None:
            continue
        link = standing.pop((key, role), None)
        if link is not None and link.step_id == (step.pk if step else None):
            continue
        with loading.at(told):
            if link is not None:
                actions.detach_document(link, by=loading.by)
            actions.attach_document(agreement, document=document, role=role, step=step, by=loading.by)
    for (key, role), link in standing.items():
        if _was_held(loading, path, key, role, now):
            with loading.at(None, path):
                actions.detach_document(link, by=loading.by)


def _wanted(
    loading: Loading, path: str, item: AgreementFile
) -> dict[tuple[str, str], tuple[DecisionStep | None, Any, str]]:
    """Every document and role of the agreement, with the step it belongs to and where the file says so."""
    wanted: dict[tuple[str, str], tuple[DecisionStep | None, Any, str]] = {
        (told.document, told.role.value): (None, told, "document") for told in item.documents
    }
    for party in loading.pairs(f"{path}/parties", item.parties, []):
        for step in loading.pairs(f"{party.path}/decisions", party.new.decisions if party.new else [], []):
            record = loading.records.get(step.path)
            if record is None or step.new is None:
                continue
            for key in step.new.documents:
                roles = [role for known, role in wanted if known == key]
                free = [role for role in roles if wanted[key, role][0] is None]
                if not free and DocumentRole.OTHER.value in roles:
                    loading.tell(step.new.spot("documents"), "in_two_steps", name=key)
                    continue
                wanted[key, free[0] if free else DocumentRole.OTHER.value] = (record, step.new, "documents")
    return wanted


def _was_held(loading: Loading, path: str, key: str, role: str, now: AgreementFile | None) -> bool:
    """Whether a document's part was told by the last file: as such, or in one of the steps."""
    if f"{path}/documents/{key}|{role}" in loading.held:
        return True
    steps = [step for party in now.parties for step in party.decisions] if now else []
    return role == DocumentRole.OTHER and any(key in step.documents for step in steps)


def _load_fees(loading: Loading, pair: Pair[PartyFile], item: PartyFile) -> None:
    party: Party = loading.records[pair.path]
    now = pair.now.fees if pair.now else []
    for fee in loading.pairs(f"{pair.path}/fees", item.fees, now, is_keyed=False):
        if fee.is_same:
            continue
        with loading.at(fee.new, fee.path):
            if fee.new is None:
                actions.remove_fee(loading.records[fee.path], by=loading.by)
            elif fee.now is None:
                actions.set_fee(party, by=loading.by, **_fee(loading, fee.new))
            else:
                actions.change_fee(loading.records[fee.path], by=loading.by, **_fee(loading, fee.new))


def _fee(loading: Loading, item: FeeFile) -> Any:
    return {
        "amount": Money.of(item.amount, item.currency.value),
        "period": item.per.value,
        "starts_on": item.starts_on,
        "ends_on": item.ends_on,
        "invoice_month": item.invoice_month,
        "payer": organisation(loading, item.payer),
        "includes_vat": item.includes_vat,
        "note": item.note,
        "is_sample": item.sample,
    }


def _leave(loading: Loading, pair: Pair[PartyFile]) -> None:
    """A party that only the last file told goes, with its signature, when all else is loaded."""
    party: Party = loading.records[pair.path]

    def remove() -> None:
        with loading.at(None, pair.path):
            if party.signed_on is not None:
                actions.withdraw_signature(party, by=loading.by)
            actions.remove_party(party, by=loading.by)

    loading.last(remove)

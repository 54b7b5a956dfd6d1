"""Taking in a list of agreements: all of it that is to be, or nothing, through the actions of the rooms."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from sampakt.agreements import actions as agreements
from sampakt.agreements.actions import Listed, ListedClaim, ListedParty
from sampakt.agreements.models import Agreement, Partnership
from sampakt.agreements.terms import ClaimField, ForceRule
from sampakt.intake.actions.listing import held_list, open_list
from sampakt.intake.models import AgreementList, ListedAgreement
from sampakt.intake.queries import UNWATCHED
from sampakt.intake.queries.tables import Line, Looked, looked_at
from sampakt.intake.rules.filing.parties import step_kind
from sampakt.intake.rules.tables import Told, digest_of
from sampakt.intake.terms import LineState, ListColumn, ListObjection, ListState, Verb
from sampakt.jobs.actions import start_job
from sampakt.jobs.rules import Progress
from sampakt.kernel import clock
from sampakt.kernel.alphabet import fold
from sampakt.kernel.errors import Objection, Refused, refuse_if
from sampakt.kernel.saving import save_changed, write_new
from sampakt.kernel.terms import Audience, Language, Role
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import Standing, Viewer
from sampakt.organisations.actions import add_organisation
from sampakt.organisations.models import Organisation
from sampakt.papers.rules import free_key
from sampakt.trail.actions import gathered, record

IMPORTING = "intake.import"
"""The sort of job that takes in a list."""
_AT_ONCE = 250
_NAMED = 3
"""So many parties are named by a partnership that has no name of its own."""


@transaction.atomic
def start_import(listed: AgreementList, *, by: Viewer, leave_faulty: bool = False) -> AgreementList:
    """Have a list taken in in the background. What is wrong with it is refused at once."""
    open_list(listed, by)
    _refuse_unready(looked_at(listed, by), leave_faulty=leave_faulty)
    payload = {"list": listed.code, "leave_faulty": leave_faulty}
    listed.job = start_job(IMPORTING, payload, by=by, about=listed.get_absolute_url()).code
    listed.save(update_fields=["job"])
    return listed


def import_list(
    listed: AgreementList, *, by: Viewer, leave_faulty: bool = False, progress: Progress = UNWATCHED
) -> AgreementList:
    """Take in what is new in a list, and what it changes; all of it or nothing.

    Rows that somebody left out, and with ``leave_faulty`` all faulty ones, stay outside. What the list does not say is
    not invented: where no signature is told, none is recorded, and the agreement holds from its first day. The same
    list again changes nothing. It may be stopped between two rows; nothing is kept then.
    """
    with transaction.atomic():
        held_list(listed, by)
        looked = looked_at(listed, by)
        _refuse_unready(looked, leave_faulty=leave_faulty)
        work = _Import(listed, looked, by)
        with gathered():
            work.all(progress)
            told = {"state": ListState.IMPORTED, "counts": dict(looked.counts), "imported_at": clock.now()}
            changes = save_changed(listed, told, version=None)
            record(Verb.IMPORT_LIST, listed, by=by, changes={"state": changes["state"]})
    return listed


def _refuse_unready(looked: Looked, *, leave_faulty: bool) -> None:
    objections = list(looked.objections)
    if looked.counts[LineState.FAULTY] and not leave_faulty:
        objections.append(Objection.of(ListObjection.FAULTS_LEFT, count=looked.counts[LineState.FAULTY]))
    elif not objections and not looked.in_state(LineState.NEW, LineState.CHANGED):
        objections.append(Objection.of(ListObjection.NOTHING_NEW))
    refuse_if(objections)


@dataclass
class _Import:
    """One list while it is taken in."""

    listed: AgreementList
    looked: Looked
    by: Viewer
    partnerships: dict[str, Partnership] = field(default_factory=dict)

    def all(self, progress: Progress) -> None:
        """Add the organisations, then the partnerships, then the agreements, then what changes."""
        new = self.looked.in_state(LineState.NEW)
        changed = self.looked.in_state(LineState.CHANGED)
        groups = {line.entry.row: self._group(line) for line in new}
        total = len(set(groups.values())) + len(new) + len(changed)
        progress.at(0, total)
        self._add_organisations([*new, *changed])
        done = 0
        for done in self._start_partnerships(new, groups):
            progress.at(done, total)
        for start in range(0, len(new), _AT_ONCE):
            some = new[start : start + _AT_ONCE]
            self._register(some, groups)
            done += len(some)
            progress.at(done, total)
        for line in changed:
            self._change(line)
            done += 1
            progress.at(done, total)

    # --- who ---

    def _add_organisations(self, lines: Sequence[Line]) -> None:
        directory = self.looked.directory
        for line in lines:
            for name in line.entry.told.parties:
                if directory.find(name) is None:
                    country = self.listed.organisation.country
                    kind = directory.said_of(name)
                    with _row(line):
                        one = add_organisation(
                            name=name, kind=kind, country=country, source=self.listed.name, by=self.by
                        )
                    directory.learn(name, one)

    def _parties(self, line: Line) -> list[Organisation]:
        """The organisation of the list first, then the others as the row names them, each once."""
        found = (self.looked.directory.find(name) for name in line.entry.told.parties)
        return list(dict.fromkeys([self.listed.organisation, *(one for one in found if one is not None)]))

    # --- where ---

    def _group(self, line: Line) -> str:
        """What the agreements of one partnership have in common: the name that the list gives it, or the parties."""
        told = line.entry.told
        if told.partnership:
            return digest_of(["name", fold(told.partnership)])
        directory = self.looked.directory
        whose = {one.code if (one := directory.find(name)) else f"+{fold(name)}" for name in told.parties}
        return digest_of(["parties", sorted({*whose, self.listed.organisation.code})])

    def _start_partnerships(self, lines: Sequence[Line], groups: Mapping[int, str]) -> Iterator[int]:
        """Start the partnerships that are not here yet; answers after each how many are done."""
        first = {groups[line.entry.row]: line for line in reversed(lines)}
        self.partnerships = self._here(first)
        taken = set(Partnership.objects.values_list("code", flat=True))
        for number, (group, line) in enumerate(first.items(), start=1):
            if group not in self.partnerships:
                self.partnerships[group] = self._start(line, taken)
            yield number
        self.by = self._inside()

    def _here(self, groups: Mapping[str, Line]) -> dict[str, Partnership]:
        """The partnerships of earlier lists, by what their agreements had in common, and those of that name."""
        rows = ListedAgreement.objects.filter(organisation=self.listed.organisation_id)
        found: dict[str, Partnership] = {}
        for row in rows.select_related("agreement__space__partnership").order_by("pk").iterator(1_000):
            partnership = row.agreement.space.partnership
            if row.group in groups and self.by.may_edit_in(partnership.pk):
                found.setdefault(row.group, partnership)
        named = {fold(line.entry.told.partnership) for line in groups.values() if line.entry.told.partnership}
        if named:
            for partnership in Partnership.objects.of(self.by).select_related("space"):
                for name in set(map(fold, partnership.name.as_data().values())) & named:
                    if self.by.may_edit_in(partnership.pk):
                        found.setdefault(digest_of(["name", name]), partnership)
        return found

    def _start(self, line: Line, taken: set[str]) -> Partnership:
        parties = self._parties(line)
        named = [one.name for one in parties[:_NAMED]]
        more = f" +{len(parties) - _NAMED}" if len(parties) > _NAMED else ""
        name = line.entry.told.partnership or f"{' – '.join(named)}{more}"
        code = free_key(name, {*taken, "new", "load"}, otherwise="partnership") if name else ""
        taken.add(code)
        with _row(line):
            return agreements.start_partnership(
                self.listed.organisation,
                sharing=parties[1:] if self.listed.reach == Audience.PARTNERS else (),
                code=code,
                name=Text.alike(name),
                language=self._language,
                by=self.by,
            )

    @property
    def _language(self) -> str:
        return Language.NB if self.listed.organisation.country == "NO" else Language.SV

    def _inside(self) -> Viewer:
        """Who takes the list in, once they are inside the partnerships that they started."""
        by = self.by
        if by.user_id is None:
            return by
        standing = Standing(frozenset({Role.COORDINATOR}), frozenset({self.listed.organisation_id}))
        for partnership in self.partnerships.values():
            if not by.is_in(partnership.pk):
                by = by.joined(partnership.pk, standing)
        return by

    # --- what ---

    def _register(self, lines: Sequence[Line], groups: Mapping[int, str]) -> None:
        told = [self._listed(line, self.partnerships[groups[line.entry.row]]) for line in lines]
        try:
            made = agreements.register_listed(told, by=self.by)
        except Refused:
            # One by one, so that the row is named; what was refused wrote nothing.
            made = []
            for line, one in zip(lines, told, strict=True):
                with _row(line):
                    made += agreements.register_listed([one], by=self.by)
        write_new(
            [
                ListedAgreement(
                    organisation=self.listed.organisation,
                    agreement=agreement,
                    key=line.entry.key,
                    group=groups[line.entry.row],
                    digest=line.entry.digest,
                    told=line.entry.told.as_data(),
                )
                for agreement, line in zip(made, lines, strict=True)
            ]
        )

    def _listed(self, line: Line, partnership: Partnership) -> Listed:
        told, own = line.entry.told, self.listed.organisation
        values = {**self._values(told), "force_rule": _force(told)}
        if self.listed.reach == Audience.OWN:
            values |= {"audience": Audience.OWN.value, "organisation": own}
        return Listed(
            partnership=partnership,
            values=values,  # type: ignore[arg-type]  # put together from what a row tells
            parties=[self._party(one, told) for one in self._parties(line)],
            source=self._source(line),
            claims=list(self._claims(told)),
            note=_note(told),
            note_of=own,
        )

    def _values(self, told: Told) -> dict[str, Any]:
        return {
            "title": Text.of(told.title, self._language),
            "purpose": Text.of(told.purpose, self._language),
            "kind": told.kind.value,
            "starts_on": told.starts_on,
            "ends_on": told.ends_on,
            "notice_months": told.notice_months,
        }

    def _party(self, organisation: Organisation, told: Told) -> ListedParty:
        """A party; the number and the decision are those of the organisation whose list it is."""
        if organisation != self.listed.organisation:
            return ListedParty(organisation, signed_on=told.signed_on)
        return ListedParty(
            organisation,
            registration_numbers=[told.number] if told.number else [],
            signed_on=told.signed_on,
            decided_on=told.decided_on if told.instance else None,
            instance=Text.of(told.instance, self._language),
            step_kind=step_kind(told.instance).value if told.instance else "",
            paragraph=told.paragraph if told.instance else "",
        )

    def _claims(self, told: Told) -> Iterator[ListedClaim]:
        """What the row says word by word, each as a claim; what has no field of its own stays a claim alone."""
        own = self.listed.organisation
        yield ListedClaim(ClaimField.TITLE, told.title)
        yield ListedClaim(ClaimField.PARTIES, "; ".join(told.parties))
        if told.number:
            yield ListedClaim(ClaimField.REGISTRATION_NUMBER, told.number, own)
        days: tuple[tuple[ClaimField, date | None, Organisation | None], ...] = (
            (ClaimField.STARTS_ON, told.starts_on, None),
            (ClaimField.ENDS_ON, told.ends_on, None),
            (ClaimField.SIGNED_ON, told.signed_on, None),
            (ClaimField.DECIDED_ON, told.decided_on, own),
        )
        for name, day, whose in days:
            if day is not None:
                yield ListedClaim(name, day.isoformat(), whose)
        for column, words in (
            (ListColumn.KIND, told.kind_words),
            (ListColumn.PARAGRAPH, "" if told.instance else told.paragraph),
            (ListColumn.NOTICE, str(told.notice_months) if told.notice_months is not None else ""),
        ):
            if words:
                yield ListedClaim(ClaimField.OTHER, f"{column.label}: {words}", is_chosen=False)

    def _source(self, line: Line) -> Text:
        """Where the values come from, in every language: "row 14 of avtal.xlsx"."""
        said = {}
        for language in Language.values:
            with translation.override(language):
                said[language] = _("Row %(row)s of %(name)s") % {"row": line.entry.row, "name": self.listed.name}
        return Text(**said)

    # --- what changes ---

    def _change(self, line: Line) -> None:
        """Bring an agreement of an earlier list into line with what this one tells anew, and claim all of it."""
        agreement, told = line.agreement, line.entry.told
        assert agreement is not None
        values = self._values(told)
        wanted: Any = {change.name: values[change.name] for change in line.changes if not change.is_kept}
        changed = {change.name for change in line.changes}
        with _row(line):
            if wanted:
                agreements.change_agreement(agreement, by=self.by, **wanted)
            self._change_parties(agreement, line, changed)
            agreements.claim_listed(agreement, claims=list(self._claims(told)), source=self._source(line), by=self.by)
        row = ListedAgreement.objects.get(organisation=self.listed.organisation, key=line.entry.key)
        row.digest, row.told = line.entry.digest, told.as_data()
        row.save(update_fields=["digest", "told"])

    def _change_parties(self, agreement: Agreement, line: Line, changed: set[str]) -> None:
        """Add parties that are named now, and signatures told now for the first time. Nobody is removed."""
        told = line.entry.told
        here = {party.organisation_id: party for party in agreement.parties.select_related("organisation")}
        if "parties" in changed:
            for one in self._parties(line):
                if one.pk not in here:
                    here[one.pk] = agreements.add_party(agreement, organisation=one, by=self.by)
        if "signed_on" in changed and told.signed_on is not None:
            for party in here.values():
                if party.signed_on is None:
                    agreements.sign(party, signed_on=told.signed_on, even_if_undecided=True, by=self.by)
        own = here.get(self.listed.organisation_id)
        if "number" in changed and told.number and own is not None and told.number not in own.registration_numbers:
            numbers = [*own.registration_numbers, told.number]
            agreements.change_party(own, registration_numbers=numbers, by=self.by)


def _force(told: Told) -> str:
    """When it came into force: by its signatures where the list tells them, else on its first day."""
    return ForceRule.ON_DATE if told.starts_on and not told.signed_on else ForceRule.ALL_SIGNED


def _note(told: Told) -> str:
    """What is for one's own organisation alone: who looks after it, and what else was jotted down."""
    contact = f"{ListColumn.CONTACT.label}: {told.contact}" if told.contact else ""
    return "\n\n".join(filter(None, (contact, told.note)))


@contextmanager
def _row(line: Line) -> Iterator[None]:
    """Name the row in what an action refuses."""
    try:
        yield
    except Refused as refused:
        raise Refused(
            Objection.of(ListObjection.ROW_REFUSED, row=line.entry.row, fault=str(one)) for one in refused.objections
        ) from refused

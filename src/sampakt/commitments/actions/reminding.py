"""Telling people of promises that need them: in time, and further up when nobody sees to them."""

import hashlib
from collections.abc import Sequence
from datetime import date

from django.db import transaction

from sampakt.commitments.models import Escalation
from sampakt.commitments.queries.reminding import Directory, Reader, Telling, by_reader, tellings
from sampakt.commitments.terms import EscalationLevel
from sampakt.post.actions import write_letter


@transaction.atomic
def remind(today: date) -> int:
    """Write one letter to everybody who is to be told of something today; answers how many letters.

    Each level is told of a promise once for each day that it fell due or went stale, however often this is called. A
    level at which nobody is found is told when somebody is.
    """
    found = tellings(today)
    if not found:
        return 0
    letters = by_reader(found, Directory([telling.commitment for telling in found], today))
    told = {
        (telling.commitment.pk, telling.level, telling.since): telling
        for _reader, told_of in letters.values()
        for telling in told_of
    }
    Escalation.objects.bulk_create(
        (
            Escalation(commitment_id=commitment, level=level, stale_since=since, told_on=today)
            for commitment, level, since in told
        ),
        ignore_conflicts=True,
    )
    return sum(_write(reader, told_of) for reader, told_of in letters.values())


def _write(reader: Reader, told_of: Sequence[Telling]) -> bool:
    own, of_unit, of_partnership = (
        [telling for telling in told_of if telling.level == level]
        for level in (EscalationLevel.PERSON, EscalationLevel.UNIT, EscalationLevel.LEAD)
    )
    above = {telling.commitment.pk for telling in of_partnership}
    of_unit = [telling for telling in of_unit if telling.commitment.pk not in above]
    above |= {telling.commitment.pk for telling in of_unit}
    own = [telling for telling in own if telling.commitment.pk not in above]
    of_others = [telling for telling in own if telling.waits_for_others]
    own = [telling for telling in own if not telling.waits_for_others]
    letter = write_letter(
        to=reader.email,
        template="commitments/letters/reminder.txt",
        language=reader.language or told_of[0].commitment.space.partnership.language,
        occasion=_occasion(reader, told_of),
        name=reader.name,
        own=own,
        of_others=of_others,
        of_unit=of_unit,
        of_partnership=of_partnership,
        first=(own or of_others or of_unit or of_partnership)[0],
        count=len(own) + len(of_others) + len(of_unit) + len(of_partnership),
    )
    return letter is not None


def _occasion(reader: Reader, told_of: Sequence[Telling]) -> str:
    said = [reader.email, *(f"{each.commitment.pk} {each.level} {each.since}" for each in told_of)]
    return "commitments " + hashlib.sha256("\n".join(said).encode()).hexdigest()

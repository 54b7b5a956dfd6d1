"""Telling people of actions that are due soon or late, and of minutes that wait for them to adjust."""

from collections.abc import Iterator
from datetime import date

from django.db import transaction

from sampakt.governance.queries.reminding import Reader, Telling, tellings
from sampakt.post.actions import write_letter


@transaction.atomic
def remind(today: date) -> int:
    """Write a letter for each thing that somebody is to be told of; answers how many letters.

    Each is told once, however often this is called: when it comes near, when it is late, when minutes have lain.
    """
    return sum(_write(telling, reader) for telling, reader in _by_reader(today))


def _by_reader(today: date) -> Iterator[tuple[Telling, Reader]]:
    for telling in tellings(today):
        for reader in telling.readers:
            yield telling, reader


def _write(telling: Telling, reader: Reader) -> bool:
    body = telling.body
    letter = write_letter(
        to=reader.email,
        template="governance/letters/reminder.txt",
        language=reader.language or body.space.partnership.language,
        occasion=f"{telling.occasion} {reader.person}",
        name=reader.name,
        news=telling.news,
        body=body,
        record=telling.record,
        day=telling.day,
        is_named=telling.is_named,
    )
    return letter is not None

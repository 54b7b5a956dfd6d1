"""The worker as a program of its own, with sorts of jobs that only tests ask for: ``worker.py --until-empty``."""

import os
import sys
import time
from pathlib import Path

import django
from django.core.management import call_command


def count(payload, progress, by):  # type: ignore[no-untyped-def]  # the types stand in rules.sorts
    """Count slowly, writing a line in a file each time that it is begun."""
    from sampakt.jobs.rules import Outcome

    with Path(payload["begun"]).open("a") as begun:
        begun.write(f"{os.getpid()}\n")
    for number in range(payload["to"]):
        progress.at(number, payload["to"])
        time.sleep(0.05)
    return Outcome(leads_to="/counted/")


def hold(payload, progress, by):  # type: ignore[no-untyped-def]
    """Write, and go on for a while in the same transaction."""
    from sampakt.organisations.models import Organisation

    person = Organisation.objects.get(code="narvik-kommune").people.create(name=payload["name"])
    count(payload, progress, by)  # type: ignore[no-untyped-call]
    person.save()


def hog(payload, progress, by):  # type: ignore[no-untyped-def]
    """Ask for more memory than there is."""
    return len(bytearray(8 * 1024**3))


def die(payload, progress, by):  # type: ignore[no-untyped-def]
    """End as a broken library ends a process."""
    os.abort()


def dawdle(payload, progress, by):  # type: ignore[no-untyped-def]
    """Go on, whatever anybody asks for."""
    time.sleep(60)


def bring() -> None:
    """Let the rooms bring these too."""
    from sampakt.jobs import queries
    from sampakt.jobs.actions import asking, running, working
    from sampakt.jobs.rules import Sort

    sorts = {
        "count": Sort("Counting", count),
        "hold": Sort("Holding", hold, whole=True),
        "hog": Sort("Asking for memory", hog),
        "die": Sort("Dying", die),
        "dawdle": Sort("Dawdling", dawdle, longest=2),
        "dawdle_long": Sort("Dawdling", dawdle),
    }
    for module in (queries, asking, running, working):
        module.sorts = lambda: sorts  # type: ignore[attr-defined]


if __name__ == "__main__":
    django.setup()
    bring()
    call_command("work", *sys.argv[1:])

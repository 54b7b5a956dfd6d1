"""Measures what must be fast, on generated partnerships, and prints tables: ``make bench``, ``benchmarks --help``.

Every figure of one run comes from one machine at one time: compare the ratios, not the seconds of different days.
"""

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
SAMPAKT = Path(sys.executable).with_name("sampakt")
LIST_BAR, OBJECT_BAR = 8, 15
"""How many queries a list and the page of one object may take, with those that find out who looks on."""


def main() -> None:
    """Measure in a process of its own for each size, each on an empty database of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", choices=("municipality", "nation", "all"), default="all")
    parser.add_argument("--governed", action="store_true", help="measure the nation with bodies, and nothing else")
    parser.add_argument("--intake", action="store_true", help="measure documents to drafts, and nothing else")
    parser.add_argument("--lists", action="store_true", help="measure a list of agreements taken in, and nothing else")
    parser.add_argument("--rounds", type=int, default=40, help="how often each page is asked for")
    parser.add_argument("--keep", metavar="FOLDER", help="keep (and use again) the generated databases in this folder")
    parser.add_argument("--measure", choices=("municipality", "nation", "governed", "lists"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.intake:
        measure_intake()
        return
    if options.measure == "lists":
        measure_lists()
        return
    if options.measure == "governed":
        measure_governed(options.rounds)
        return
    if options.measure:
        measure(options.measure, options.rounds)
        return
    with tempfile.TemporaryDirectory(prefix="sampakt-bench-") as scratch:
        folder = Path(options.keep or scratch).resolve()
        if not options.lists:
            set_up(folder / "fresh")
        sizes = ("municipality", "nation") if options.size == "all" else (options.size,)
        sizes = ("governed",) if options.governed else ("lists",) if options.lists else sizes
        for size in sizes:
            env = {**os.environ, "SAMPAKT_DATA": str(folder / size)}
            subprocess.run(
                [sys.executable, str(HERE), "--measure", size, "--rounds", str(options.rounds)], env=env, check=True
            )


def set_up(folder: Path) -> None:
    """The time to migrate from empty and to load the demonstration."""
    env = {**os.environ, "SAMPAKT_DATA": str(folder)}
    rows = []
    for name, command, bar in (
        ("migrate from empty", ("migrate", "--verbosity", "0"), 20),
        ("sampakt demo", ("demo",), 15),
    ):
        started = time.perf_counter()
        subprocess.run([str(SAMPAKT), *command], env=env, check=True, stdout=subprocess.DEVNULL)
        rows.append((name, f"{time.perf_counter() - started:.1f} s", f"≤ {bar} s"))
    table("Setting up", ("what", "measured", "bar"), rows)


def measure(size: str, rounds: int) -> None:
    """Everything that is asked of one size."""
    generated(size)
    import generate

    print(f"\n{size}: {json.dumps(generate.counts())}")
    assessing(generate.TODAY)
    pages(rounds)
    papers(rounds)
    public_page()


def generated(size: str) -> None:
    """The partnerships of a size, in a database that has none yet."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sampakt.config.settings")
    import django
    from django.core.management import call_command

    django.setup()
    sys.path.insert(0, str(HERE))
    import generate
    from django.db import transaction

    from sampakt.agreements.actions.watching import reckon_due
    from sampakt.agreements.models import Partnership
    from sampakt.kernel import clock

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    wanted = generate.MUNICIPALITY if size == "municipality" else generate.NATION
    if not Partnership.objects.exists():
        with transaction.atomic():
            generate.generate(wanted)
    # Written in bulk, agreements are reckoned beforehand by no action of theirs, but as any night does it.
    reckon_due(clock.today())


def measure_intake() -> None:
    """Documents to drafts; no database is asked."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sampakt.config.settings")
    import django

    django.setup()
    sys.path.insert(0, str(HERE))
    from intake import rows

    table("Documents to drafts", ("what", "measured", "ratio to taking the text out", "bar"), rows(timed))


def measure_lists() -> None:
    """A list of agreements, taken in by an installation that has none."""
    sys.path.insert(0, str(HERE))
    from listed import rows

    table("A list of agreements", ("what", "measured", "ratio to reading the workbook", "bar"), rows(timed))


def measure_governed(rounds: int) -> None:
    """What is asked of bodies in the nation, and of its ledger once there are bodies."""
    generated("governed")
    import generate
    import governed
    from django.db import transaction

    from sampakt.commitments.actions.assessing import rebuild
    from sampakt.commitments.models import Commitment
    from sampakt.commitments.queries.assess import assess
    from sampakt.commitments.rules import AsOf
    from sampakt.governance.models import Body, Decision, Meeting
    from sampakt.governance.queries import compositions_on
    from sampakt.organisations.models import User

    if not Body.objects.exists():
        with transaction.atomic():
            governed.govern(generate.NATION)
    about = Commitment.objects.filter(reference__startswith="G-")
    if not about.exists():
        governed.promise(generate.NATION)
        rebuild(today=generate.TODAY)
    composing, count = timed(lambda: len(compositions_on(generate.TODAY, Body.objects.all())))
    judging, promises = timed(lambda: len(assess(about, AsOf(generate.TODAY))))
    table(
        f"{count} bodies, {Meeting.objects.count()} meetings, {Decision.objects.count()} decisions",
        ("what", "measured", "bar"),
        (
            ("composition of all bodies at a date", f"{composing:.2f} s", "≤ 2 s"),
            (f"assess {promises} promises about bodies", f"{judging:.2f} s", "≤ 10 s"),
        ),
    )
    user = User.objects.order_by("pk").first()
    assert user is not None
    addresses(user)  # makes them the coordinator of an organisation
    body = Body.objects.filter(space__organisations__roles__user=user).order_by("pk").first()
    assert body is not None
    home, partnership = body.get_absolute_url(), body.space.partnership.get_absolute_url()
    meetings = Meeting.objects.filter(body=body)
    met, ahead = meetings.order_by("day").first(), meetings.order_by("-day").first()
    decision = Decision.objects.filter(body=body).order_by("pk").first()
    named = [row.get_absolute_url() for row in (met, ahead, decision) if row is not None]
    parts = [f"{partnership}decisions/", *(f"{home}{part}/" for part in ("meetings", "actions", "proposals"))]
    sought = ["/search/?q=av", "/search/?q=beslut"]
    pages(rounds, ([*parts, f"{partnership}bodies/", *sought], ["/", home, *named]))
    pages(rounds)


def assessing(today: Any) -> None:
    """Assess everything, after one change, and when a day passes; beside merely reading the same rows."""
    from datetime import timedelta

    from django.db import connection

    from sampakt.commitments.actions.assessing import reassess_due, rebuild
    from sampakt.commitments.models import Commitment, Deed
    from sampakt.commitments.queries.assess import assess
    from sampakt.commitments.rules import AsOf
    from sampakt.kernel.viewer import SYSTEM
    from sampakt.trail.actions import record

    def read() -> int:
        rows = 0
        with connection.cursor() as cursor:
            for name in ("commitment", "deed", "evidence", "evidenceuse", "statement", "waiver"):
                cursor.execute(f"SELECT * FROM commitments_{name}")
                rows += len(cursor.fetchall())
            for name in ("agreement", "party", "decisionstep", "contentitem", "theme"):
                cursor.execute(f"SELECT * FROM agreements_{name}")
                rows += len(cursor.fetchall())
        return rows

    def changed() -> None:
        deed = Deed.objects.order_by("pk").first()
        assert deed is not None
        record("deed changed", deed, by=SYSTEM)

    count = Commitment.objects.count()
    reading, rows_read = timed(read)
    judging, _ = timed(lambda: len(assess(Commitment.objects.all(), AsOf(today))))
    storing, _ = timed(lambda: rebuild(today=today))
    change = median(changed, 9)
    daily, touched = timed(lambda: reassess_due(today + timedelta(days=1)))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    table(
        f"Assessing {count} commitments",
        ("what", "measured", "ratio to reading", "bar"),
        (
            (f"read {rows_read} rows with plain SQL", f"{reading:.2f} s", "1.0", ""),
            ("assess all", f"{judging:.2f} s", f"{judging / reading:.1f}", "≤ 10 s"),
            ("assess all and store", f"{storing:.2f} s", f"{storing / reading:.1f}", ""),
            ("after one new record (median)", f"{change * 1000:.0f} ms", "", "≤ 50 ms"),
            (f"the next day: {touched} touched", f"{daily:.2f} s", "", "only what falls due"),
            ("peak memory", f"{peak:.0f} MB", "", "≤ 1024 MB"),
        ),
    )


def pages(rounds: int, asked_of: tuple[list[str], list[str]] | None = None) -> None:
    """Queries, time and size of list and object pages, one at a time, for somebody who takes part in much.

    Of every one, unless lists and objects are named.
    """
    # As the application server does: what was loaded is frozen, and rings are looked for more seldom.
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    import sampakt.config.wsgi  # noqa: F401 - loads what a server loads before its first request
    from sampakt.organisations.models import User

    user = User.objects.order_by("pk").first()
    assert user is not None
    lists, objects = asked_of or addresses(user)
    client = Client(SERVER_NAME="localhost")
    client.force_login(user, backend="sampakt.config.accounts.AuthenticationBackend")
    rows = []
    for address in (*lists, *objects):
        client.get(address)  # reads its templates
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(address)
        queries, bar = len(asked), LIST_BAR if address in lists else OBJECT_BAR
        if answer.status_code != 200:
            rows.append((address, str(answer.status_code), "", "", "", "missed"))
            continue
        times = sorted(timed(lambda address=address: client.get(address))[0] for _ in range(rounds))
        middle, late = statistics.median(times) * 1000, times[int(len(times) * 0.95)] * 1000
        size = len(answer.content) / 1024
        rows.append(
            (
                address,
                f"{queries} (≤ {bar})",
                f"{middle:.0f} ms",
                f"{late:.0f} ms",
                f"{size:.0f} KB",
                "" if queries <= bar and middle <= 40 and late <= 100 and size <= 100 else "missed",
            )
        )
    table(
        "Pages (bars: median ≤ 40 ms, p95 ≤ 100 ms, ≤ 100 KB)",
        ("address", "queries", "median", "p95", "size", ""),
        rows,
    )


def papers(rounds: int) -> None:
    """Minutes as PDF and Word, and a calendar feed."""
    from printed import printed

    table("Papers and calendars", ("what", "median", "bar"), printed(median, min(rounds, 9)))


def addresses(user: Any) -> tuple[list[str], list[str]]:
    """The addresses of all lists and of one of every sort of object, for a user made coordinator of an organisation."""
    from sampakt.agreements.models import Agreement, Partnership
    from sampakt.commitments.models import Commitment, Deed, Evidence
    from sampakt.organisations.models import Organisation, OrganisationRole
    from sampakt.papers.models import Document

    organisation = Organisation.objects.filter(spaces__isnull=False).order_by("pk").first()
    assert organisation is not None
    OrganisationRole.objects.get_or_create(user=user, organisation=organisation, role="coordinator")
    partnership = Partnership.objects.filter(space__organisations=organisation).order_by("pk").first()
    assert partnership is not None
    home = partnership.get_absolute_url()
    kinds: tuple[Any, ...] = (Agreement, Commitment, Deed, Evidence, Document)
    firsts = (kind.objects.filter(space_id=partnership.pk).order_by("pk").first() for kind in kinds)
    lists = [
        "/partnerships/",
        "/partnerships/?page=20",
        "/commitments/",
        "/commitments/?status=overdue",
        "/deeds/",
        "/evidence/",
        "/organisations/",
        "/organisations/registers/",
        "/documents/",
        "/trail/",
        "/renewals/",
        "/search/?q=uppf%C3%B6ljning",
        "/search/?q=av",
        *(
            f"{home}{part}/"
            for part in ("agreements", "commitments", "deeds", "documents", "notes", "people", "history")
        ),
    ]
    objects = [
        "/",
        home,
        organisation.get_absolute_url(),
        *(row.get_absolute_url() for row in firsts if row is not None),
        "/account/",
    ]
    return lists, objects


def public_page() -> None:
    """Requests a second on a public partnership page, two workers, when wrk is installed."""
    import shutil
    import socket

    from sampakt.agreements.models import Partnership

    if shutil.which("wrk") is None:
        print("The public page's requests a second were left out: wrk is not installed.")
        return
    partnership = Partnership.objects.filter(space__audience="public").order_by("pk").first()
    assert partnership is not None
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    env = {**os.environ, "SAMPAKT_PORT": str(port), "SAMPAKT_WORKERS": "2"}
    server = subprocess.Popen([str(SAMPAKT), "serve"], env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(port)
        address = f"http://127.0.0.1:{port}/partnerships/{partnership.code}/"
        out = subprocess.run(["wrk", "-t2", "-c8", "-d10s", address], capture_output=True, text=True, check=True).stdout
    finally:
        server.terminate()
        server.wait(timeout=20)
    rate = next(line.split()[1] for line in out.splitlines() if line.startswith("Requests/sec"))
    refused = next((line.strip() for line in out.splitlines() if "Non-2xx" in line), "none refused")
    table(
        "The public page of a partnership, two workers",
        ("measured", "bar", ""),
        ((f"{rate} requests/s", "≥ 100", refused),),
    )


def wait_for(port: int) -> None:
    """Until the server answers, half a minute at most."""
    import socket

    for _ in range(300):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                time.sleep(1)
                return
        time.sleep(0.1)
    raise SystemExit("the server did not start")


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds that the work took, and its answer."""
    started = time.perf_counter()
    answer = work()
    return time.perf_counter() - started, answer


def median(work: Callable[[], Any], rounds: int) -> float:
    """The median of the seconds of several rounds."""
    return statistics.median(timed(work)[0] for _ in range(rounds))


def table(title: str, heads: tuple[str, ...], rows: Any) -> None:
    """Print rows under their heads, in columns."""
    rows = [tuple(str(cell) for cell in row) for row in rows]
    widths = [max(len(row[at]) for row in (heads, *rows)) for at in range(len(heads))]
    print(f"\n{title}")
    for row in (heads, *rows):
        print("  " + "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=False)).rstrip())


if __name__ == "__main__":
    main()

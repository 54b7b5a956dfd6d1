"""A workbook of five thousand agreements, from the file to agreements with parties, claims and trail."""

import io
import os
from collections.abc import Callable, Iterator
from typing import Any

import xlsxwriter

AGREEMENTS = 5_000
HEADINGS = (
    *("Avtal", "Motpart", "Dnr", "Avtalstyp", "Startdatum", "Slutdatum"),
    *("Uppsägningstid", "Undertecknat", "Beslutsdatum", "Kommentar"),
)
Row = tuple[str, str, str, str]


def rows(timed: Callable[[Callable[[], Any]], tuple[float, Any]]) -> Iterator[Row]:
    """What was measured, in seconds, as a ratio to merely reading the workbook, and its bar; on an empty database."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sampakt.config.settings")
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    from sampakt.intake.actions import drop_list, import_list
    from sampakt.intake.queries.tables import looked_at
    from sampakt.intake.rules.tables import sheets_in
    from sampakt.kernel.terms import Role
    from sampakt.organisations.models import Organisation, OrganisationRole, User
    from sampakt.organisations.queries import viewer_for

    own = Organisation.objects.get(code="huddinge-kommun")
    user = User.objects.create_user("lists@example.org")
    OrganisationRole.objects.create(user=user, role=Role.COORDINATOR, organisation=own)
    by = viewer_for(user, language="sv")
    content = a_workbook([one.name for one in Organisation.objects.exclude(pk=own.pk).order_by("pk")])
    reading, _ = timed(lambda: sheets_in(content))
    dropping, listed = timed(lambda: drop_list(content, "avtal.xlsx", organisation=own, by=by))
    looking, looked = timed(lambda: looked_at(listed, by))
    taking, _ = timed(lambda: import_list(listed, by=by))
    yield _row(f"read a workbook of {AGREEMENTS} agreements", reading, reading, "")
    yield _row("drop it", dropping, reading, "")
    yield _row(f"look it through: {looked.counts['new']} new", looking, reading, "")
    yield _row("take it in", taking, reading, "≤ 30 s")
    again = drop_list(content, "avtal.xlsx", organisation=own, by=viewer_for(user, language="sv"))
    looking, looked = timed(lambda: looked_at(again, by))
    yield _row(f"look at it again: {looked.counts['same']} here already", looking, reading, "")


def a_workbook(parties: list[str]) -> bytes:
    """Invented agreements with organisations of the registers."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, HEADINGS)
    for number in range(AGREEMENTS):
        days = ("2021-01-01", "2026-12-31", "6 månader", "2020-12-15", "2020-12-01")
        told = (f"Samverkan {number}", parties[number % len(parties)], f"KS-2020/{number}", "Samverkansavtal")
        sheet.write_row(number + 1, 0, (*told, *days, "Se pärm"))
    book.close()
    return buffer.getvalue()


def _row(name: str, seconds: float, reading: float, bar: str) -> Row:
    return name, f"{seconds:.2f} s", f"{seconds / reading:.1f}", bar

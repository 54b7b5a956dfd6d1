"""The Word templates that we start from: the call with its agenda, minutes, and the handover to a successor."""

from sampakt.papers.printing.building import Sheet


def agenda_sheet() -> bytes:
    """The call with its agenda."""
    sheet = _begun()
    sheet.heading("{{ labels.agenda }}", 1)
    with sheet.each("item in items"):
        _entry(sheet)
        sheet.passage("item.background")
        _material(sheet)
        _conflicts(sheet)
    with sheet.when("called"):
        sheet.heading("{{ labels.called }}", 1)
        columns = ("seat", "party", "holder")
        sheet.table(_heads(*columns), "one in called", _cells("one", *columns), (6.4, 4.8, 5))
    return _ended(sheet)


def minutes_sheet() -> bytes:
    """Minutes, item by item."""
    sheet = _begun()
    with sheet.when("attendance"):
        sheet.heading("{{ labels.attendance }}", 1)
        columns = ("seat", "party", "holder", "presence")
        sheet.table(_heads(*columns), "one in attendance", _cells("one", *columns), (5, 3.8, 3.8, 3.6))
    sheet.heading("{{ labels.agenda }}", 1)
    with sheet.each("item in items"):
        _entry(sheet)
        _conflicts(sheet)
        _material(sheet)
        sheet.passage("item.minutes")
        with sheet.when("item.conclusion"):
            sheet.line("{{ item.conclusion }}", label="{{ labels.conclusion }}:")
        with sheet.each("decision in item.decisions"):
            _decision(sheet)
        with sheet.each("task in item.tasks"):
            _task(sheet)
        with sheet.each("correction in item.corrections"):
            sheet.line("", label="{{ labels.correction }}, {{ correction.date }}")
            sheet.passage("correction.words")
    with sheet.when("decisions"):
        sheet.heading("{{ labels.decisions }}", 1)
        with sheet.each("decision in decisions"):
            _decision(sheet)
    with sheet.when("tasks"):
        sheet.heading("{{ labels.actions_given }}", 1)
        _tasks(sheet, "tasks")
    with sheet.when("reported"):
        sheet.heading("{{ labels.reported }}", 1)
        with sheet.each("task in reported"):
            sheet.line("{{ task.title }} ({{ task.who }}. {{ task.state }})", style="List Bullet")
    with sheet.when("adjusters"):
        sheet.heading("{{ labels.adjustment }}", 1)
        cells = ("{{ one.holder }}", "{{ one.seat }}, {{ one.party }}", "{{ one.date }}")
        sheet.table(_heads("holder", "seat", "adjusted"), "one in adjusters", cells, (5, 7.4, 3.8))
    with sheet.when("digest"):
        sheet.line("{{ labels.signed }}: {{ digest }}", is_quiet=True)
    with sheet.when("corrections"):
        sheet.heading("{{ labels.corrections }}", 1)
        with sheet.each("correction in corrections"):
            sheet.line("", label="{{ correction.date }}")
            sheet.passage("correction.words")
    return _ended(sheet)


def handover_sheet() -> bytes:
    """What is handed over with a seat."""
    sheet = _begun()
    with sheet.when("task or limits or appointed_by"):
        sheet.heading("{{ labels.mandate }}", 1)
    for name in ("task", "limits", "appointed_by"):
        with sheet.when(name):
            sheet.heading(f"{{{{ labels.{name} }}}}", 2)
            sheet.passage(name)
    sheet.heading("{{ labels.actions }}", 1)
    for label, name in (("for_seat", "own_tasks"), ("for_others", "other_tasks")):
        sheet.heading(f"{{{{ labels.{label} }}}}", 2)
        _or_none(sheet, name)
        with sheet.when(name):
            _tasks(sheet, name)
    sheet.heading("{{ labels.coming }}", 1)
    _or_none(sheet, "coming")
    with sheet.when("coming"):
        columns = ("date", "time", "place")
        sheet.table(_heads(*columns), "one in coming", _cells("one", *columns), (6.4, 3.4, 6.4))
    sheet.heading("{{ labels.composition }}", 1)
    columns = ("seat", "party", "holder")
    sheet.table(_heads(*columns), "one in seats", _cells("one", *columns), (6.4, 4.8, 5))
    sheet.heading("{{ labels.decisions }}", 1)
    _or_none(sheet, "decisions")
    with sheet.each("decision in decisions"):
        sheet.heading("{{ decision.number }} {{ decision.title }}", 2)
        sheet.line("{{ decision.date }}" + _marked("decision"), is_quiet=True)
        sheet.passage("decision.words")
    for label, name in (("of_office", "own_promises"), ("about_body", "promises")):
        with sheet.when(name):
            sheet.heading(f"{{{{ labels.{label} }}}}", 1)
            cells = ("{{ one.reference }} {{ one.title }}", "{{ one.status }}", "{{ one.due }}")
            sheet.table(_heads("promise", "status", "due"), f"one in {name}", cells, (9.2, 3.8, 3.2))
    with sheet.when("past"):
        sheet.heading("{{ labels.past }}", 1)
        with sheet.each("one in past"):
            sheet.heading("{{ one.date }}", 2)
            _or_none(sheet, "one.documents")
            with sheet.each("document in one.documents"):
                words = "{{ document.title }}: {{ document.address }}" + _marked("document")
                sheet.line(words, style="List Bullet")
    return _ended(sheet)


def _begun() -> Sheet:
    sheet = Sheet()
    sheet.line("{{ kicker }}", is_quiet=True)
    sheet.heading("{{ title }}", 0)
    sheet.line("{{ subtitle }}", style="Subtitle")
    with sheet.each("remark in remarks"):
        sheet.line("", label="{{ remark }}")
    sheet.facts("facts")
    return sheet


def _ended(sheet: Sheet) -> bytes:
    sheet.footer("{{ footer }}")
    return sheet.finished()


def _heads(*names: str) -> list[str]:
    return [f"{{{{ labels.{name} }}}}" for name in names]


def _cells(row: str, *names: str) -> list[str]:
    return [f"{{{{ {row}.{name} }}}}" for name in names]


def _entry(sheet: Sheet) -> None:
    sheet.heading("{{ item.number }}. {{ item.title }}", 2)
    with sheet.when("item.sort or item.is_restricted"):
        restricted = "{% if item.is_restricted %}{% if item.sort %} · {% endif %}{{ labels.restricted }}{% endif %}"
        sheet.line(f"{{{{ item.sort }}}}{restricted}", is_quiet=True)
    with sheet.each("one in item.about"):
        sheet.line("{{ one.value }}", label="{{ one.label }}:")


def _material(sheet: Sheet) -> None:
    with sheet.when("item.material"):
        sheet.line("", label="{{ labels.material }}")
        with sheet.each("paper in item.material"):
            words = "{{ paper.title }}{% if paper.prepared_by %}, {{ paper.prepared_by }}{% endif %}"
            sheet.line(f"{words}{{% if paper.dated %}}, {{{{ paper.dated }}}}{{% endif %}}", style="List Bullet")


def _conflicts(sheet: Sheet) -> None:
    with sheet.each("recusal in item.recusals"):
        words = "{{ recusal.who }}{% if recusal.reason %}. {{ recusal.reason }}{% endif %}"
        sheet.line(words, label="{{ labels.conflict }}:")


def _decision(sheet: Sheet) -> None:
    sheet.heading("{{ labels.decision }} {{ decision.number }}: {{ decision.title }}", 3)
    words = "{{ decision.outcome }}{% if decision.rule %} · {{ decision.rule }}{% endif %}"
    sheet.line(f"{words}{{% if decision.brings %}} · {{{{ decision.brings }}}}{{% endif %}}", is_quiet=True)
    sheet.passage("decision.words")
    with sheet.each("position in decision.positions"):
        sheet.line("{{ position.who }}", label="{{ position.stance }}:")
    with sheet.each("reservation in decision.reservations"):
        sheet.line("", label="{{ labels.reservation }}, {{ reservation.who }}")
        sheet.passage("reservation.words")
    with sheet.each("task in decision.tasks"):
        _task(sheet)


def _task(sheet: Sheet) -> None:
    words = "{{ task.title }} ({{ task.who }}{% if task.due %}, {{ task.due }}{% endif %})"
    sheet.line(words, style="List Bullet")


def _tasks(sheet: Sheet, name: str) -> None:
    cells = ("{{ task.title }}" + _marked("task"), *_cells("task", "who", "due"))
    sheet.table(_heads("what", "who", "due"), f"task in {name}", cells, (8.2, 4.8, 3.2))


def _marked(row: str) -> str:
    """What only those who sit in the body may know is marked where it stands."""
    return f"{{% if {row}.is_restricted %}} ({{{{ labels.restricted }}}}){{% endif %}}"


def _or_none(sheet: Sheet, name: str) -> None:
    with sheet.when(f"not {name}"):
        sheet.line("{{ labels.none }}", is_quiet=True)

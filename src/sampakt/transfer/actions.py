"""Loading partnership files: all of a file or nothing, through the actions of the rooms that it tells of."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from sampakt.agreements.access import may_edit_partnership, may_see_partnership, may_start_partnership
from sampakt.agreements.models import Partnership
from sampakt.kernel.errors import Objection, Refused, refuse_if
from sampakt.kernel.files import Fault, Loading, paths_of
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import Viewer
from sampakt.organisations.models import Organisation
from sampakt.trail.actions import gathered
from sampakt.trail.models import TrailLine
from sampakt.transfer.models import LoadedFile
from sampakt.transfer.queries import FileRead, Pattern, empty_file, parts, patterned, plan_after, sizes_of, words_of
from sampakt.transfer.terms import Held, StartObjection


class FileWrong(Exception):
    """The file was not loaded, and everything that is wrong with it."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(sorted(faults, key=lambda fault: fault.line))
        super().__init__(f"{len(self.faults)} faults")


@dataclass(frozen=True)
class Loaded:
    """What loading a file did: the partnership, the lines that it wrote in the trail, and how much the file held.

    A file cut off between two records is a smaller file; only its sizes tell.
    """

    partnership: Partnership
    lines: tuple[TrailLine, ...]
    is_new: bool
    sizes: Mapping[Held, int]


class _Preview(Exception):
    """Nothing is kept: the file was only tried."""


def load(read: FileRead, *, by: Viewer) -> Loaded:
    """Bring a partnership into line with a file, or raise FileWrong with everything that is wrong and change nothing.

    Loading the same file again does nothing. What the last file held and this one does not is removed; what people
    recorded in Sampakt stays, and so do words that people said and evidence, wherever they came from.
    """
    loading = Loading(read.file, by=by)
    loading.faults += read.faults
    loading.dropped |= read.dropped
    loading.mentioned |= read.mentioned
    if read.file is None:
        raise FileWrong(loading.faults)
    with transaction.atomic():
        last = TrailLine.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        _find(loading)
        is_new = loading.partnership is None
        with gathered():
            _load(loading)
            if loading.faults:
                # What a faulty file seems to hold no longer may only stand among what could not be read of it.
                in_file = [fault for fault in loading.faults if fault.code != "not_removed"]
                raise FileWrong(in_file or loading.faults)
        lines = tuple(TrailLine.objects.filter(pk__gt=last).order_by("pk"))
        _remember(loading)
        return Loaded(loading.partnership, lines, is_new, sizes_of(read.file))


@transaction.atomic
def add(read: FileRead, *, by: Viewer) -> Loaded:
    """Add what a file tells to a partnership that is here, or raise FileWrong and change nothing.

    Unlike a file that is loaded it is not remembered: whatever it tells is from now on people's own.
    """
    loading = Loading(read.file, by=by)
    loading.faults += read.faults
    loading.mentioned |= read.mentioned
    if read.file is None:
        raise FileWrong(loading.faults)
    last = TrailLine.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    _find(loading)
    loading.held = frozenset()
    with gathered():
        _load(loading)
        if loading.faults:
            raise FileWrong(loading.faults)
    lines = tuple(TrailLine.objects.filter(pk__gt=last).order_by("pk"))
    return Loaded(loading.partnership, lines, False, sizes_of(read.file))


def tried(read: FileRead, *, by: Viewer, act: Callable[..., Loaded] = load) -> Loaded:
    """What loading the file, or adding it, would do. Nothing is kept. Raises FileWrong as that would."""
    found: list[Loaded] = []
    try:
        with transaction.atomic():
            found.append(act(read, by=by))
            raise _Preview
    except _Preview:
        return found[0]


def start(
    organisations: Sequence[Organisation],
    *,
    name: Text,
    language: str,
    first_day: date,
    by: Viewer,
    last_day: date | None = None,
    pattern: Pattern | None = None,
) -> Partnership:
    """Start a partnership between organisations, as a draft after a pattern or from empty. Raises Refused."""
    objections = []
    if last_day is not None and last_day < first_day:
        objections.append(Objection.of(StartObjection.ENDS_BEFORE_START, field="last_day"))
    if len(organisations) < 2:
        objections.append(Objection.of(StartObjection.TOO_FEW))
    if not any(may_start_partnership(by, one.pk) for one in organisations):
        objections.append(Objection.of(StartObjection.NOT_YOURS))
    refuse_if(objections)
    days = (first_day, last_day)
    file = (
        patterned(pattern, plan_after(pattern, organisations, name=name, language=language, days=days))
        if pattern
        else empty_file(name, language, organisations, days)
    )
    mentioned = frozenset(one.code for one in organisations)
    try:
        return load(FileRead(file, (), mentioned), by=by).partnership
    except FileWrong as wrong:
        raise Refused(
            [Objection(code=fault.code, words=words_of(fault), facts={}) for fault in wrong.faults]
        ) from wrong


def _find(loading: Loading) -> None:
    """The partnership that the file tells of, if it is here and whoever loads may write it."""
    item = loading.file.partnership
    partnership = Partnership.objects.select_related("space").filter(code=item.code).first()
    if partnership is None:
        return
    if not may_see_partnership(loading.by, partnership) or not may_edit_partnership(loading.by, partnership):
        loading.tell(item.spot("code"), "not_allowed")
        raise FileWrong(loading.faults)
    loading.partnership = partnership
    memory = LoadedFile.objects.filter(space=partnership.pk).first()
    loading.held = frozenset(memory.holds if memory else ())


def _load(loading: Loading) -> None:
    for part in parts():
        if part.prepare:
            part.prepare(loading)
    for part in parts():
        part.load(loading)
        if loading.partnership is None:
            return
    loading.finish()


def _remember(loading: Loading) -> None:
    """Keep what the file held. What an earlier file held and whoever loads may not see is still that file's."""
    holds = list(paths_of(loading.file))
    known = set(holds)
    unseen = [path for path in loading.held if path not in known and path not in loading.records]
    memory, is_new = LoadedFile.objects.get_or_create(space=loading.partnership.space, defaults={"holds": holds})
    if not is_new and memory.holds != holds + sorted(unseen):
        memory.holds = holds + sorted(unseen)
        memory.save()

"""What a room says of a sort of job, and what the function that does it is handed and answers."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sampakt.kernel.viewer import Viewer

Payload = Mapping[str, Any]


class Cancelled(BaseException):
    """Who asked for the job wants it stopped. Not an Exception, so that no ``except Exception`` swallows it."""


class Progress(ABC):
    """How a running function says how far it has come."""

    @abstractmethod
    def at(self, done: int, of: int, note: str = "", **facts: object) -> None:
        """Say that ``done`` of ``of`` is done; call it often: it writes at most every half second.

        ``note`` is a code of the sort's ``words``, with its facts. Raises Cancelled when the job is to stop.
        """


@dataclass(frozen=True)
class Outcome:
    """What came of a job: the address it leads to, and a code of the sort's ``words`` with its facts."""

    leads_to: str = ""
    note: str = ""
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Sort:
    """One sort of job, brought by a room in ``JOBS`` of its ``jobs.py`` under a name of its own.

    ``run`` is called in a process of its own with the payload, the progress and who asked, in their language.
    A ``whole`` job runs in one transaction together with its end: all of it happens, once, or nothing. On SQLite
    nobody else writes from its first write to its end, so it reads first and is brief. Any other saves as it goes,
    keeps its transactions short, and bears being done twice, for a killed worker may have come halfway.
    """

    title: Any
    """What people call it: a lazy translation."""
    run: Callable[[Payload, Progress, Viewer], Outcome | None]
    whole: bool = False
    longest: int = 600
    """Seconds after which it is stopped for good."""
    tries: int = 1
    """How often a fault of ours, such as a register that does not answer, is met with another try after a while."""
    words: Sequence[Any] = ()
    """The vocabularies, such as ``terms.Note`` and ``terms.Objection``, in which its notes and refusals have words."""

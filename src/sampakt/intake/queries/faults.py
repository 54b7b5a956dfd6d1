"""Why a file gives no draft, in the language of whoever asked."""

from collections.abc import Mapping

from sampakt.intake.terms import IntakeFault, Remark


class NotRead(Exception):
    """A file that gives no draft, with a code for why and the facts that its words name."""

    def __init__(self, fault: IntakeFault, **facts: object) -> None:
        super().__init__(fault.value)
        self.fault = fault
        self.facts = facts

    def __str__(self) -> str:
        return told(self.fault, self.facts)


def told(code: IntakeFault | Remark | str, facts: Mapping[str, object]) -> str:
    """The words of a fault or a remark, with its facts."""
    words = (IntakeFault if code in IntakeFault.values else Remark)(code).label
    return str(words) % facts

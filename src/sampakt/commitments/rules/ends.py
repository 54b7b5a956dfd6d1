"""The two ends of a promise: who owes it and to whom, when the text names only some or none of them."""

from collections.abc import Collection


def owing(owes: Collection[int], parties: Collection[int]) -> frozenset[int]:
    """Those who promise: the ones named, or all parties when none is."""
    return frozenset(owes or parties)


def owed(owes: Collection[int], owed: Collection[int], parties: Collection[int]) -> frozenset[int]:
    """Those to whom it is promised: the ones named, else the parties that do not promise; all when nobody is named.

    A one-sided promise, such as a strategy's, is owed to nobody but its own organisation: then it is empty.
    """
    if owed:
        return frozenset(owed)
    is_one_sided = len(parties) == 1 and not owes
    return frozenset() if is_one_sided else frozenset(parties) - frozenset(owes)

"""Which organisation of the registers a cell names, when it names one and nothing else."""

from sampakt.intake.rules.gazetteer import Gazetteer, Name
from sampakt.intake.rules.text import Source


def organisation_named(words: str, gazetteer: Gazetteer, country: str) -> Name | None:
    """The one name that the words are, also with a slip of the pen; None when they say more, or name none."""
    written = words.strip()
    # A list may begin a name with a small letter; the gazetteer, which reads running text, would then pass it by.
    source = Source(written[:1].upper() + written[1:])
    mentions = gazetteer.mentions(source, country)
    if len(mentions) != 1:
        return None
    one = mentions[0]
    rest = source.flow[: one.start] + source.flow[one.end :]
    return one.name if not any(letter.isalnum() for letter in rest) else None

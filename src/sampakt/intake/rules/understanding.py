"""From a text to a draft: every field has its own module, and every value the words it stands on."""

from sampakt.intake.rules.amounts import find_amounts
from sampakt.intake.rules.dates import find_dates
from sampakt.intake.rules.draft import Draft
from sampakt.intake.rules.gazetteer import Gazetteer
from sampakt.intake.rules.language import find_language
from sampakt.intake.rules.numbers import find_numbers
from sampakt.intake.rules.parties import find_parties
from sampakt.intake.rules.text import Source

TEXT_LIMIT = 2_000_000
"""Most characters of one text that are read."""


def understand(text: str, gazetteer: Gazetteer) -> Draft:
    """The draft that a text gives. Raises nothing, whatever the text; the same text always gives the same draft."""
    source = Source(text[:TEXT_LIMIT])
    language = find_language(source)
    country = "SE" if language is None or language.value == "sv" else "NO"
    dates, period = find_dates(source)
    parties = find_parties(source, gazetteer, country)
    return Draft(
        language=language,
        parties=tuple(parties),
        registration_numbers=tuple(find_numbers(source)),
        dates=tuple(dates),
        period=tuple(period),
        amounts=tuple(find_amounts(source, language.value if language else "sv", parties)),
    )

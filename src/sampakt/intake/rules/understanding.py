"""From a text to a draft: every field has its own module, and every value the words it stands on."""

from dataclasses import replace

from sampakt.intake.rules.amounts import find_amounts
from sampakt.intake.rules.bodies import find_bodies, mentions
from sampakt.intake.rules.chain import find_chain
from sampakt.intake.rules.dates import find_dates
from sampakt.intake.rules.draft import DateValue, Draft, Found
from sampakt.intake.rules.gazetteer import Gazetteer
from sampakt.intake.rules.kind import find_agreement_type, find_kind, find_title
from sampakt.intake.rules.language import find_language
from sampakt.intake.rules.numbers import find_numbers
from sampakt.intake.rules.parties import find_parties
from sampakt.intake.rules.promises.finding import find_commitments
from sampakt.intake.rules.silence import not_stated
from sampakt.intake.rules.text import Source
from sampakt.intake.rules.themes import find_themes

TEXT_LIMIT = 2_000_000
"""Most characters of one text that are read."""


def _dated(found: Found[DateValue]) -> Found[DateValue]:
    """A day alone on a line of an agreement is when it was drawn up: nobody publishes one under a heading."""
    if found.value.role == "published" and found.why == "alone_on_line":
        return replace(found, value=DateValue(found.value.day, "signed"), confidence=0.55, why="dated")
    return found


def understand(text: str, gazetteer: Gazetteer) -> Draft:
    """The draft that a text gives. Raises nothing, whatever the text; the same text always gives the same draft."""
    source = Source(text[:TEXT_LIMIT])
    language = find_language(source)
    country = "SE" if language is None or language.value == "sv" else "NO"
    dates, period = find_dates(source)
    parties = find_parties(source, gazetteer, country)
    kind = find_kind(source, published=any(found.value.role == "published" for found in dates))
    if kind and kind.value == "agreement":
        dates = [_dated(found) for found in dates]
    named = mentions(source)
    document, tongue = kind.value if kind else "other", language.value if language else "sv"
    amounts = find_amounts(source, tongue, parties)
    draft = Draft(
        language=language,
        kind=kind,
        agreement_type=find_agreement_type(source, parties, kind.value if kind else "other"),
        title=find_title(source),
        parties=tuple(parties),
        registration_numbers=tuple(find_numbers(source)),
        dates=tuple(dates),
        period=tuple(period),
        amounts=tuple(amounts),
        bodies=tuple(find_bodies(source, named)),
        chain=tuple(find_chain(source, document, dates, parties)),
        themes=tuple(find_themes(source)),
        commitments=tuple(
            find_commitments(source, document, tongue, named=named, parties=parties, measures=(*period, *amounts))
        ),
    )
    return replace(draft, not_stated=not_stated(source, draft))

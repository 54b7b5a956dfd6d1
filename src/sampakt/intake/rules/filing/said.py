"""Facts that no field of an agreement holds, in a line of the document's own language: a claim tells what it says."""

from sampakt.intake.rules.draft import AmountValue

_SWEDISH = {
    "amount": "Belopp",
    "decided_on": "Beslutat",
    "ends_on": "Sista dag",
    "registration_number": "Diarienummer",
    "signed_on": "Undertecknat",
    "starts_on": "Första dag",
    "ceiling": "högst",
    "fee": "avgift",
    "frame": "ram",
    "share": "",
    "equal": "lika delar",
    "year": "per år",
    "semester": "per termin",
    "month": "per månad",
    "day": "per dag",
    "hour": "per timme",
    "inhabitant": "per invånare",
    "student": "per student",
    "participant": "per deltagare",
    "course": "per kurs",
    "party": "per part",
}
_NORWEGIAN = _SWEDISH | {
    "amount": "Beløp",
    "decided_on": "Vedtatt",
    "ends_on": "Siste dag",
    "registration_number": "Saksnummer",
    "signed_on": "Signert",
    "starts_on": "Første dag",
    "ceiling": "høyst",
    "frame": "ramme",
    "equal": "like deler",
    "semester": "per semester",
    "month": "per måned",
    "hour": "per time",
    "inhabitant": "per innbygger",
    "participant": "per deltaker",
}


def labelled(field: str, value: str, language: str) -> str:
    """A fact after what it is: "Diarienummer: KS 2026/12"."""
    return f"{_word(field, language)}: {value}"


def sum_said(amount: AmountValue, language: str) -> str:
    """An amount in one line: "500 000 SEK, högst, per år"."""
    money = ""
    if amount.minor is not None:
        whole, rest = divmod(amount.minor, 100)
        money = f"{whole:,}".replace(",", " ") + (f",{rest:02}" if rest else "")
    sort = "" if amount.sort == "contribution" else _word(amount.sort, language)
    per = "" if amount.per in ("", "total") else _word(amount.per, language)
    parts = (f"{money} {amount.currency}".strip(), sort, per, _word(amount.share, language))
    return ", ".join(filter(None, parts))


def _word(code: str, language: str) -> str:
    return (_SWEDISH if language == "sv" else _NORWEGIAN).get(code, code)

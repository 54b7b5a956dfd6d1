"""What holds for organisation numbers, units and appointments: values in, values out."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import stdnum.no.orgnr
import stdnum.se.orgnr

CODE_LENGTH = 60
_PLAIN = str.maketrans({"æ": "ae", "ø": "o", "đ": "d", "ŋ": "n", "ŧ": "t", "ß": "ss"})  # NFD leaves these whole

# In this order: a browser also names those it descends from, and a system those it is built on.
_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("Vivaldi/", "Vivaldi"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("FxiOS/", "Firefox"),
    ("Firefox/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "ChromeOS"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)


@dataclass(frozen=True)
class Tenure:
    """Days on which an office was held; ``ends_on`` is the last of them, None while it goes on."""

    starts_on: date
    ends_on: date | None = None


@dataclass(frozen=True)
class Vacancy:
    """Days on which an office stood empty, both included; ``ends_on`` None while it still does."""

    starts_on: date
    ends_on: date | None = None

    def days_until(self, day: date) -> int:
        """How many days of it have passed when ``day`` is over."""
        last = day if self.ends_on is None else min(self.ends_on, day)
        return max((last - self.starts_on).days + 1, 0)


def compact_number(number: str) -> str:
    """An organisation number without the spaces and hyphens people write in it."""
    return "".join(character for character in number if character not in " -–−\u00a0\u2011")


def is_number_of(country: str, number: str) -> bool:
    """Whether the compact number has its country's form and check digit; numbers of other countries are not checked."""
    match country:
        case "SE":
            # A third digit below 2 makes it somebody's personal identity number, which has no business here.
            return bool(stdnum.se.orgnr.is_valid(number)) and number[2] >= "2"
        case "NO":
            return bool(stdnum.no.orgnr.is_valid(number))
        case _:
            return True


def written_number(country: str, number: str) -> str:
    """The number as people write it: 212000-0068 in Sweden, 942 110 464 in Norway."""
    if country == "SE" and len(number) == 10:
        return f"{number[:6]}-{number[6:]}"
    if country == "NO" and len(number) == 9:
        return f"{number[:3]} {number[3:6]} {number[6:]}"
    return number


def code_from(name: str) -> str:
    """A readable code in plain letters: "Møre og Romsdal" becomes ``more-og-romsdal``; "" when no letters are left."""
    plain = unicodedata.normalize("NFD", name.casefold().translate(_PLAIN)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:CODE_LENGTH].rstrip("-")


def digest_of(secret: str) -> str:
    """What is kept of a secret link or key. They are long and random, so that a plain hash is enough."""
    return hashlib.sha256(secret.encode()).hexdigest()


def is_above_itself(unit: int, parent: int | None, parents: Mapping[int, int | None]) -> bool:
    """Whether placing ``unit`` under ``parent`` would close a ring in the tree of units."""
    seen: set[int] = set()
    while parent is not None and parent not in seen:
        if parent == unit:
            return True
        seen.add(parent)
        parent = parents.get(parent)
    return False


def is_held_on(tenures: Iterable[Tenure], day: date) -> bool:
    """Whether anybody holds the office that day."""
    return any(tenure.starts_on <= day and (tenure.ends_on is None or day <= tenure.ends_on) for tenure in tenures)


def is_overlapping(one: Tenure, others: Iterable[Tenure]) -> bool:
    """Whether ``one`` has a day in common with any of the others."""
    return any(
        (one.ends_on is None or other.starts_on <= one.ends_on)
        and (other.ends_on is None or one.starts_on <= other.ends_on)
        for other in others
    )


def vacancies(tenures: Iterable[Tenure], since: date, until: date) -> list[Vacancy]:
    """When the office stood empty from ``since`` to ``until``; the last one is open if it still does at ``until``."""
    empty: list[Vacancy] = []
    day: date | None = since
    for tenure in sorted(tenures, key=lambda tenure: tenure.starts_on):
        if day is None or tenure.starts_on > until:
            break
        if tenure.starts_on > day:
            empty.append(Vacancy(day, tenure.starts_on - timedelta(days=1)))
        if tenure.ends_on is None:
            day = None
        elif tenure.ends_on >= day:
            day = tenure.ends_on + timedelta(days=1)
    if day is not None and day <= until:
        empty.append(Vacancy(day))
    return empty


def vacant_since(tenures: Iterable[Tenure], since: date, day: date) -> date | None:
    """The first day of the vacancy that still lasts on ``day``; None when the office is held then."""
    empty = vacancies(tenures, since, day)
    return empty[-1].starts_on if empty and empty[-1].ends_on is None else None


def browser_of(user_agent: str) -> tuple[str, str]:
    """The browser and the system that a user agent tells of; empty what it does not tell."""
    plain = user_agent.replace("Headless", "")
    browser = next((name for sign, name in _BROWSERS if sign in plain), "")
    return browser, next((name for sign, name in _SYSTEMS if sign in plain), "")

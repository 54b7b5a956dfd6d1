"""A shelf for tests: who looks on, and a document of our own with its draft."""

from sampakt.intake.actions import drop, read
from sampakt.intake.models import Reading, Value
from sampakt.kernel.terms import Role
from sampakt.kernel.viewer import NOBODY, Viewer
from sampakt.organisations.models import Organisation, OrganisationRole, Person, User
from sampakt.organisations.queries import viewer_for

AGREEMENT = """Samverkansavtal

mellan Huddinge kommun och Södertörns högskola

Avtalet gäller från och med den 1 januari 2027 till och med den 31 december 2030.
Dnr HK-2026/0042

En styrgrupp ska sammanträda två gånger per år.
Huddinge kommun ska betala 500 000 kronor per år.
Parterna ska årligen upprätta en gemensam verksamhetsplan.

Kommunstyrelsen i Huddinge kommun beslutade den 4 november 2026, § 212.
"""


def viewers(huddinge: Organisation, narvik: Organisation) -> dict[str, Viewer]:
    """Who looks on, by what they are for Huddinge."""

    def holding(number: int, *roles: Role, **more: object) -> Viewer:
        return Viewer(user_id=None, name="Somebody", organisations={number: frozenset(roles)}, **more)  # type: ignore[arg-type]

    return {
        "passer-by": NOBODY,
        "stranger": holding(narvik.pk, Role.COORDINATOR),
        "reader": holding(huddinge.pk, Role.READER),
        "contact": holding(huddinge.pk, Role.CONTACT),
        "coordinator": holding(huddinge.pk, Role.COORDINATOR),
        "lead": holding(huddinge.pk, Role.LEAD),
        "administrator": holding(huddinge.pk, Role.ADMINISTRATOR),
        "key that reads": holding(huddinge.pk, Role.COORDINATOR, may_write=False),
        "operator": Viewer(is_operator=True),
    }


def viewer_of(organisation: Organisation, name: str = "somebody") -> Viewer:
    """Somebody who coordinates for an organisation, with what they may do by now."""
    user = User.objects.filter(email=f"{name}@example.org").first()
    if user is None:
        person = Person.objects.create(organisation=organisation, name=name.capitalize())
        user = User.objects.create_user(f"{name}@example.org", person=person, language="en")
        OrganisationRole.objects.create(user=user, organisation=organisation, role=Role.COORDINATOR)
    return viewer_for(user, language="en")


def dropped(organisation: Organisation, by: Viewer, text: str = AGREEMENT, name: str = "avtal.txt") -> Reading:
    """A document that was dropped and read."""
    return read(drop(text.encode(), name, organisation=organisation, by=by))


def value_of(reading: Reading, field: str, **parts: object) -> Value:
    """The first value of a field whose parts are so."""
    for value in reading.values.filter(field=field):
        held = value.held if isinstance(value.held, dict) else {"value": value.held}
        if all(held.get(name) == part for name, part in parts.items()):
            return value
    raise AssertionError(f"no {field} with {parts} among {[str(one) for one in reading.values.filter(field=field)]}")

"""The page of those who take part in a partnership, with those whom a seat lets in."""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.governance.conftest import Browser, Cast

from sampakt.agreements.models import Agreement
from sampakt.governance.models import Seat
from sampakt.kernel.terms import Role
from sampakt.kernel.viewer import SYSTEM
from sampakt.organisations.actions import invite
from sampakt.organisations.models import Circle, Organisation, OrganisationRole, User


def test_eight_questions_where_everything_is_there_and_as_many_for_many(
    browser: Browser, cast: Cast, agreement: Agreement, board: dict[str, Seat], huddinge: Organisation
) -> None:
    space, client = agreement.space, browser("coordinator")
    address = f"{space.partnership.get_absolute_url()}people/"

    def more(number: int) -> None:
        circle = Circle.objects.create(space=space, name=f"Some {number}")
        user = User.objects.create_user(f"user{number}@example.org")
        OrganisationRole.objects.create(user=user, organisation=huddinge, role=Role.READER)
        circle.members.set([cast("coordinator").user_id, user.pk])
        email = f"new{number}@example.org"
        invite(huddinge, space=space, email=email, name="N", role=Role.READER, language="sv", by=SYSTEM)

    def asked() -> list[str]:
        with CaptureQueriesContext(connection) as questions:
            answer = client.get(address)
        parts = ("members", "through", "seated", "invitations", "circles")
        assert all(f'id="{part}"' in answer.content.decode() for part in parts)
        return [question["sql"] for question in questions]

    more(1)
    first = asked()
    for number in range(2, 6):
        more(number)
    assert len(asked()) == len(first)
    assert len(first) <= 8, "\n".join(first)

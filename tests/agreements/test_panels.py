"""What the room hangs on the pages of lower rooms."""

from collections.abc import Callable

import pytest
from django.test import Client

from sampakt.agreements.models import Partnership
from sampakt.kernel.terms import Role
from sampakt.kernel.viewer import SYSTEM
from sampakt.organisations.actions import join_space
from sampakt.organisations.models import Organisation, User

pytestmark = pytest.mark.django_db


def test_each_line_of_the_whole_trail_names_its_partnership(
    browser: Callable[[str], Client], partnership: Partnership, huddinge: Organisation
) -> None:
    reader = browser("reader")
    user = User.objects.get(email="reader@example.org")
    join_space(partnership.space, user=user, organisation=huddinge, role=Role.CONTACT, by=SYSTEM)
    page = reader.get("/trail/").content.decode()
    (line,) = [part for part in page.split("<li>") if "gave a role in the partnership" in part]
    assert f'href="{partnership.get_absolute_url()}"' in line
    assert partnership.name.sv in line

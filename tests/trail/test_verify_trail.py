"""The command that follows the seals."""

import pytest
from django.core.management import CommandError, call_command

from sampakt.kernel.viewer import SYSTEM
from sampakt.organisations.models import Organisation
from sampakt.trail.actions import record
from sampakt.trail.models import TrailLine

pytestmark = pytest.mark.django_db


def test_tells_whether_the_trail_is_as_it_was_written(capsys: pytest.CaptureFixture[str]) -> None:
    town = Organisation.objects.create(code="a-town", kind="municipality", country="SE", name="A town")
    record("change_organisation", town, by=SYSTEM)
    call_command("verify_trail")
    assert f"as it was written: {TrailLine.objects.count()} lines" in capsys.readouterr().out
    TrailLine.objects.update(by_name="Somebody else")
    with pytest.raises(CommandError, match="altered afterwards"):
        call_command("verify_trail")

"""Who × what: a job is its asker's alone; what Sampakt asked for is the operators'."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from sampakt.jobs.access import may_see, may_stop
from sampakt.jobs.models import Job
from sampakt.kernel.viewer import NOBODY, SYSTEM, Viewer
from sampakt.organisations.models import User
from sampakt.organisations.queries import viewer_for

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("who", "own", "others", "of_sampakt"),
    [
        ("asker", True, False, False),
        ("asker, reading only", True, False, False),
        ("operator", False, False, True),
        ("nobody", False, False, False),
        ("sampakt", True, True, True),
    ],
)
def test_who_sees_what(account: Callable[[str], User], who: str, own: bool, others: bool, of_sampakt: bool) -> None:
    asker = viewer_for(account("asker"), language="en")
    viewers: dict[str, Viewer] = {
        "asker": asker,
        "asker, reading only": replace(asker, may_write=False),
        "operator": replace(viewer_for(account("operator"), language="en"), is_operator=True),
        "nobody": NOBODY,
        "sampakt": SYSTEM,
    }
    owners = {"asker": own, "stranger": others, None: of_sampakt}
    for name, sees in owners.items():
        user = account(name) if name else None
        job = Job.objects.create(sort="count", language="sv", user=user, digest=str(name))
        assert may_see(viewers[who], job) == sees
        assert may_stop(viewers[who], job) == (sees and "reading" not in who)
        assert Job.objects.visible_to(viewers[who]).filter(pk=job.pk).exists() == sees

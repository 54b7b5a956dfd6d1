"""What partnership files tell of bodies, their seats, and when these were held."""

from sampakt.governance.transfer.dumping import dump_bodies
from sampakt.governance.transfer.loading import load_bodies
from sampakt.governance.transfer.patterns import patterned_bodies
from sampakt.governance.transfer.sections import BodyFile
from sampakt.kernel.files import Part

PARTS = (
    Part(
        "bodies",
        55,
        list[BodyFile],
        "The joint bodies, with their seats and when these were held.",
        load_bodies,
        dump_bodies,
        pattern=patterned_bodies,
    ),
)

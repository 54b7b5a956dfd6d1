"""The room in the API: bodies, their composition, seats and holders; their meetings, decisions and actions to do."""

from ninja import Router

from sampakt.governance.api import agenda, bodies, decisions, meetings, seats, tasks

prefix = ""
router = Router()
router.add_router("", bodies.router)
router.add_router("", seats.router)
router.add_router("", meetings.router)
router.add_router("", agenda.router)
router.add_router("", decisions.router)
router.add_router("", tasks.router)

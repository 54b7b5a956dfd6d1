"""The room in the API: bodies, their composition on any day, their seats and who held them."""

from ninja import Router

from sampakt.governance.api import bodies, seats

prefix = ""
router = Router()
router.add_router("", bodies.router)
router.add_router("", seats.router)

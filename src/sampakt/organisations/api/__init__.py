"""The room in the API: organisations, and their units, offices, appointments and people."""

from ninja import Router

from sampakt.organisations.api import registers, staff

prefix = ""
router = Router()
router.add_router("", registers.router)
router.add_router("", staff.router)

"""The room in the API: organisations, their units, offices, appointments and people, and invitations."""

from ninja import Router

from sampakt.organisations.api import accounts, registers, staff

prefix = ""
router = Router()
router.add_router("", registers.router)
router.add_router("", staff.router)
router.add_router("", accounts.router)

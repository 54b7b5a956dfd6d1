"""The room in the API: partnerships, agreements, their parties, decision chains, content, notes, papers and trail."""

from ninja import Router

from sampakt.agreements.api import agreements, content, parties, partnerships, people, trail

prefix = ""
router = Router()
router.add_router("", partnerships.router)
router.add_router("", people.router)
router.add_router("", agreements.router)
router.add_router("", parties.router)
router.add_router("", content.router)
router.add_router("", trail.router)

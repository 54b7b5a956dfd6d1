"""The room in the API: promises and how they stand, what people say of them, what was done, and evidence."""

from ninja import Router

from sampakt.commitments.api import commitments, records, words

prefix = ""
router = Router()
router.add_router("", commitments.router)
router.add_router("", words.router)
router.add_router("", records.router)

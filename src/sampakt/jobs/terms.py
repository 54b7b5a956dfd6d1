"""The words of the room."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class JobState(models.TextChoices):
    """How far a job has come."""

    WAITING = "waiting", _("Waiting for its turn")
    RUNNING = "running", _("Being done")
    DONE = "done", pgettext_lazy("of a job", "Done")
    FAILED = "failed", _("Could not be done")
    CANCELLED = "cancelled", _("Stopped")


UNFINISHED = (JobState.WAITING, JobState.RUNNING)


class Fault(models.TextChoices):
    """Why a job could not be done."""

    REFUSED = "refused", _("It was refused.")
    NOT_ALLOWED = "not_allowed", _("You may not do this any more.")
    CONFLICT = "conflict", _("Somebody changed the same record in the meantime. Look at how it stands, and ask again.")
    MEMORY = "memory", _("It needed more memory than a job may have. Try a smaller file, or a part of it.")
    TOO_LONG = "too_long", _("It took longer than a job may take. Try a smaller file, or a part of it.")
    DIED = "died", _("It ended in the midst, which a damaged file can cause. Nothing else was harmed.")
    LOST = (
        "lost",
        _("It was begun %(tries)s times, and what did it was gone each time. Tell your operator."),
    )
    UNKNOWN = "unknown", _("This version of Sampakt no longer knows how to do it. Ask again.")
    FAULT = "fault", _("A fault of ours stopped it. The operator finds it in the log under %(code)s.")


class JobObjection(models.TextChoices):
    """Why a job is not stopped."""

    ALREADY_ENDED = "already_ended", _("The job has already ended: there is nothing left to stop.")

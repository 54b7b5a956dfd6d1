from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.migrations.executor import MigrationExecutor
from django.db.models.signals import post_migrate


class CommitmentsConfig(AppConfig):
    name = "sampakt.commitments"

    def ready(self) -> None:
        from sampakt.commitments.actions.assessing import reassess_touched
        from sampakt.trail.actions import listen

        listen(reassess_touched)
        post_migrate.connect(reassess_after_update, sender=self, dispatch_uid="sampakt.assessments")


def reassess_after_update(*, using: str, **_: Any) -> None:
    """What an older version assessed is assessed by this one's rules, once every room has the tables they read."""
    from sampakt.commitments.actions.assessing import reassess_outdated

    executor = MigrationExecutor(connections[using])
    if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
        reassess_outdated()

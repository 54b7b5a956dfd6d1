from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate


class OrganisationsConfig(AppConfig):
    name = "sampakt.organisations"

    def ready(self) -> None:
        post_migrate.connect(load_registers, sender=self, dispatch_uid="sampakt.registers")


def load_registers(*, using: str, **_: Any) -> None:
    """Every database has the registers: a fresh one gets them, an older one what changed in them."""
    from sampakt.organisations.actions import seed_registers
    from sampakt.organisations.models import Register

    if Register._meta.db_table in connections[using].introspection.table_names():  # not when migrating back to nothing
        seed_registers()

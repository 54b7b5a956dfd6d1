from django.apps import AppConfig
from django.db.backends.signals import connection_created


class KernelConfig(AppConfig):
    name = "sampakt.kernel"

    def ready(self) -> None:
        from sampakt.kernel.alphabet import teach_sqlite
        from sampakt.kernel.lookups import teach_lookups

        connection_created.connect(teach_sqlite, dispatch_uid="sampakt.alphabets")
        teach_lookups()

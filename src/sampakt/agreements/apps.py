from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    name = "sampakt.agreements"

    def ready(self) -> None:
        from sampakt.agreements.actions.watching import reckon_touched
        from sampakt.trail.actions import listen

        listen(reckon_touched)

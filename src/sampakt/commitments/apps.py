from django.apps import AppConfig


class CommitmentsConfig(AppConfig):
    name = "sampakt.commitments"

    def ready(self) -> None:
        from sampakt.commitments.actions.assessing import reassess_touched
        from sampakt.trail.actions import listen

        listen(reassess_touched)

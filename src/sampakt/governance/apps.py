from django.apps import AppConfig


class GovernanceConfig(AppConfig):
    name = "sampakt.governance"

    def ready(self) -> None:
        from sampakt.governance.actions.taking import hear_of_appointments
        from sampakt.trail.actions import listen

        listen(hear_of_appointments)

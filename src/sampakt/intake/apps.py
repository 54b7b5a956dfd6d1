from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "sampakt.intake"

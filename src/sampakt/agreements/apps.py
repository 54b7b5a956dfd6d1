from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    name = "sampakt.agreements"

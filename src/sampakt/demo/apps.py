from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "sampakt.demo"

from django.apps import AppConfig


class TrailConfig(AppConfig):
    name = "sampakt.trail"

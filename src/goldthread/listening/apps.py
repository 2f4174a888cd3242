"""The listening app."""

from django.apps import AppConfig


class ListeningConfig(AppConfig):
    """Files on their way in."""

    name = "goldthread.listening"
    default_auto_field = "django.db.models.BigAutoField"

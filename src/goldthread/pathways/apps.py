"""The pathways app."""

from django.apps import AppConfig


class PathwaysConfig(AppConfig):
    """Pathways as people agreed them."""

    name = "goldthread.pathways"
    default_auto_field = "django.db.models.BigAutoField"

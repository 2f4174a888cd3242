"""The pathways app."""

from django.apps import AppConfig


class PathwaysConfig(AppConfig):
    """Pathways as people agreed them."""

    name = "goldthread.pathways"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the pathways that this app publishes."""
        from goldthread.accounts.registry import nouns
        from goldthread.pathways.actions import published
        from goldthread.vocabulary import PathwayMap

        nouns.register(kind="PathwayMap", noun=PathwayMap, key=lambda one: one.key, delivered=published)

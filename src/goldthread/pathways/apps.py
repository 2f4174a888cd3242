"""The pathways app."""

from django.apps import AppConfig


class PathwaysConfig(AppConfig):
    """Pathways as people agreed them."""

    name = "goldthread.pathways"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the pathways that this app publishes, and how references to them are shown."""
        from goldthread.accounts.registry import nouns, references
        from goldthread.pathways.actions import published
        from goldthread.pathways.queries import shown
        from goldthread.vocabulary import PathwayMap

        nouns.register(kind="PathwayMap", noun=PathwayMap, key=lambda one: one.key, delivered=published)
        references.register(kind="pathway", label="Journey", shown=shown)

"""The pathways app."""

from django.apps import AppConfig


class PathwaysConfig(AppConfig):
    """Pathways as people agreed them, and the steps between organisations that each has accepted."""

    name = "goldthread.pathways"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the pathways that this app publishes, its pages, and how references to them are shown."""
        from goldthread.accounts.registry import erasers, nouns, pages, permissions, references
        from goldthread.accounts.rules import Role
        from goldthread.pathways import urls
        from goldthread.pathways.accepting import PERMISSION
        from goldthread.pathways.actions import published
        from goldthread.pathways.erasing import erase
        from goldthread.pathways.queries import shown
        from goldthread.vocabulary import Acceptance, PathwayMap

        nouns.register(kind="PathwayMap", noun=PathwayMap, key=lambda one: one.key, delivered=published)
        nouns.register(
            kind="Acceptance", noun=Acceptance, key=lambda one: f"{one.pathway}/{one.touchpoint}/{one.organisation}"
        )
        permissions.register(PERMISSION, roles=(Role.GOVERNANCE, Role.ANALYST))
        pages.register("understand/pathways", urls.PAGES)
        pages.register("understand/add-a-journey", urls.START)
        pages.register("understand/journeys-to-start-from", urls.LIBRARY)
        pages.register("pathways", urls.ACCEPT)
        erasers.register("pathways", erase)
        references.register(kind="pathway", label="Journey", shown=shown)

"""The app of saved searches."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class SavedConfig(AppConfig):
    """Searches under a name, on the search page and on the command line."""

    name = "goldthread.saved"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register its pages, its two places on the search page, and what a withdrawal takes out."""
        from goldthread.accounts import registry
        from goldthread.accounts.registry import slots
        from goldthread.saved import adopting, erasing, urls, views

        registry.erasers.register("saved", erasing.erase)
        registry.pages.register("understand/search/saved", urls.PAGES)
        slots.register(slot="search", key="saved", template="saved/listed.html", fill=views.listed)
        slots.register(slot="search found", key="saved", template="saved/keep.html", fill=views.to_keep)
        post_migrate.connect(adopting.after_migrating, sender=self)

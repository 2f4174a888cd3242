"""The thread app."""

from django.apps import AppConfig


class ThreadConfig(AppConfig):
    """Passages, stops and the links between them."""

    name = "goldthread.thread"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register how words leave this app when somebody withdraws."""
        from goldthread.accounts import erasers
        from goldthread.thread.erasing import erase

        erasers.register("thread", erase)

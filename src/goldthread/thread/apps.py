"""The thread app."""

from django.apps import AppConfig


class ThreadConfig(AppConfig):
    """Passages, stops and the links between them."""

    name = "goldthread.thread"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register how words leave this app when somebody withdraws, and its page of the menu."""
        from goldthread.accounts import registry
        from goldthread.accounts.rules import Permission
        from goldthread.thread.erasing import erase

        registry.erasers.register("thread", erase)
        registry.menu.register(
            area="Understand", title="The thread", name="threads", needs=Permission.SEE_FINDINGS, also=("thread",),
            order=70,
        )  # fmt: skip

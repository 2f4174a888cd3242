"""The listening app."""

from django.apps import AppConfig


class ListeningConfig(AppConfig):
    """Files on their way in."""

    name = "goldthread.listening"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register this app's pages of the menu."""
        from goldthread.accounts.registry import menu
        from goldthread.accounts.rules import Permission

        menu.register(
            area="Listen", title="Files brought in", name="imports", needs=Permission.SEE_IMPORTS, order=10,
            also=("account", "preview", "upload"),
        )  # fmt: skip
        menu.register(
            area="Listen", title="For a person's eye", name="concerns", needs=Permission.SAFEGUARD, order=20,
            also=("looked",),
        )  # fmt: skip

"""The forms app."""

from django.apps import AppConfig


class FormsConfig(AppConfig):
    """Forms, what is drawn of them, and drafts of those with several steps."""

    name = "goldthread.forms"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register what a withdrawal takes out of drafts."""
        from goldthread.accounts.registry import erasers
        from goldthread.forms import erasing

        erasers.register("forms", erasing.erase)

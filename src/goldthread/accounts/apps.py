"""The accounts app."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """People and rights."""

    name = "goldthread.accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Fix what a session acts as when it begins."""
        from django.contrib.auth.signals import user_logged_in

        from goldthread.accounts import acting

        user_logged_in.connect(acting.signed_in, dispatch_uid="goldthread.accounts.acting")

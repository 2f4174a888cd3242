"""The accounts app."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """People and rights."""

    name = "goldthread.accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register what this app publishes and shows, and fix what a session acts as when it begins."""
        from django.contrib.auth.signals import user_logged_in

        from goldthread.accounts import acting, waiting
        from goldthread.accounts.registry import nouns, panels
        from goldthread.accounts.rules import Role
        from goldthread.vocabulary import SharingAgreement

        user_logged_in.connect(acting.signed_in, dispatch_uid="goldthread.accounts.acting")
        nouns.register(kind="SharingAgreement", noun=SharingAgreement, key=lambda one: f"{one.provider}>{one.reader}")
        panels.register(
            key="waiting", roles=tuple(Role), order=5, template="accounts/waiting.html", fill=waiting.failing_of
        )

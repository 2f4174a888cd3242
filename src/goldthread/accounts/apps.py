"""The accounts app."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig


def _publish_directory(plan: Sequence[tuple[Any, bool]] = (), **_: Any) -> None:
    """Publish the organisations of a site from before there was a directory, once, when it is brought up to date."""
    if not any((one.app_label, one.name) == ("accounts", "0005_outbox") for one, _ in plan):
        return
    from django.db import transaction

    from goldthread.accounts.directory import organisations
    from goldthread.accounts.models import Organisation

    if Organisation.objects.exists():
        with transaction.atomic():
            organisations.publish(by="migration")


def _register_mails() -> None:
    from goldthread.accounts.mail import links, queries, roles
    from goldthread.accounts.registry import mails, panels
    from goldthread.accounts.rules import Role

    mails.register(kind=links.ASKED, title="Link to choose a password", compose=links.asked, urgent=True)
    mails.register(kind=links.INVITED, title="Invitation", compose=links.invited, urgent=True)
    mails.register(kind=links.RESET, title="Link after a reset", compose=links.reset, urgent=True)
    mails.register(kind=links.CHANGED, title="Password changed", compose=links.password_changed, urgent=True)
    mails.register(kind=roles.GIVEN, title="New role", compose=roles.given)
    mails.register(kind=roles.CHANGED, title="Changed role", compose=roles.changed)
    mails.register(kind=roles.ENDED, title="Ended role", compose=roles.ended)
    panels.register(
        key="not sent", roles=(Role.ADMINISTRATOR,), order=7, template="accounts/not_sent.html", fill=queries.panel
    )


class AccountsConfig(AppConfig):
    """People and rights."""

    name = "goldthread.accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register what this app publishes and shows; fix what a session acts as; write down what allauth does."""
        from django.contrib.auth.signals import user_logged_in
        from django.db.models.signals import post_migrate

        from goldthread.accounts import acting, erasing, recording, table_seals, waiting
        from goldthread.accounts.registry import erasers, nouns, panels
        from goldthread.accounts.rules import Role
        from goldthread.vocabulary import Directory, SharingAgreement

        post_migrate.connect(_publish_directory, sender=self)
        user_logged_in.connect(acting.signed_in, dispatch_uid="goldthread.accounts.acting")
        recording.connect()
        table_seals.connect()
        nouns.register(kind="Directory", noun=Directory, key=lambda _: "directory")
        nouns.register(kind="SharingAgreement", noun=SharingAgreement, key=lambda one: f"{one.provider}>{one.reader}")
        erasers.register("accounts", erasing.erase)
        _register_mails()
        panels.register(
            key="waiting", roles=tuple(Role), order=5, template="accounts/waiting.html", fill=waiting.failing_of
        )

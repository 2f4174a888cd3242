"""The accounts app."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """People and rights."""

    name = "goldthread.accounts"
    default_auto_field = "django.db.models.BigAutoField"

"""What somebody has filled in so far of a form of several steps."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from goldthread.accounts.models import reference


token = reference  # migrations call it so


class Draft(models.Model):
    """The answers of one run through a wizard, as they were typed, by step and field; gone when done or a day old."""

    PERSONAL: ClassVar = ("person", "answers")
    NOT_PERSONAL: ClassVar = ("id", "token", "right", "wizard", "at")
    TYPED: ClassVar = ("answers",)
    MADE: ClassVar = ("token", "wizard")

    token = models.CharField(max_length=32, unique=True, default=token, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    right = models.PositiveBigIntegerField(default=0)
    wizard = models.CharField(max_length=80)
    answers = models.JSONField(default=dict)
    at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"draft:{self.token}"

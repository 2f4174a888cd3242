"""Examples, and who asked for them."""

from typing import ClassVar

from django.db import models


class Example(models.Model):
    """One example. `asked_by` is the respondent whose words it answers, forgotten when they withdraw."""

    PERSONAL: ClassVar = ("asked_by",)
    NOT_PERSONAL: ClassVar = ("id", "key", "title", "organisations")
    TYPED: ClassVar = ("key", "title", "organisations")
    MADE: ClassVar = ("asked_by",)

    key = models.SlugField(max_length=60, unique=True)
    title = models.CharField(max_length=200)
    organisations = models.JSONField(default=list)
    asked_by = models.CharField(max_length=32, blank=True)

    def __str__(self) -> str:
        return f"example:{self.key}"

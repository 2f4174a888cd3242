"""Tables: the searches that are kept."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from goldthread.accounts.models import reference


class SavedSearch(models.Model):
    """A search that somebody wants to repeat; its answers are found afresh, each time as far as the asker may see.

    `asked` are the filters by their names in addresses and options. It belongs to one person at one organisation, whose
    colleagues there may use it where it is shared; without a person, to the owner of the folder, at the command line.
    """

    PERSONAL: ClassVar = ("name", "words", "person")
    NOT_PERSONAL: ClassVar = ("id", "token", "asked", "organisation", "shared", "at")
    TYPED: ClassVar = ("name", "words", "asked")
    MADE: ClassVar = ("token", "organisation")

    token = models.CharField(max_length=32, unique=True, default=reference, editable=False)
    name = models.CharField(max_length=80)
    words = models.TextField()
    asked = models.JSONField(default=dict)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="+")
    organisation = models.CharField(max_length=20, default="")
    shared = models.BooleanField(default=False)
    at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ("name", "id")
        constraints = [
            models.UniqueConstraint(fields=["person", "organisation", "name"], name="one_question_of_a_name"),
            models.UniqueConstraint(
                fields=["name"], condition=models.Q(person__isnull=True), name="one_search_of_a_name_of_the_owner"
            ),
        ]

    def __str__(self) -> str:
        return f"search:{self.token}"

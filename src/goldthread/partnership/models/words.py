"""The table of released words."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from goldthread.accounts import clock
from goldthread.accounts.models import reference
from goldthread.partnership.rules import USES


class ReleasedWords(models.Model):
    """That a passage may be shown in one place for one use, once two people have said so; the words are not here."""

    PERSONAL: ClassVar = ()
    NOT_PERSONAL: ClassVar = (
        "id",
        "token",
        "passage",
        "version",
        "use",
        "destination",
        "first_by",
        "first_at",
        "second_by",
        "second_at",
        "refused_by",
        "refused_at",
        "why",
    )
    TYPED: ClassVar = ("why",)
    MADE: ClassVar = ("token", "passage", "version", "use", "destination", "first_by", "second_by", "refused_by")

    token = models.CharField(max_length=32, unique=True, default=reference, editable=False)
    passage = models.CharField(max_length=32, db_index=True)
    version = models.CharField(max_length=40)
    use = models.CharField(max_length=20, choices=USES)
    destination = models.CharField(max_length=150)
    first_by = models.CharField(max_length=80)
    first_at = models.DateTimeField(default=clock.now, editable=False)
    second_by = models.CharField(max_length=80, blank=True)
    second_at = models.DateTimeField(null=True, blank=True)
    refused_by = models.CharField(max_length=80, blank=True)
    refused_at = models.DateTimeField(null=True, blank=True)
    why = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["passage", "use", "destination"],
                condition=Q(refused_at=None),
                name="one_release_of_words_to_a_place",
            )
        ]

    def __str__(self) -> str:
        return f"release:{self.token}"

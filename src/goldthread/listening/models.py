"""Long files on their way in: what was asked for, and how far it is."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from goldthread.listening.reviews import (
    ClosingAnswer,
    ClosingStage,
    OnCall,
    QueueSetting,
    ReviewClosing,
    ReviewedAnswer,
    ReviewNote,
)


__all__ = [
    "Arrival",
    "ReviewClosing",
    "ClosingAnswer",
    "OnCall",
    "ClosingStage",
    "QueueSetting",
    "ReviewNote",
    "ReviewedAnswer",
    "Stage",
]


class Stage(models.TextChoices):
    """Where a file stands; it goes from one to the next, or is refused."""

    LOOK = "look", "being checked"
    ASKED = "asked", "waiting for you to say what its columns hold"
    LOOKED = "looked", "checked, waiting for someone to import it"
    BRING = "bring", "being imported"
    KEPT = "kept", "imported"
    LAPSED = "lapsed", "not imported, since the role that it was sent under has ended"
    REFUSED = "refused", "not taken"


class Arrival(models.Model):
    """One long file that somebody sent: its words wait sealed among the uploads, under the same token.

    `batch` is the batch of the newest attempt, so that after a kill it can be seen whether that attempt stands;
    `rows` is how many rows were read so far, `of` how many there are, 0 while that is not known. `right` is the right
    that it was sent under: without it nothing more is done with the file.
    """

    PERSONAL: ClassVar = ("person", "refusal")
    NOT_PERSONAL: ClassVar = (
        "id",
        "token",
        "right",
        "issuer",
        "order",
        "stage",
        "size",
        "rows",
        "of",
        "kept",
        "batch",
        "at",
        "moved",
    )
    TYPED: ClassVar = ("issuer",)
    MADE: ClassVar = ("token", "order", "stage", "batch", "refusal")

    token = models.CharField(max_length=32, unique=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    right = models.ForeignKey("accounts.Right", null=True, on_delete=models.SET_NULL, related_name="+")
    issuer = models.CharField(max_length=20)
    order = models.CharField(max_length=20, blank=True)
    stage = models.CharField(max_length=10, choices=Stage, default=Stage.LOOK)
    size = models.PositiveBigIntegerField(default=0)
    rows = models.PositiveIntegerField(default=0)
    of = models.PositiveIntegerField(default=0)
    kept = models.PositiveIntegerField(default=0)
    batch = models.CharField(max_length=16, blank=True)
    refusal = models.CharField(max_length=1000, blank=True)
    at = models.DateTimeField(auto_now_add=True)
    moved = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"arrival:{self.token}"

    @property
    def under_way(self) -> bool:
        """Whether the worker has something to do."""
        return self.stage in (Stage.LOOK, Stage.BRING)

    @property
    def share(self) -> int:
        """How much of it was read, in whole percent; 0 while that is not known."""
        return min(99, 100 * self.rows // self.of) if self.of else 0

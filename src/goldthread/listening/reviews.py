"""Tables of the review queue: who has an answer in hand, their notes, how long the queue is, who is on call."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from goldthread.accounts.models import reference


class ReviewedAnswer(models.Model):
    """An answer that somebody works on: its owner, None for nobody, and by its respondent what a withdrawal deletes."""

    PERSONAL: ClassVar = ("feedback", "respondent", "owner")
    NOT_PERSONAL: ClassVar = ("id", "organisation", "at")
    TYPED: ClassVar = ()
    MADE: ClassVar = ("feedback", "respondent", "organisation")

    feedback = models.CharField(max_length=64, unique=True)
    respondent = models.CharField(max_length=32, db_index=True)
    organisation = models.CharField(max_length=20)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"feedback:{self.feedback}"


class ReviewNote(models.Model):
    """What somebody noted about an answer that needs review; only those who may review read it."""

    PERSONAL: ClassVar = ("text", "person")
    NOT_PERSONAL: ClassVar = ("id", "review", "at")
    TYPED: ClassVar = ("text",)
    MADE: ClassVar = ()

    review = models.ForeignKey(ReviewedAnswer, on_delete=models.CASCADE, related_name="notes")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    text = models.TextField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"reviewnote:{self.pk}"


class QueueSetting(models.Model):
    """How long the review queue of an organisation is: ordinary answers in 1,000 that it holds."""

    PERSONAL: ClassVar = ("person",)
    NOT_PERSONAL: ClassVar = ("id", "organisation", "in_a_thousand", "at")
    TYPED: ClassVar = ()
    MADE: ClassVar = ("organisation",)

    organisation = models.CharField(max_length=20, unique=True)
    in_a_thousand = models.PositiveSmallIntegerField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"queuesetting:{self.pk}"


class OnCall(models.Model):
    """Somebody who is emailed when an urgent answer comes in, under a right that lets them review.

    `told` is when the newest answer that they were told of came in, or when they went on call.
    """

    PERSONAL: ClassVar = ("person",)
    NOT_PERSONAL: ClassVar = ("id", "right", "told")
    TYPED: ClassVar = ()
    MADE: ClassVar = ()

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    right = models.OneToOneField("accounts.Right", on_delete=models.CASCADE, related_name="+")
    told = models.DateTimeField()

    def __str__(self) -> str:
        return f"oncall:{self.pk}"


class ClosingStage(models.TextChoices):
    """What came of closing many answers at once."""

    OPEN = "open", "waiting for the second look"
    CLOSED = "closed", "closed"
    STOPPED = "stopped", "stopped: nothing was closed"


class ReviewClosing(models.Model):
    """Many answers that somebody wants to close at once as needing nothing; final after a second look at a sample."""

    PERSONAL: ClassVar = ("person",)
    NOT_PERSONAL: ClassVar = ("id", "token", "organisation", "outcome", "at")
    TYPED: ClassVar = ()
    MADE: ClassVar = ("token", "organisation", "outcome")

    token = models.CharField(max_length=32, unique=True, default=reference, editable=False)
    organisation = models.CharField(max_length=20)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    outcome = models.CharField(max_length=10, choices=ClosingStage, default=ClosingStage.OPEN)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"closing:{self.token}"

    @property
    def is_open(self) -> bool:
        """Whether it waits for the second look."""
        return self.outcome == ClosingStage.OPEN

    @property
    def is_closed(self) -> bool:
        """Whether all its answers are closed."""
        return self.outcome == ClosingStage.CLOSED


class ClosingAnswer(models.Model):
    """One answer of a closing; `sampled` says that it gets the second look, `looked` that it has had it."""

    PERSONAL: ClassVar = ("feedback", "respondent")
    NOT_PERSONAL: ClassVar = ("id", "closing", "sampled", "looked")
    TYPED: ClassVar = ()
    MADE: ClassVar = ("feedback", "respondent")

    closing = models.ForeignKey(ReviewClosing, on_delete=models.CASCADE, related_name="answers")
    feedback = models.CharField(max_length=64)
    respondent = models.CharField(max_length=32, db_index=True)
    sampled = models.BooleanField(default=False)
    looked = models.BooleanField(default=False)

    class Meta:
        ordering = ("id",)
        constraints = [models.UniqueConstraint(fields=["closing", "feedback"], name="an_answer_once_in_a_closing")]

    def __str__(self) -> str:
        return f"{self.closing}/{self.pk}"

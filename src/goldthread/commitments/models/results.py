"""Tables of results: figures of a clause period by period, what is added to them, and disputes."""

from typing import ClassVar

from django.db import models

from goldthread.accounts import clock
from goldthread.commitments.models.contracts import Clause


class ClauseResult(models.Model):
    """What a clause came to in one period; a correction is one more row, and the newest holds.

    `period` is a month, "2026-05", or the first month of a quarter. `shown_from` is when others than the provider see
    it: until then the provider may add context, and nothing else follows from it. `surfaced`: it has been put on the
    agenda, or has answered re-checks, where it was to. `counted`: the organisations whose answers it counts, by code;
    none in results from before this was kept, or that a provider reported.
    """

    PERSONAL: ClassVar = ()
    NOT_PERSONAL: ClassVar = (
        "id",
        "key",
        "clause",
        "period",
        "number",
        "measure_version",
        "numerator",
        "denominator",
        "status",
        "source",
        "comment",
        "why",
        "organisation",
        "counted",
        "shown_from",
        "surfaced",
        "store_version",
        "by",
        "at",
    )
    TYPED: ClassVar = ("comment", "why", "organisation")
    MADE: ClassVar = ("key", "period", "status", "source", "counted", "by")

    key = models.SlugField(max_length=150, unique=True)
    clause = models.ForeignKey(Clause, on_delete=models.PROTECT, related_name="results")
    period = models.CharField(max_length=7)
    number = models.PositiveIntegerField(default=1)
    measure_version = models.PositiveIntegerField()
    numerator = models.PositiveIntegerField(null=True, blank=True)
    denominator = models.PositiveIntegerField(null=True, blank=True)
    status = models.CharField(max_length=10)
    source = models.CharField(max_length=10)
    comment = models.CharField(max_length=600, blank=True)
    why = models.CharField(max_length=300, blank=True)
    organisation = models.CharField(max_length=20)
    counted = models.JSONField(default=list, blank=True)
    shown_from = models.DateTimeField()
    surfaced = models.BooleanField(default=False)
    store_version = models.BigIntegerField(null=True, blank=True)
    by = models.CharField(max_length=80)
    at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ("period", "number")
        constraints = [
            models.UniqueConstraint(fields=["clause", "period", "number"], name="one_result_of_a_period_and_number")
        ]

    def __str__(self) -> str:
        return f"result:{self.key}"


class ResultContext(models.Model):
    """What the provider adds to a result, which is shown with it wherever it is."""

    PERSONAL: ClassVar = ()
    NOT_PERSONAL: ClassVar = ("id", "result", "organisation", "text", "by", "at")
    TYPED: ClassVar = ("organisation", "text")
    MADE: ClassVar = ("by",)

    result = models.ForeignKey(ClauseResult, on_delete=models.CASCADE, related_name="context")
    organisation = models.CharField(max_length=20)
    text = models.CharField(max_length=600)
    by = models.CharField(max_length=80)
    at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"context:{self.pk}"


class Dispute(models.Model):
    """That a party disputes a result, with the figures that it holds to be right; both stand until it is settled."""

    PERSONAL: ClassVar = ()
    NOT_PERSONAL: ClassVar = (
        "id",
        "result",
        "organisation",
        "numerator",
        "denominator",
        "reason",
        "by",
        "at",
        "settled_at",
        "settled_by",
        "settled_for",
        "gone_since",
        "outcome",
    )
    TYPED: ClassVar = ("organisation", "reason", "settled_for", "outcome")
    MADE: ClassVar = ("by", "settled_by")

    result = models.ForeignKey(ClauseResult, on_delete=models.CASCADE, related_name="disputes")
    organisation = models.CharField(max_length=20)
    numerator = models.PositiveIntegerField(null=True, blank=True)
    denominator = models.PositiveIntegerField(null=True, blank=True)
    reason = models.CharField(max_length=400)
    by = models.CharField(max_length=80)
    at = models.DateTimeField(default=clock.now, editable=False)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.CharField(max_length=80, blank=True)
    settled_for = models.CharField(max_length=20, blank=True)
    """The organisation that said so; "" for what was settled before this was kept."""

    gone_since = models.DateField(null=True, blank=True)
    """The first day on which the party that disputes is none any more; from then on its dispute is settled."""

    outcome = models.CharField(max_length=400, blank=True)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"dispute:{self.pk}"

    @property
    def is_gone(self) -> bool:
        """Whether the party that disputes ceased to be one before it said what was agreed."""
        return self.settled_at is None and self.gone_since is not None and self.gone_since <= clock.today()

    @property
    def is_settled(self) -> bool:
        """Whether the party that disputes said what was agreed, or is gone."""
        return self.settled_at is not None or self.is_gone

"""Tables of contract meetings: agendas, actions, and when these are asked about again."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from goldthread.accounts import clock
from goldthread.commitments.models.contracts import Clause, Contract
from goldthread.commitments.models.results import ClauseResult


class ContractMeeting(models.Model):
    """A meeting about a contract; `held_on` is set when it took place."""

    PERSONAL: ClassVar = ()
    NOT_PERSONAL: ClassVar = ("id", "key", "contract", "on", "held_on", "by", "at")
    TYPED: ClassVar = ()
    MADE: ClassVar = ("key", "by")

    key = models.SlugField(max_length=120, unique=True)
    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="meetings")
    on = models.DateField()
    held_on = models.DateField(null=True, blank=True)
    by = models.CharField(max_length=80)
    at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ("on", "id")

    def __str__(self) -> str:
        return f"meeting:{self.key}"


class AgendaItem(models.Model):
    """A clause that was not met, or an action that slipped, on the agenda of the next meeting of its contract.

    Without a meeting to come it waits, and is on the next one that is added. `periods` are those that were not met, or
    in which it slipped, oldest first; `result` is that of the newest.
    """

    PERSONAL: ClassVar = ()
    NOT_PERSONAL: ClassVar = (
        "id",
        "clause",
        "result",
        "periods",
        "meeting",
        "why",
        "outcome",
        "outcome_by",
        "outcome_at",
        "at",
    )
    TYPED: ClassVar = ("outcome",)
    MADE: ClassVar = ("periods", "why", "outcome_by")

    clause = models.ForeignKey(Clause, on_delete=models.PROTECT, related_name="agenda")
    result = models.ForeignKey(ClauseResult, null=True, blank=True, on_delete=models.PROTECT, related_name="agenda")
    periods = models.JSONField(default=list, blank=True)
    meeting = models.ForeignKey(ContractMeeting, null=True, blank=True, on_delete=models.PROTECT, related_name="agenda")
    why = models.CharField(max_length=20)
    outcome = models.CharField(max_length=600, blank=True)
    outcome_by = models.CharField(max_length=80, blank=True)
    outcome_at = models.DateTimeField(null=True, blank=True)
    at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"agenda:{self.pk}"


class CarriedOver(models.Model):
    """That a meeting came to no outcome of an item, which went on to a later one."""

    PERSONAL: ClassVar = ()
    NOT_PERSONAL: ClassVar = ("id", "item", "meeting", "at")
    TYPED: ClassVar = ()
    MADE: ClassVar = ()

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="carried")
    meeting = models.ForeignKey(ContractMeeting, on_delete=models.PROTECT, related_name="carried")
    at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ("id",)
        constraints = [models.UniqueConstraint(fields=["item", "meeting"], name="one_carrying_of_an_item")]

    def __str__(self) -> str:
        return f"carried:{self.pk}"


class AgreedAction(models.Model):
    """What somebody does about a clause that was not met: who, by when; asked again until a year after it was done."""

    PERSONAL: ClassVar = ("owner",)
    NOT_PERSONAL: ClassVar = (
        "id",
        "key",
        "item",
        "what",
        "organisation",
        "person",
        "due",
        "done_on",
        "how",
        "version",
        "by",
        "at",
    )
    TYPED: ClassVar = ("what", "owner", "how", "organisation")
    MADE: ClassVar = ("key", "by")

    key = models.SlugField(max_length=120, unique=True)
    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="actions")
    what = models.CharField(max_length=400)
    organisation = models.CharField(max_length=20)
    owner = models.CharField(max_length=120)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    due = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    how = models.CharField(max_length=400, blank=True)
    version = models.PositiveIntegerField(default=1)
    """Counts up each time that it is opened again."""

    by = models.CharField(max_length=80)
    at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"action:{self.key}"


class Recheck(models.Model):
    """That an action is asked about again so many months after it was done, and what was found."""

    PERSONAL: ClassVar = ()
    NOT_PERSONAL: ClassVar = ("id", "action", "version", "months", "due", "holds", "result", "note", "by", "at")
    TYPED: ClassVar = ("note",)
    MADE: ClassVar = ("by",)

    action = models.ForeignKey(AgreedAction, on_delete=models.CASCADE, related_name="rechecks")
    version = models.PositiveIntegerField()
    months = models.PositiveSmallIntegerField()
    due = models.DateField()
    holds = models.BooleanField(null=True, blank=True)
    result = models.ForeignKey(ClauseResult, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    note = models.CharField(max_length=400, blank=True)
    by = models.CharField(max_length=80, blank=True)
    at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("due",)
        constraints = [models.UniqueConstraint(fields=["action", "version", "months"], name="one_recheck_of_an_action")]

    def __str__(self) -> str:
        return f"recheck:{self.pk}"

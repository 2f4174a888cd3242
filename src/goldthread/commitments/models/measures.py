"""Tables of measures: their versions, what happened to their charts, and groups that are compared."""

from typing import ClassVar

from django.db import models

from goldthread.accounts import clock
from goldthread.partnership.models import PatientPanel


class MeasureRecord(models.Model):
    """A measure that a panel wants; what it counts is in its versions. A retired one stays readable."""

    PERSONAL: ClassVar = ()
    NOT_PERSONAL: ClassVar = ("id", "key", "panel", "organisations", "retired_on", "retired_because", "by", "at", "on")
    TYPED: ClassVar = ("organisations", "retired_because")
    MADE: ClassVar = ("key", "by")

    key = models.SlugField(max_length=120, unique=True)
    panel = models.ForeignKey(PatientPanel, on_delete=models.PROTECT, related_name="measures")
    organisations = models.JSONField(default=list)
    retired_on = models.DateField(null=True, blank=True)
    retired_because = models.CharField(max_length=300, blank=True)
    by = models.CharField(max_length=80)
    at = models.DateTimeField(default=clock.now, editable=False)
    on = models.DateField()

    def __str__(self) -> str:
        return f"measure:{self.key}"


class MeasureVersion(models.Model):
    """One version of a measure: the patients' sentence, and what is counted, in the form of a measure's file.

    `rehearsal` holds the measure in a sentence, and whether too few answered, or nobody, to agree it.
    """

    PERSONAL: ClassVar = ()
    NOT_PERSONAL: ClassVar = ("id", "measure", "number", "wording", "body", "standing", "rehearsal", "why", "by", "at")
    TYPED: ClassVar = ("wording", "body", "why")
    MADE: ClassVar = ("standing", "rehearsal", "by")

    measure = models.ForeignKey(MeasureRecord, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    wording = models.CharField(max_length=600)
    body = models.JSONField(default=dict)
    standing = models.CharField(max_length=10, default="watched")
    rehearsal = models.JSONField(default=dict, blank=True)
    why = models.CharField(max_length=300, blank=True)
    by = models.CharField(max_length=80)
    at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ("number",)
        constraints = [models.UniqueConstraint(fields=["measure", "number"], name="one_measure_version_of_a_number")]

    def __str__(self) -> str:
        return f"{self.measure}@{self.number}"


class ChartMark(models.Model):
    """Something that happened to a measure, on each of its charts: new limits, or a change of how it is collected.

    `on` is its day: of new limits, the first of the month with which they begin. One that was removed stays on record.
    """

    PERSONAL: ClassVar = ()
    NOT_PERSONAL: ClassVar = ("id", "measure", "kind", "on", "what", "by", "at", "removed_at")
    TYPED: ClassVar = ("what",)
    MADE: ClassVar = ("kind", "by")

    measure = models.ForeignKey(MeasureRecord, on_delete=models.CASCADE, related_name="marks")
    kind = models.CharField(max_length=12)
    on = models.DateField()
    what = models.CharField(max_length=200)
    by = models.CharField(max_length=80)
    at = models.DateTimeField(default=clock.now, editable=False)
    removed_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"mark:{self.pk}"


class ComparedGroups(models.Model):
    """One question that two groups answer, next to a measure: how far apart they are is charted there."""

    PERSONAL: ClassVar = ()
    NOT_PERSONAL: ClassVar = ("id", "measure", "question", "yes", "no", "first", "second", "why", "by", "at", "ended")
    TYPED: ClassVar = ("question", "yes", "no", "why")
    MADE: ClassVar = ("first", "second", "by")

    measure = models.ForeignKey(MeasureRecord, on_delete=models.CASCADE, related_name="gaps")
    question = models.CharField(max_length=400)
    yes = models.JSONField(default=list)
    no = models.JSONField(default=list)
    first = models.CharField(max_length=10)
    second = models.CharField(max_length=10)
    why = models.CharField(max_length=300)
    by = models.CharField(max_length=80)
    at = models.DateTimeField(default=clock.now, editable=False)
    ended = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"gap:{self.pk}"

"""Tables of contracts: their parties, clauses in versions, and signatures."""

from typing import ClassVar

from django.db import models

from goldthread.accounts import clock
from goldthread.commitments.models.measures import MeasureRecord
from goldthread.partnership.models import PatientPanel


class Contract(models.Model):
    """A contract, by the edition of the form that it follows. Its parties are rows of their own."""

    PERSONAL: ClassVar = ()
    NOT_PERSONAL: ClassVar = ("id", "key", "title", "edition", "year", "starts", "ends", "closes", "by", "at")
    TYPED: ClassVar = ("title",)
    MADE: ClassVar = ("key", "edition", "year", "by")

    key = models.SlugField(max_length=120, unique=True)
    title = models.CharField(max_length=200)
    edition = models.SlugField(max_length=60)
    year = models.CharField(max_length=9)
    starts = models.DateField()
    ends = models.DateField()
    closes = models.DateField(null=True, blank=True)
    """The day by which it is to be signed."""

    by = models.CharField(max_length=80)
    at = models.DateTimeField(default=clock.now, editable=False)

    def __str__(self) -> str:
        return f"contract:{self.key}"


class ContractParty(models.Model):
    """One party to a contract, in one capacity, until the day on which it ceases to be one."""

    PERSONAL: ClassVar = ()
    NOT_PERSONAL: ClassVar = ("id", "contract", "organisation", "capacity", "until", "successor")
    TYPED: ClassVar = ("organisation", "successor")
    MADE: ClassVar = ("capacity",)

    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="parties")
    organisation = models.CharField(max_length=20)
    capacity = models.CharField(max_length=30)
    until = models.DateField(null=True, blank=True)
    successor = models.CharField(max_length=20, blank=True)

    class Meta:
        ordering = ("id",)
        constraints = [models.UniqueConstraint(fields=["contract", "organisation"], name="one_party_of_a_contract")]

    def __str__(self) -> str:
        return f"{self.contract} {self.organisation}"


class Clause(models.Model):
    """A clause of a contract that promises a measure. Clauses of one `pair` hold only together."""

    PERSONAL: ClassVar = ()
    NOT_PERSONAL: ClassVar = (
        "id",
        "key",
        "contract",
        "measure",
        "pair",
        "back_dated",
        "answering",
        "answering_at",
        "answering_by",
        "ended_on",
        "ended_because",
        "by",
        "at",
        "on",
    )
    TYPED: ClassVar = ("ended_because",)
    MADE: ClassVar = ("key", "pair", "answering_by", "by")

    key = models.SlugField(max_length=120, unique=True)
    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="clauses")
    measure = models.ForeignKey(MeasureRecord, on_delete=models.PROTECT, related_name="clauses")
    pair = models.CharField(max_length=32, blank=True, db_index=True)
    back_dated = models.BooleanField(default=False)
    """Whether it counts from the contract's first day, although it is signed later."""

    answering = models.ForeignKey(PatientPanel, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    """The panel that answers for it since that of its measure ended."""

    answering_at = models.DateTimeField(null=True, blank=True)
    answering_by = models.CharField(max_length=80, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    ended_because = models.CharField(max_length=300, blank=True)
    by = models.CharField(max_length=80)
    at = models.DateTimeField(default=clock.now, editable=False)
    on = models.DateField()

    def __str__(self) -> str:
        return f"clause:{self.key}"

    @property
    def panel(self) -> PatientPanel:
        """The panel that answers for it: that of its measure, or the one that was named once that had ended."""
        return self.answering or self.measure.panel


class ClauseWording(models.Model):
    """One version of a clause: its words, its place in the contract, and why it differs from what patients wrote."""

    PERSONAL: ClassVar = ()
    NOT_PERSONAL: ClassVar = (
        "id",
        "clause",
        "number",
        "wording",
        "place",
        "why_differs",
        "duty",
        "variation",
        "organisation",
        "by",
        "at",
    )
    TYPED: ClassVar = ("wording", "why_differs", "organisation")
    MADE: ClassVar = ("place", "duty", "variation", "by")

    clause = models.ForeignKey(Clause, on_delete=models.CASCADE, related_name="wordings")
    number = models.PositiveIntegerField()
    wording = models.CharField(max_length=1200)
    place = models.SlugField(max_length=60)
    why_differs = models.CharField(max_length=400, blank=True)
    duty = models.SlugField(max_length=80, blank=True)
    variation = models.CharField(max_length=60, blank=True)
    organisation = models.CharField(max_length=20)
    by = models.CharField(max_length=80)
    at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ("number",)
        constraints = [models.UniqueConstraint(fields=["clause", "number"], name="one_clause_wording_of_a_number")]

    def __str__(self) -> str:
        return f"{self.clause}@{self.number}"


class Signature(models.Model):
    """That a party signed a clause as it stood then. `standing` says by versions what was signed."""

    PERSONAL: ClassVar = ("name",)
    NOT_PERSONAL: ClassVar = ("id", "clause", "standing", "organisation", "job", "by", "at")
    TYPED: ClassVar = ("name", "job", "organisation")
    MADE: ClassVar = ("standing", "by")

    clause = models.ForeignKey(Clause, on_delete=models.CASCADE, related_name="signatures")
    standing = models.CharField(max_length=400)
    organisation = models.CharField(max_length=20)
    name = models.CharField(max_length=120)
    job = models.CharField(max_length=120)
    by = models.CharField(max_length=80)
    at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(fields=["clause", "standing", "organisation"], name="one_signature_of_a_party")
        ]

    def __str__(self) -> str:
        return f"signature:{self.pk}"

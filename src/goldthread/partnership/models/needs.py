"""Tables of needs: their wordings, which came from which, who supports them, and words that were asked for."""

from typing import ClassVar

from django.db import models

from goldthread.accounts import clock
from goldthread.partnership.models.panels import PanelMember, PatientPanel


class Need(models.Model):
    """What people need, in their own words; its wording stands in versions. `origin` says how it came about."""

    PERSONAL: ClassVar = ()
    NOT_PERSONAL: ClassVar = (
        "id",
        "key",
        "panel",
        "for_whom",
        "pathway",
        "moment",
        "organisations",
        "state",
        "no_words_because",
        "by",
        "at",
        "on",
    )
    TYPED: ClassVar = ("for_whom", "organisations", "no_words_because")
    MADE: ClassVar = ("key", "pathway", "moment", "state", "by")

    key = models.SlugField(max_length=120, unique=True)
    panel = models.ForeignKey(PatientPanel, on_delete=models.PROTECT, related_name="needs")
    for_whom = models.CharField(max_length=200, blank=True)
    pathway = models.SlugField(max_length=80, blank=True)
    moment = models.SlugField(max_length=80, blank=True)
    organisations = models.JSONField(default=list)
    state = models.CharField(max_length=20, default="open")
    no_words_because = models.CharField(max_length=300, blank=True)
    by = models.CharField(max_length=80)
    at = models.DateTimeField(default=clock.now, editable=False)
    on = models.DateField()

    def __str__(self) -> str:
        return f"need:{self.key}"


class NeedWording(models.Model):
    """One version of a need's wording."""

    PERSONAL: ClassVar = ()
    NOT_PERSONAL: ClassVar = ("id", "need", "number", "wording", "why", "by", "at")
    TYPED: ClassVar = ("wording", "why")
    MADE: ClassVar = ("by",)

    need = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="wordings")
    number = models.PositiveIntegerField()
    wording = models.CharField(max_length=600)
    why = models.CharField(max_length=300, blank=True)
    by = models.CharField(max_length=80)
    at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ("number",)
        constraints = [models.UniqueConstraint(fields=["need", "number"], name="one_wording_of_a_number")]

    def __str__(self) -> str:
        return f"{self.need}@{self.number}"


class NeedParent(models.Model):
    """That a need came of another one, by merging several or by splitting one."""

    PERSONAL: ClassVar = ()
    NOT_PERSONAL: ClassVar = ("id", "need", "parent", "how", "by", "at")
    TYPED: ClassVar = ()
    MADE: ClassVar = ("how", "by")

    need = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="parents")
    parent = models.ForeignKey(Need, on_delete=models.PROTECT, related_name="children")
    how = models.CharField(max_length=10)
    by = models.CharField(max_length=80)
    at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["need", "parent"], name="one_parent_of_a_need")]

    def __str__(self) -> str:
        return f"{self.parent} {self.how} {self.need}"


class Support(models.Model):
    """What one member says of a need: they support it, disagree, or are unsure; the newest holds.

    `entered` says that somebody else keyed it for them.
    """

    PERSONAL: ClassVar = ("member", "stance", "reason")
    NOT_PERSONAL: ClassVar = ("id", "need", "number", "by", "at")
    TYPED: ClassVar = ("reason",)
    MADE: ClassVar = ("stance", "by")

    need = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="support")
    number = models.PositiveIntegerField()
    member = models.ForeignKey(PanelMember, on_delete=models.PROTECT, related_name="+")
    stance = models.CharField(max_length=10)
    reason = models.CharField(max_length=400, blank=True)
    by = models.CharField(max_length=80)
    at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"support:{self.pk}"


class HandedOn(models.Model):
    """That a panel which ended handed one of its open needs on to another panel, which answers it from then on."""

    PERSONAL: ClassVar = ()
    NOT_PERSONAL: ClassVar = ("id", "need", "panel", "by", "at")
    TYPED: ClassVar = ()
    MADE: ClassVar = ("by",)

    need = models.ForeignKey("Need", on_delete=models.CASCADE, related_name="handed_on")
    panel = models.ForeignKey("PatientPanel", on_delete=models.PROTECT, related_name="+")
    by = models.CharField(max_length=80)
    at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.need} from {self.panel}"


class WantedWords(models.Model):
    """That a member asked, for their panel, for the words under something that the panel is asked about."""

    PERSONAL: ClassVar = ("member",)
    NOT_PERSONAL: ClassVar = ("id", "panel", "about", "by", "at")
    TYPED: ClassVar = ()
    MADE: ClassVar = ("about", "by")

    panel = models.ForeignKey("PatientPanel", on_delete=models.PROTECT, related_name="wanted_words")
    about = models.CharField(max_length=150)
    member = models.ForeignKey("PanelMember", on_delete=models.PROTECT, related_name="+")
    by = models.CharField(max_length=80)
    at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ("id",)
        constraints = [models.UniqueConstraint(fields=["panel", "about"], name="one_request_for_words_of_a_panel")]

    def __str__(self) -> str:
        return f"wanted:{self.pk}"

"""Tables of decisions: options, votes, reasons against, earlier views, cited findings, and who does not follow."""

from typing import ClassVar

from django.db import models

from goldthread.accounts import clock
from goldthread.partnership.models.panels import PanelMember, PatientPanel
from goldthread.partnership.rules import METHODS, VOICES


class Decision(models.Model):
    """A decision of a panel: what it is about, the view of patients and carers, the vote, and what came of it.

    `view_at` is when the view of patients and carers was stated: before that nobody can vote. `room` counts who was
    there, by voice. `quorum` and `closes_early` are the panel's as the vote opened. `outcome` is the option that was
    chosen, none until it is closed; `no_quorum`: too few took part by then. `asks_again` is the vote that it repeats.
    """

    PERSONAL: ClassVar = ()
    NOT_PERSONAL: ClassVar = (
        "id",
        "key",
        "panel",
        "title",
        "wording",
        "version",
        "organisations",
        "method",
        "patients_view",
        "view_by",
        "view_at",
        "opened_at",
        "quorum",
        "quorum_share",
        "closes_early",
        "closes_on",
        "closed_at",
        "room",
        "outcome",
        "no_quorum",
        "asks_again",
        "not_changed_because",
        "by",
        "at",
        "on",
    )
    TYPED: ClassVar = ("title", "wording", "organisations", "patients_view", "not_changed_because")
    MADE: ClassVar = ("key", "method", "room", "view_by", "by")

    key = models.SlugField(max_length=120, unique=True)
    panel = models.ForeignKey(PatientPanel, on_delete=models.PROTECT, related_name="decisions")
    title = models.CharField(max_length=200)
    wording = models.CharField(max_length=600, blank=True)
    version = models.PositiveIntegerField(default=1)
    organisations = models.JSONField(default=list)
    method = models.CharField(max_length=20, choices=METHODS)
    patients_view = models.CharField(max_length=600, blank=True)
    view_by = models.CharField(max_length=80, blank=True)
    view_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    quorum = models.PositiveSmallIntegerField(default=0)
    quorum_share = models.PositiveSmallIntegerField(default=0)
    closes_early = models.BooleanField(default=True)
    closes_on = models.DateField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    room = models.JSONField(default=dict, blank=True)
    outcome = models.ForeignKey("DecisionOption", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    no_quorum = models.BooleanField(default=False)
    asks_again = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="asked_again"
    )
    not_changed_because = models.CharField(max_length=600, blank=True)
    by = models.CharField(max_length=80)
    at = models.DateTimeField(default=clock.now, editable=False)
    on = models.DateField()

    def __str__(self) -> str:
        return f"decision:{self.key}"


class DecisionOption(models.Model):
    """One thing that a panel can decide; `hands` are counted by voice where the vote is a show of hands."""

    PERSONAL: ClassVar = ()
    NOT_PERSONAL: ClassVar = ("id", "decision", "place", "wording", "hands")
    TYPED: ClassVar = ("wording",)
    MADE: ClassVar = ("hands",)

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="options")
    place = models.PositiveSmallIntegerField()
    wording = models.CharField(max_length=300)
    hands = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ("place",)
        constraints = [models.UniqueConstraint(fields=["decision", "place"], name="one_option_of_a_place")]

    def __str__(self) -> str:
        return f"{self.decision} option {self.place}"


class Vote(models.Model):
    """One member's vote, once; a reason where they disagree, which is shown wherever the decision is."""

    PERSONAL: ClassVar = ("member", "option", "reason")
    NOT_PERSONAL: ClassVar = ("id", "decision", "by", "at")
    TYPED: ClassVar = ("reason",)
    MADE: ClassVar = ("by",)

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="votes")
    member = models.ForeignKey(PanelMember, on_delete=models.PROTECT, related_name="+")
    option = models.ForeignKey(DecisionOption, on_delete=models.PROTECT, related_name="votes")
    reason = models.CharField(max_length=400, blank=True)
    by = models.CharField(max_length=80)
    at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ("id",)
        constraints = [models.UniqueConstraint(fields=["decision", "member"], name="one_vote_of_a_member")]

    def __str__(self) -> str:
        return f"vote:{self.pk}"


class Dissent(models.Model):
    """A reason against a decision that was given in the room, without a name."""

    PERSONAL: ClassVar = ("reason",)
    NOT_PERSONAL: ClassVar = ("id", "decision", "voice", "by", "at")
    TYPED: ClassVar = ("reason",)
    MADE: ClassVar = ("voice", "by")

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="dissents")
    voice = models.CharField(max_length=20, choices=VOICES)
    reason = models.CharField(max_length=400)
    by = models.CharField(max_length=80)
    at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"dissent:{self.pk}"


class Departure(models.Model):
    """That an organisation departs from what a panel decided or did not endorse: a named officer, with reasons.

    `corrects` is the one that it takes the place of; both are kept.
    """

    PERSONAL: ClassVar = ("officer",)
    NOT_PERSONAL: ClassVar = (
        "id",
        "panel",
        "about",
        "standing",
        "organisation",
        "job",
        "reasons",
        "corrects",
        "by",
        "at",
    )
    TYPED: ClassVar = ("officer", "job", "reasons", "organisation")
    MADE: ClassVar = ("about", "standing", "by")

    panel = models.ForeignKey(PatientPanel, on_delete=models.PROTECT, related_name="departures")
    about = models.CharField(max_length=150, db_index=True)
    standing = models.CharField(max_length=400, blank=True)
    organisation = models.CharField(max_length=20)
    officer = models.CharField(max_length=120)
    job = models.CharField(max_length=120)
    reasons = models.CharField(max_length=600)
    corrects = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="corrected_by"
    )
    by = models.CharField(max_length=80)
    at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"departure:{self.pk}"


class EarlierView(models.Model):
    """What the view of patients and carers said before it was changed: who had stated it, and when."""

    PERSONAL: ClassVar = ("wording",)
    NOT_PERSONAL: ClassVar = ("id", "decision", "stated_by", "stated_at", "by", "at")
    TYPED: ClassVar = ("wording",)
    MADE: ClassVar = ("stated_by", "by")

    decision = models.ForeignKey("Decision", on_delete=models.CASCADE, related_name="earlier_views")
    wording = models.CharField(max_length=600)
    stated_by = models.CharField(max_length=80)
    stated_at = models.DateTimeField()
    by = models.CharField(max_length=80)
    at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"view:{self.pk}"


class CitedFinding(models.Model):
    """A finding that a decision cites: which page of evidence, and what it was narrowed to; never what it showed.

    Its figures are found afresh for whoever opens it, as far as they may see them. `search` is the token of a saved
    search, "" for a page.
    """

    PERSONAL: ClassVar = ()
    NOT_PERSONAL: ClassVar = ("id", "decision", "page", "asked", "search", "by", "at")
    TYPED: ClassVar = ("asked",)
    MADE: ClassVar = ("page", "search", "by")

    decision = models.ForeignKey("Decision", on_delete=models.CASCADE, related_name="findings")
    page = models.CharField(max_length=20)
    asked = models.JSONField(default=dict, blank=True)
    search = models.CharField(max_length=32, blank=True)
    by = models.CharField(max_length=80)
    at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.decision} cites {self.page}"

"""Tables of panels and their members, and what a panel answers to something of another room."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from goldthread.accounts import clock
from goldthread.accounts.models import reference
from goldthread.partnership.rules import METHODS, VOICES


class PatientPanel(models.Model):
    """A panel: who hosts it, the organisations that it speaks to, and its quorum as a number and a percentage.

    `quorum_share` is the percentage of those who take part that must be patients or carers.
    """

    PERSONAL: ClassVar = ()
    NOT_PERSONAL: ClassVar = (
        "id",
        "key",
        "title",
        "about",
        "host",
        "organisations",
        "pathway",
        "quorum",
        "quorum_share",
        "method",
        "closes_early",
        "ended",
        "ended_because",
        "by",
        "at",
    )
    TYPED: ClassVar = ("title", "about", "organisations", "host", "ended_because")
    MADE: ClassVar = ("key", "method", "by", "pathway")

    key = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=120)
    about = models.CharField(max_length=400, blank=True)
    host = models.CharField(max_length=20)
    organisations = models.JSONField(default=list)
    pathway = models.SlugField(max_length=80, blank=True)
    quorum = models.PositiveSmallIntegerField(default=5)
    quorum_share = models.PositiveSmallIntegerField(default=50)
    method = models.CharField(max_length=20, default="ballot", choices=METHODS)
    closes_early = models.BooleanField(default=True)
    """Whether a ballot may be closed before its last day once its quorum is there."""

    ended = models.DateField(null=True, blank=True)
    ended_because = models.CharField(max_length=400, blank=True)
    by = models.CharField(max_length=80)
    at = models.DateTimeField(default=clock.now, editable=False)

    def __str__(self) -> str:
        return f"panel:{self.key}"


class PanelMember(models.Model):
    """Somebody with a seat on a panel. Without an account of their own, the host enters what they say on paper."""

    PERSONAL: ClassVar = ("person", "name")
    NOT_PERSONAL: ClassVar = ("id", "panel", "token", "voice", "since", "until", "by", "at")
    TYPED: ClassVar = ("name",)
    MADE: ClassVar = ("token", "voice", "by")

    panel = models.ForeignKey(PatientPanel, on_delete=models.PROTECT, related_name="members")
    token = models.CharField(max_length=32, unique=True, default=reference, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    name = models.CharField(max_length=120)
    voice = models.CharField(max_length=20, choices=VOICES)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    by = models.CharField(max_length=80)
    at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(
                fields=["panel", "person"], condition=Q(until=None, person__isnull=False), name="one_seat_of_a_person"
            )
        ]

    def __str__(self) -> str:
        return f"member:{self.token}"


class Endorsement(models.Model):
    """One member's answer to something that a panel is asked to endorse, as it stood then; the newest holds.

    `standing` says by versions what was answered: when one of them changes, the answer no longer counts. The quorum is
    that of the panel as they answered: changing it afterwards makes no answer count for more.
    """

    PERSONAL: ClassVar = ("member", "yes", "reason")
    NOT_PERSONAL: ClassVar = ("id", "panel", "about", "standing", "quorum", "quorum_share", "by", "at")
    TYPED: ClassVar = ("reason",)
    MADE: ClassVar = ("about", "standing", "by")

    panel = models.ForeignKey(PatientPanel, on_delete=models.PROTECT, related_name="endorsements")
    about = models.CharField(max_length=150, db_index=True)
    standing = models.CharField(max_length=400)
    member = models.ForeignKey(PanelMember, on_delete=models.PROTECT, related_name="+")
    yes = models.BooleanField()
    quorum = models.PositiveSmallIntegerField(default=0)
    quorum_share = models.PositiveSmallIntegerField(default=0)
    reason = models.CharField(max_length=400, blank=True)
    by = models.CharField(max_length=80)
    at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"endorsement:{self.pk}"

"""Passages, placeholders, the links between them, and whose own words somebody may follow."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from goldthread.accounts.models import reference


token = reference  # migrations call it so


class QuotedPassage(models.Model):
    """Words that the thread rests on: where they stand, a copy, and the keyed hash that shows whether they still do.

    The one table of this app with people's words. Erasure empties a row and leaves its token, so that links stay as
    opaque names that lead to "withdrawn".
    """

    PERSONAL: ClassVar = ("feedback", "respondent", "words", "hash", "batch", "organisation", "role", "told_on")
    NOT_PERSONAL: ClassVar = ("id", "token", "start", "end", "by", "at", "withdrawn", "revision")
    TYPED: ClassVar = ()
    MADE: ClassVar = ("token", "feedback", "respondent", "hash", "batch", "organisation", "role", "by")
    TOLD: ClassVar = ("words",)

    token = models.CharField(max_length=32, unique=True, default=token, editable=False)
    feedback = models.CharField(max_length=32, blank=True, db_index=True)
    respondent = models.CharField(max_length=32, blank=True, db_index=True)
    words = models.TextField(blank=True)
    hash = models.CharField(max_length=32, blank=True)
    batch = models.CharField(max_length=32, blank=True)
    start = models.PositiveIntegerField(default=0)
    end = models.PositiveIntegerField(default=0)
    organisation = models.CharField(max_length=20, blank=True)
    role = models.CharField(max_length=20, blank=True)
    told_on = models.DateField(null=True, blank=True)
    by = models.CharField(max_length=80)
    at = models.DateTimeField(auto_now_add=True)
    withdrawn = models.BooleanField(default=False)
    revision = models.PositiveIntegerField(default=1)
    """Counts up each time that somebody quoted the words again after they were corrected."""

    def __str__(self) -> str:
        return f"passage:{self.token}"

    @property
    def version(self) -> str:
        """How the words stand: withdrawn, or so often corrected."""
        return "withdrawn" if self.withdrawn else str(self.revision)


class Placeholder(models.Model):
    """What stands for a need, decision, measure, clause or monthly result until its own room takes it over."""

    PERSONAL: ClassVar = ()
    NOT_PERSONAL: ClassVar = ("id", "kind", "key", "wording", "on", "organisations", "by", "at")
    TYPED: ClassVar = ("wording", "organisations")
    MADE: ClassVar = ("kind", "key", "by")

    kind = models.CharField(max_length=20)
    key = models.SlugField(max_length=120)
    wording = models.CharField(max_length=600)
    on = models.DateField()
    organisations = models.JSONField(default=list)
    by = models.CharField(max_length=80)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="one_placeholder_of_a_reference")]

    def __str__(self) -> str:
        return f"{self.kind}:{self.key}"


class Link(models.Model):
    """One typed link from something earlier to something that came of it; both ends are references as text.

    The versions are those of both ends when somebody last said that the link holds; "" for links from before versions
    were kept, which count as the first.
    """

    PERSONAL: ClassVar = ()
    NOT_PERSONAL: ClassVar = ("id", "kind", "upper", "upper_version", "lower", "lower_version", "by", "at")
    TYPED: ClassVar = ()
    MADE: ClassVar = ("kind", "upper", "upper_version", "lower", "lower_version", "by")

    kind = models.CharField(max_length=30)
    upper = models.CharField(max_length=150, db_index=True)
    upper_version = models.CharField(max_length=20, blank=True)
    lower = models.CharField(max_length=150, db_index=True)
    lower_version = models.CharField(max_length=20, blank=True)
    by = models.CharField(max_length=80)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("id",)
        constraints = [models.UniqueConstraint(fields=["kind", "upper", "lower"], name="one_link_of_a_type")]

    def __str__(self) -> str:
        return f"{self.upper} {self.kind} {self.lower}"


class Unlinked(models.Model):
    """A link that was taken away: by whom, when and why, so that nobody wonders where it went."""

    PERSONAL: ClassVar = ("why",)
    NOT_PERSONAL: ClassVar = ("id", "kind", "upper", "lower", "by", "at")
    TYPED: ClassVar = ("why",)
    MADE: ClassVar = ("kind", "upper", "lower", "by")

    kind = models.CharField(max_length=30)
    upper = models.CharField(max_length=150, db_index=True)
    lower = models.CharField(max_length=150, db_index=True)
    by = models.CharField(max_length=80)
    at = models.DateTimeField(auto_now_add=True)
    why = models.CharField(max_length=300)

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.upper} {self.kind} {self.lower}"


class LinkReview(models.Model):
    """That somebody looked at a link again after one of its ends changed, and says that it holds."""

    PERSONAL: ClassVar = ()
    NOT_PERSONAL: ClassVar = ("id", "kind", "upper", "upper_version", "lower", "lower_version", "by", "at", "why")
    TYPED: ClassVar = ("why",)
    MADE: ClassVar = ("kind", "upper", "upper_version", "lower", "lower_version", "by")

    kind = models.CharField(max_length=30)
    upper = models.CharField(max_length=150, db_index=True)
    upper_version = models.CharField(max_length=20)
    lower = models.CharField(max_length=150, db_index=True)
    lower_version = models.CharField(max_length=20)
    by = models.CharField(max_length=80)
    at = models.DateTimeField(auto_now_add=True)
    why = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.upper} {self.kind} {self.lower}"


class AcceptedGap(models.Model):
    """That nothing has to come of something, or that it need not rest on anything, with the reason."""

    PERSONAL: ClassVar = ("why",)
    NOT_PERSONAL: ClassVar = ("id", "reference", "side", "by", "at")
    TYPED: ClassVar = ("why",)
    MADE: ClassVar = ("reference", "side", "by")

    reference = models.CharField(max_length=150)
    side = models.CharField(max_length=10)
    by = models.CharField(max_length=80)
    at = models.DateTimeField(auto_now_add=True)
    why = models.CharField(max_length=300)

    class Meta:
        ordering = ("-id",)
        constraints = [models.UniqueConstraint(fields=["reference", "side"], name="one_reason_for_a_gap")]

    def __str__(self) -> str:
        return f"{self.reference} {self.side}"


class Teller(models.Model):
    """That somebody who signs in is the person who told us something: they may always read those words themselves."""

    PERSONAL: ClassVar = ("person", "respondent")
    NOT_PERSONAL: ClassVar = ("id",)
    TYPED: ClassVar = ()
    MADE: ClassVar = ("respondent",)

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    respondent = models.CharField(max_length=32, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "respondent"], name="one_teller_of_a_person")]

    def __str__(self) -> str:
        return f"teller:{self.pk}"

"""Pathways and their versions. A version is never changed: every change makes the next one."""

from typing import ClassVar

from django.db import models


class Pathway(models.Model):
    """A way through care, known by its key; what it looks like stands in its versions."""

    NOT_PERSONAL: ClassVar = ("id", "key")
    PERSONAL: ClassVar = ()
    TYPED: ClassVar = ()
    MADE: ClassVar = ("key",)

    key = models.SlugField(max_length=80, unique=True)

    def __str__(self) -> str:
        return f"pathway:{self.key}"


class Version(models.Model):
    """One version, whole. `published_as` is the store's version from which it holds, none until it was published."""

    NOT_PERSONAL: ClassVar = ("id", "pathway", "number", "title", "about", "why", "by", "at", "published_as")
    PERSONAL: ClassVar = ()
    TYPED: ClassVar = ("title", "about", "why")
    MADE: ClassVar = ("by",)

    pathway = models.ForeignKey(Pathway, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=120)
    about = models.CharField(max_length=400, blank=True)
    why = models.CharField(max_length=400, blank=True)
    by = models.CharField(max_length=80)
    at = models.DateTimeField()
    published_as = models.BigIntegerField(null=True, blank=True)

    class Meta:
        ordering = ("number",)
        constraints = [models.UniqueConstraint(fields=["pathway", "number"], name="one_version_of_a_number")]

    def __str__(self) -> str:
        return f"{self.pathway}@{self.number}"


class PathwayService(models.Model):
    """A service that belongs to one version of a pathway, between two days; none is open-ended."""

    NOT_PERSONAL: ClassVar = ("id", "version", "organisation", "service", "since", "until")
    PERSONAL: ClassVar = ()
    TYPED: ClassVar = ("organisation", "service")
    MADE: ClassVar = ()

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="members")
    organisation = models.CharField(max_length=20)
    service = models.CharField(max_length=200)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.organisation} {self.service}"


class PathwayMoment(models.Model):
    """A named moment of one version, in its place; `services` are (organisation, service) pairs, empty for any."""

    NOT_PERSONAL: ClassVar = ("id", "version", "place", "key", "title", "about", "transition", "kinds", "services")
    PERSONAL: ClassVar = ()
    TYPED: ClassVar = ("title", "about", "services")
    MADE: ClassVar = ("key", "kinds")

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="touchpoints")
    place = models.PositiveIntegerField()
    key = models.SlugField(max_length=80)
    title = models.CharField(max_length=120)
    about = models.CharField(max_length=400, blank=True)
    transition = models.BooleanField(default=False)
    kinds = models.JSONField(default=list)
    services = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ("place",)
        constraints = [models.UniqueConstraint(fields=["version", "key"], name="one_touchpoint_of_a_key")]

    def __str__(self) -> str:
        return f"touchpoint:{self.key}"


class Accepted(models.Model):
    """That somebody accepted a transition for their organisation, or took that back; the newest of a moment holds.

    `services` and `kinds` are the moment's as it was then: it holds for no other.
    """

    NOT_PERSONAL: ClassVar = (
        "id",
        "pathway",
        "touchpoint",
        "organisation",
        "services",
        "kinds",
        "holds",
        "by",
        "at",
    )
    PERSONAL: ClassVar = ()
    TYPED: ClassVar = ("services",)
    MADE: ClassVar = ("touchpoint", "organisation", "kinds", "by")

    pathway = models.ForeignKey(Pathway, on_delete=models.CASCADE, related_name="accepted")
    touchpoint = models.SlugField(max_length=80)
    organisation = models.CharField(max_length=20)
    services = models.JSONField(default=list)
    kinds = models.JSONField(default=list)
    holds = models.BooleanField(default=True)
    by = models.CharField(max_length=80)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.pathway}/{self.touchpoint}"

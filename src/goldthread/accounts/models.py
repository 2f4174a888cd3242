"""People, organisations, rights, and the audit chain. Each model says which of its fields are personal."""

import uuid
from collections.abc import Collection
from datetime import date
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.crypto import salted_hmac

from goldthread.accounts.rules import Role


def reference() -> str:
    """An opaque reference."""
    return uuid.uuid4().hex


class Organisation(models.Model):
    """An organisation with its dates of validity. `member` says whether it belongs to this care system."""

    NOT_PERSONAL: ClassVar = ("id", "code", "name", "kind", "member", "commissioner", "since", "until")
    PERSONAL: ClassVar = ()
    TYPED: ClassVar = ("code", "name")
    MADE: ClassVar = ("kind",)

    code = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=40, default="provider")
    member = models.BooleanField(default=True)
    commissioner = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="commissions"
    )
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name


class Spelling(models.Model):
    """A name that files call an organisation by, as it was said, and what of it is compared: unique of its kind."""

    NOT_PERSONAL: ClassVar = ("id", "organisation", "said", "compared")
    PERSONAL: ClassVar = ()
    TYPED: ClassVar = ("said", "compared")
    MADE: ClassVar = ()

    said = models.CharField(max_length=200)
    compared = models.CharField(max_length=200, unique=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.said


class Alias(Spelling):
    """A further name of an organisation; no two organisations have one that compares equal."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="aliases")

    class Meta:
        ordering = ("said",)


class FormerName(Spelling):
    """A name or alias that an organisation gave up: it stays reserved to it until the command line releases it."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="former_names")


class Mailed(models.TextChoices):
    """When somebody is told things by email; links that they need to sign in always go at once."""

    AT_ONCE = "at once", "At once"
    DAILY = "daily", "Once a day, all in one"
    NEVER = "never", "Not at all"


class Person(AbstractBaseUser):
    """Somebody who signs in. Logs, links and the audit chain know only the reference."""

    NOT_PERSONAL: ClassVar = ("id", "reference", "password", "last_login", "is_active", "until", "entries", "mailed")
    PERSONAL: ClassVar = ("handle", "name", "email")
    TYPED: ClassVar = ("handle", "name", "email")
    MADE: ClassVar = ("reference", "password", "mailed")

    reference = models.CharField(max_length=32, unique=True, default=reference, editable=False)
    handle = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    email = models.EmailField(blank=True)
    is_active = models.BooleanField(default=True)
    until = models.DateField(null=True, blank=True)
    """The last day on which they may sign in; None while no end is known."""

    entries = models.PositiveIntegerField(default=0, editable=False)
    """How often all sessions and links of theirs were ended; each is of one number."""

    mailed = models.CharField(max_length=20, default=Mailed.AT_ONCE, choices=Mailed.choices)
    """When they want to be told things by email."""

    objects = BaseUserManager()
    USERNAME_FIELD = "handle"

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """What a session must still fit to go on: the password, and that sessions were not ended since."""
        salted = f"goldthread.accounts.session.{self.entries}"
        return salted_hmac(salted, self.password, secret=secret, algorithm="sha256").hexdigest()

    @classmethod
    def from_db(cls, db: str | None, field_names: Collection[str], values: Collection[object]) -> "Person":
        """A person whose last day is over is not active, whatever the row says: every way of signing in asks that."""
        person = super().from_db(db, field_names, values)
        if {"until", "is_active"} <= set(field_names) and person.until and person.until < date.today():
            person.is_active = False
        return person

    def __str__(self) -> str:
        return f"person:{self.reference}"


class Right(models.Model):
    """What one person may do for one organisation; `services` are the person's own teams, empty for none.

    `chosen` is when the person last chose to act under it.
    """

    NOT_PERSONAL: ClassVar = ("id", "person", "organisation", "role", "services", "since", "until", "chosen")
    PERSONAL: ClassVar = ()
    TYPED: ClassVar = ("services",)
    MADE: ClassVar = ("role",)

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="rights")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    role = models.CharField(max_length=40, choices=[(role.value, role.value) for role in Role])
    services = models.JSONField(default=list, blank=True)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    chosen = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "organisation", "role"], name="one_right_of_a_kind")]

    def __str__(self) -> str:
        return f"{self.role} at {self.organisation_id}"


class AuditEvent(models.Model):
    """One write, by whom, about what: opaque references only, each event sealed to the one before it.

    There are no foreign keys, so that the audit never stands in the way of what it records, nor falls with it.
    `right` is the right under which a person did it, such as right:12; `number` is its place in the chain, `key` the
    number of the key that sealed it.
    """

    NOT_PERSONAL: ClassVar = ("id", "number", "at", "by", "right", "what", "about", "detail", "previous", "seal", "key")
    PERSONAL: ClassVar = ()
    TYPED: ClassVar = ()
    MADE: ClassVar = ("by", "right", "what", "about", "detail", "previous", "seal")

    number = models.PositiveBigIntegerField(default=0)
    at = models.DateTimeField()
    by = models.CharField(max_length=80)
    right = models.CharField(max_length=40, blank=True)
    what = models.CharField(max_length=60)
    about = models.CharField(max_length=120, blank=True)
    detail = models.JSONField(default=dict)
    previous = models.CharField(max_length=64, blank=True)
    seal = models.CharField(max_length=64)
    key = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.what} {self.about}"


class AuditHead(models.Model):
    """The one row that says how long the audit chain is and how its newest event is sealed; sealed itself."""

    NOT_PERSONAL: ClassVar = ("id", "count", "seal", "key", "print", "mark")
    PERSONAL: ClassVar = ()
    TYPED: ClassVar = ()
    MADE: ClassVar = ("seal", "print", "mark")

    count = models.PositiveBigIntegerField(default=0)
    seal = models.CharField(max_length=64, blank=True)
    key = models.PositiveIntegerField(default=0)
    print = models.CharField(max_length=16, blank=True)
    mark = models.CharField(max_length=64, blank=True)

    def __str__(self) -> str:
        return f"{self.count} events"


class Delivery(models.Model):
    """One write to the workspace that was agreed here and is still to be made there; gone once it is made.

    Deliveries with the same key are made in the order of their ids. `failed` is why the newest attempt came to
    nothing, "" before the first; `due` is when the next may be made. `right` is the right under which it was asked for.
    """

    NOT_PERSONAL: ClassVar = ("id", "kind", "key", "payload", "by", "right", "at", "tries", "failed", "due")
    PERSONAL: ClassVar = ()
    TYPED: ClassVar = ("payload",)
    MADE: ClassVar = ("kind", "key", "by", "right", "failed")

    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=200, db_index=True)
    payload = models.JSONField(default=dict)
    by = models.CharField(max_length=80)
    right = models.CharField(max_length=40, blank=True)
    at = models.DateTimeField(auto_now_add=True)
    tries = models.PositiveIntegerField(default=0)
    failed = models.CharField(max_length=500, blank=True)
    due = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"delivery:{self.pk}"


class OutgoingMail(models.Model):
    """One thing that somebody is told by email, worded only when it is sent: numbers, days and references alone.

    Without a person it is what a stranger asked for at an address that is nobody's, and goes nowhere. `failed` is why
    the newest attempt came to nothing, "" before the first; `due` is when the next may be made, None once it is sent
    or given up.
    """

    NOT_PERSONAL: ClassVar = ("id", "person", "kind", "about", "facts", "by", "at", "due", "tries", "failed", "sent")
    PERSONAL: ClassVar = ()
    TYPED: ClassVar = ()
    MADE: ClassVar = ("kind", "about", "facts", "by", "failed")

    person = models.ForeignKey(Person, null=True, on_delete=models.CASCADE, related_name="mails")
    kind = models.CharField(max_length=60)
    about = models.CharField(max_length=80, blank=True)
    facts = models.JSONField(default=dict)
    by = models.CharField(max_length=80)
    at = models.DateTimeField(auto_now_add=True)
    due = models.DateTimeField(null=True, db_index=True)
    tries = models.PositiveIntegerField(default=0)
    failed = models.CharField(max_length=300, blank=True)
    sent = models.DateTimeField(null=True)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"mail:{self.pk}"

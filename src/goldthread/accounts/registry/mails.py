"""Kinds of mail: each app registers what it tells people, and how a letter is worded at the moment of sending."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from goldthread.accounts.registry.entries import Entries


if TYPE_CHECKING:
    from goldthread.accounts.models import OutgoingMail


@dataclass(frozen=True)
class Letter:
    """What a mail says: a subject, sentences, and the one page of this site that it leads to.

    `address` is that page's whole address; `after` is said below it.
    """

    subject: str
    sentences: tuple[str, ...]
    address: str
    after: tuple[str, ...] = ()


Compose = Callable[["OutgoingMail"], Letter | None]


@dataclass(frozen=True, kw_only=True)
class MailKind:
    """One kind of mail. A link that somebody waits for is `urgent`: it goes at once, whatever they chose."""

    name: str
    title: str
    compose: Compose
    urgent: bool = False


KINDS: Entries[MailKind] = Entries("kind of mail")


def register(*, kind: str, title: str, compose: Compose, urgent: bool = False) -> None:
    """Register a kind of mail.

    Takes: its name; what people call it, such as "Your roles"; what words it from the row when it is sent, or gives
    None where there is nothing to tell any more; whether it goes at once whatever the person chose. Nothing secret and
    no words of feedback are kept until then: a row has numbers, days and references alone. Raises: RegisteredTwice.
    """
    KINDS.add(kind, MailKind(name=kind, title=title, compose=compose, urgent=urgent))

"""How somebody who has no password gets the link where they choose one: printed, or by email where that can be."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from goldthread.cli.printing import note


if TYPE_CHECKING:
    from goldthread.accounts.models import Person

BY = "command line"
GUESSED = "If you run `goldthread serve` with another --port than 8000, change 8000 in the link to it."
EmailLink = Annotated[
    bool, typer.Option("--email-link", help="Email the link where they choose a password, instead of printing it.")
]


@dataclass(frozen=True)
class WayIn:
    """The link as it is printed, "" where it goes by email; and what is said of it."""

    link: str = ""
    emailed: bool = False
    said: str = ""


def way_in(person: "Person", *, by_email: bool, again: bool = False) -> WayIn:
    """Let the link be emailed, else show it; why it could not be emailed, and what is guessed in it, go to stderr.

    Takes: whether somebody wants it emailed; whether the sign-in was reset.
    """
    from goldthread.accounts.directory import access
    from goldthread.accounts.mail import links

    if by_email:
        why_not = links.link_by_mail(by=BY, person=person, kind=links.RESET if again else links.INVITED)
        if not why_not:
            said = f"The worker emails a link to {person.email}; `goldthread mail list` shows what waits."
            return WayIn(emailed=True, said=said)
        note(f"No email is sent. {why_not}")
    link = access.shown(by=BY, person=person)
    if access.port_is_guessed():
        note(GUESSED)
    return WayIn(link=link, said=f"They choose a password here, once, within three days:\n{link}")

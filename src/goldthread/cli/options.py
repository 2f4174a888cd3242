"""Options that commands share, each said once."""

from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from goldthread.accounts.terminal import HERE as HERE
from goldthread.accounts.terminal import Folder as Folder
from goldthread.accounts.terminal import Json as Json
from goldthread.vocabulary import Cut, WrongUsage


if TYPE_CHECKING:
    from goldthread.workspace import Workspace

Since = Annotated[str, typer.Option(help="From this day on (YYYY-MM-DD).", metavar="DAY")]
Until = Annotated[str, typer.Option(help="Up to this day (YYYY-MM-DD).", metavar="DAY")]
Organisations = Annotated[list[str], typer.Option("--organisation", help="Of this organisation (may be repeated).")]
Services = Annotated[list[str], typer.Option("--service", help="Of this service (may be repeated).")]
Teams = Annotated[list[str], typer.Option("--team", help="Of this team (may be repeated).")]
Themes = Annotated[list[str], typer.Option("--theme", help="With this theme (may be repeated).")]
Touchpoints = Annotated[
    list[str], typer.Option("--touchpoint", help="At this kind of moment, or this moment of the --pathway.")
]
Pathway = Annotated[str, typer.Option(help="On this pathway.", metavar="KEY")]
FEW = 20


def cut(
    since: str = "", until: str = "", organisations: list[str] | None = None, services: list[str] | None = None,
    teams: list[str] | None = None, themes: list[str] | None = None, touchpoints: list[str] | None = None,
    pathway: str = "",
) -> Cut:  # fmt: skip
    """The cut that a command's options name. Raises WrongUsage for a day that is none, or days the wrong way round."""
    first, last = day(since), day(until)
    if first and last and first > last:
        raise WrongUsage(f"--since {first} is after --until {last}.", "Change them round.")
    if themes:
        from goldthread.coding.frameworks import framework

        _among(tuple(themes), framework().labels, "theme")
    point, kinds = _touchpoint(pathway, tuple(touchpoints or ()))
    return Cut(
        since=first, until=last, organisations=tuple(organisations or ()),
        services=tuple(services or ()), teams=tuple(teams or ()), themes=tuple(themes or ()), pathway=pathway,
        touchpoints=kinds, touchpoint=point,
    )  # fmt: skip


def _touchpoint(pathway: str, named: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """A named moment of the pathway, or kinds of moment: with a pathway it is its own moments that are meant."""
    if not pathway:
        if named:
            from goldthread.coding.frameworks import touchpoint_kinds

            _among(named, tuple(kind.key for kind in touchpoint_kinds()), "kind of moment")
        return "", named
    if len(named) > 1:
        raise WrongUsage("A pathway can be cut to one of its moments at a time.", "Give --touchpoint once.")
    return (named[0] if named else ""), ()


def _among(named: tuple[str, ...], known: tuple[str, ...], what: str) -> None:
    """Raises WrongUsage for a name that nothing has, with the nearest or all that there are."""
    for name in named:
        if name not in known:
            near = get_close_matches(name, known, n=3, cutoff=0.5) if len(known) > FEW else []
            raise WrongUsage(
                f"There is no {what} called “{name}”.",
                f"Did you mean {' or '.join(f'“{one}”' for one in near)}?"
                if near
                else f"There is: {', '.join(known)}.",
            )


def day(text: str) -> date | None:
    """The day that an option names, None for none. Raises WrongUsage."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise WrongUsage(f"“{text}” is not a day.", "Write it as 2026-05-31.") from None


def opened(folder: Path, *, make: bool = False) -> "Workspace":
    """The workspace that a command works on."""
    from goldthread.workspace import Workspace

    return Workspace(folder, make=make)

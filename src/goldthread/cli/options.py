"""Options that commands share, each said once."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from difflib import get_close_matches
from inspect import Parameter, Signature, signature
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from goldthread.accounts.terminal import HERE as HERE
from goldthread.accounts.terminal import Folder as Folder
from goldthread.accounts.terminal import Json as Json
from goldthread.accounts.terminal import for_owner_alone
from goldthread.vocabulary import Cut, Filter, NotShared, PlainError, Scope, WrongUsage, filters, marking


if TYPE_CHECKING:
    from goldthread.workspace import Workspace

Decorator = Callable[[Callable[..., None]], Callable[..., None]]
FEW = 20
HELD = tuple(name for name, one in filters(Cut).items() if one and one.is_held)
"""Filters of which the store alone knows what may be chosen."""


def narrowed(*, leaving: Sequence[str] = (), also: Mapping[str, Sequence[str]] | None = None) -> Decorator:
    """Give a command one option for each filter of a cut; its parameter `asked` is the cut that they name.

    Takes: filters that the command does not have; other names of an option, by filter.
    """
    declared = {n: one for n, one in filters(Cut).items() if one and one.option and n not in leaving}

    def decorate(command: Callable[..., None]) -> Callable[..., None]:
        def narrowed_command(**given: Any) -> None:
            asked = cut_of({name: given.pop(name) for name in declared})
            if "workspace" in given and any(getattr(asked, name) for name in HELD):
                opened(given["workspace"]).findings.check_known(cut=asked)
            command(asked=asked, **given)

        made = [_option(name, one, (also or {}).get(name, ())) for name, one in declared.items()]
        own = [one for name, one in signature(command).parameters.items() if name != "asked"]
        parameters = [one.replace(kind=Parameter.KEYWORD_ONLY) for one in (*own, *made)]
        narrowed_command.__name__, narrowed_command.__doc__ = command.__name__, command.__doc__
        narrowed_command.__signature__ = Signature(parameters)  # type: ignore[attr-defined]
        narrowed_command.__annotations__ = {one.name: one.annotation for one in parameters}
        return narrowed_command

    return decorate


def _option(name: str, declared: Filter, also: Sequence[str]) -> Parameter:
    told = {"help": declared.option, "metavar": "DAY" if declared.is_day else declared.parameter.upper()}
    option = typer.Option(f"--{declared.parameter}", *also, **told)  # type: ignore[arg-type]
    kind, default = (list[str], []) if declared.is_list else (str, "")
    return Parameter(name, Parameter.KEYWORD_ONLY, default=default, annotation=Annotated[kind, option])


def cut_of(given: Mapping[str, Any]) -> Cut:
    """The cut that options name. Raises WrongUsage for what cannot be chosen, or days the wrong way round."""
    on_pathway = bool(given.get("pathway"))
    made: dict[str, Any] = {}
    for name, declared in filters(Cut).items():
        if declared and given.get(name):
            points = on_pathway and declared.offered == "touchpoints"
            made |= _point(given[name]) if points else {name: _chosen(declared, given[name])}
    first, last = made.get("since"), made.get("until")
    if first and last and first > last:
        raise WrongUsage(f"--since {first} is after --until {last}.", "Change them round.")
    return Cut(**made)


def _point(named: Sequence[str]) -> dict[str, str]:
    """A named moment of the pathway: where one is named, it is its own moments that are meant, one at a time."""
    if len(named) > 1:
        raise WrongUsage("A pathway can be cut to one of its moments at a time.", "Give --touchpoint once.")
    return {"touchpoint": named[0]}


def _chosen(declared: Filter, given: Any) -> Any:
    if declared.is_day:
        return day(given)
    if not declared.is_list:
        return given
    known = _known(declared)
    if known is not None:
        _among(tuple(given), known, declared.parameter.replace("-", " "))
    return declared.chosen(given)


def _known(declared: Filter) -> tuple[str, ...] | None:
    """All that may be chosen, None where that depends on what is held."""
    if declared.choices:
        return tuple(choice.value for choice in declared.choices)
    if declared.offered == "held":
        return None
    from goldthread.coding import offered

    groups = offered(declared.offered)
    return None if groups is None else tuple(value for _, some in groups for value, _ in some)


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


ExactFor = Annotated[
    str,
    typer.Option(
        "--exact-for",
        metavar="WHO",
        help="With --out: exact figures, for these readers alone; the file says so. Else figures that anyone may see.",
    ),
]


def scope_of(out: Path | None, exact_for: str) -> Scope:
    """Before whom an answer is disclosed: the screen is the owner's, a file is for everybody or says for whom.

    Raises: WrongUsage for readers of a file that is not written.
    """
    if exact_for and not out:
        raise WrongUsage("--exact-for says whom a file is for, and no file is written.", "Add --out FILE.")
    return Scope.owner() if exact_for or not out else Scope.owner().for_everybody()


def words_for(out: Path | None, exact_for: str) -> str:
    """Who alone words are for: words that anybody may see are released one by one, and never by a command."""
    scope_of(out, exact_for)
    return marking.kept_for("owner", shared=False, who=exact_for)


@contextmanager
def in_a_file(out: Path | None) -> Iterator[None]:
    """Say, where shared figures are not given for a cut, that a file for its readers alone may have exact ones."""
    try:
        yield
    except NotShared as refused:
        also = 'Or say whom an exact file is for, as --exact-for "Ward 7".' if out else ""
        raise PlainError(refused.sentence, " ".join(filter(None, (refused.remedy, also)))) from None


def opened(folder: Path, *, make: bool = False) -> "Workspace":
    """The workspace that a command works on. One that may be made is written to: for its owner alone."""
    from goldthread.workspace import Workspace

    if make:
        for_owner_alone()

    return Workspace(folder, make=make)

"""`goldthread results report`: a provider's whole return, row by row."""

import json as as_json
from pathlib import Path
from typing import Annotated

import typer

from goldthread.accounts.terminal import HERE, Folder, Json, with_site
from goldthread.vocabulary import NoRight, NotFound, UnreadableFile


app = typer.Typer()
results = typer.Typer(help="Results that providers report.", no_args_is_help=True)
app.add_typer(results, name="results")
Return = Annotated[Path, typer.Argument(help="A CSV file, as the site's blank return.", metavar="RETURN.csv")]
Person = Annotated[str, typer.Option("--person", help="Who sends it, a quality lead of the provider.")]


@results.callback()
def _one_of_several() -> None:
    """Results that providers report."""


@results.command()
def report(file: Return, person: Person, workspace: Folder = HERE, json: Json = False) -> None:
    """Take a provider's whole return. Each row is reported, corrected, known already, or set aside with its reason."""
    with_site(workspace)
    from goldthread.accounts.acting import acting
    from goldthread.accounts.models import Person as People
    from goldthread.accounts.opened import workspace as opened
    from goldthread.commitments import parties, returns
    from goldthread.commitments.actions import returning

    who = People.objects.filter(handle=person).first()
    if who is None:
        raise NotFound(f"Nobody is called {person} here.", "See `goldthread people list`.")
    by = acting(who)
    if by.right is None or not by.may(parties.REPORT):
        raise NoRight(f"{person} reports results for no organisation.", "Name a quality lead with one role.")
    try:
        content = file.read_bytes()
    except OSError:
        raise UnreadableFile(f"The file {file.name} cannot be read.", "Check its name, and who can read it.") from None
    account = returning.take(by=by, workspace=opened(), organisation=by.right.organisation, rows=returns.read(content))
    if json:
        print(as_json.dumps(account.as_dict(), indent=2))
    else:
        _say(account.as_dict(), account.set_aside)
    if account.set_aside:
        raise typer.Exit(1)


def _say(account: dict[str, object], aside: tuple[tuple[int, str], ...]) -> None:
    print(
        f"{account['rows_read']} rows read = {account['reported']} reported + {account['corrected']} corrected + "
        f"{account['known']} already reported + {len(aside)} set aside."
    )
    for row, reason in aside:
        print(f"Row {row}: {reason}")

"""`goldthread copies`: copies of withdrawn words that were not erased by rule, and what somebody did with each."""

from typing import Annotated

import typer

from goldthread.accounts.terminal import with_site
from goldthread.cli.agreements import has_site
from goldthread.cli.options import HERE, Folder, Json, opened
from goldthread.cli.printing import as_json, columns
from goldthread.vocabulary import NotFound, WrongUsage


copies = typer.Typer(
    help="Copies of withdrawn words that wait: `remove` one, or `settle` what was changed or is not theirs.",
    invoke_without_command=True,
)
Place = Annotated[str, typer.Argument(help="The place, as `goldthread copies` lists it.")]


@copies.callback()
def list_copies(context: typer.Context, workspace: Folder = HERE, json: Json = False) -> None:
    """List places that wait, never the words. Exit 1 where there are any."""
    context.obj = workspace
    if context.invoked_subcommand:
        return
    held = opened(workspace)
    if has_site(workspace):
        with_site(workspace)
        from goldthread.accounts import copies as site

        site.settle_gone(held)
    waiting = held.withdrawals.waiting_places()
    if json:
        as_json({"copies": [{"place": one.place, "since": one.since} for one in waiting]})
    else:
        print(columns(("place", "since"), [(one.place, one.since) for one in waiting]) if waiting else "No copy waits.")
    if waiting:
        raise typer.Exit(1)


@copies.command()
def remove(place: Place, workspace: Folder = HERE) -> None:
    """Put a sentence that says so in the place of a copy, in the site's tables."""
    held = opened(workspace)
    if not has_site(workspace) or place.startswith("published."):
        raise WrongUsage(f"{place} cannot be emptied from here.", "Publish it again without the words, then settle it.")
    with_site(workspace)
    from goldthread.accounts import actions

    actions.remove_copy(by="owner", workspace=held, place=place)
    print(f"{place} is removed.")


@copies.command()
def settle(place: Place, workspace: Folder = HERE) -> None:
    """Say that a copy is dealt with: it was changed where it is kept, or it is not theirs."""
    held = opened(workspace)
    if has_site(workspace):
        with_site(workspace)
        from goldthread.accounts import actions

        actions.settle_copy(by="owner", workspace=held, place=place)
    elif not held.withdrawals.settle_place(place):
        raise NotFound(f"No copy waits at {place}.", "See `goldthread copies` for those that do.")
    print(f"{place} is settled.")

"""`goldthread restore`: a back-up comes back; everyone who has withdrawn is withdrawn again before it can be read."""

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from goldthread.accounts.terminal import for_owner_alone, with_site
from goldthread.cli.agreements import has_site, on_a_server
from goldthread.cli.options import HERE, Folder
from goldthread.vocabulary import WorkspaceProblem


if TYPE_CHECKING:
    from goldthread.workspace import Workspace
    from goldthread.workspace.restoring import Replayed


def restore(
    archive: Annotated[Path, typer.Argument(help="The archive that `backup` wrote.")],
    replace: Annotated[
        bool, typer.Option("--replace", help="Even where the folder holds something: that is moved aside.")
    ] = False,
    without_withdrawals: Annotated[
        bool,
        typer.Option("--without-withdrawals", help="Even where the list beside the key is missing."),
    ] = False,
    workspace: Folder = HERE,
) -> None:
    """Bring a back-up back, and withdraw again everyone who withdrew since. Exit 1 while copies are left."""
    from goldthread.workspace.restoring import restore as bring_back

    for_owner_alone()
    done = bring_back(
        archive.absolute(), workspace.absolute(), replace=replace, without_list=without_withdrawals, replay=replay_in
    )
    print(f"Restored to {workspace}; {done.replayed:,} withdrawals replayed.")
    if on_a_server():
        print(
            "The site's database is not in the archive; withdrawals were replayed in the one that DATABASE_URL names. "
            "If you bring a dump of it back (pg_restore) after this, restore again: it holds what was withdrawn since."
        )
    if done.aside:
        print(f"What was there before is in {done.aside}. Later withdrawals do not reach it: remove it.")
    if done.left_in:
        print(f"Still found in: {', '.join(done.left_in)}. See `goldthread copies`.")
        raise typer.Exit(1)


def replay_in(workspace: "Workspace", withdrawn: frozenset[str]) -> "Replayed":
    """Withdraw again everyone on the list, from the site's database too. Raises WorkspaceProblem without the site."""
    from goldthread.workspace.folder import ACCOUNTS
    from goldthread.workspace.restoring import Replayed, replay

    if (workspace.folder / ACCOUNTS).exists() and find_spec("django") is None:
        raise WorkspaceProblem(
            "The back-up holds a site, whose part of Goldthread is not installed here.",
            "Install goldthread[web].",
        )
    if not has_site(workspace.folder):
        return replay(workspace, withdrawn)
    with_site(workspace.folder)
    from django.db import connections

    from goldthread.accounts import actions

    people, left = actions.replay(by="owner", workspace=workspace, withdrawn=withdrawn)
    connections.close_all()
    return Replayed(people, left)

"""`goldthread searches`: importing this needs no Django."""

import json as encoding
from typing import Annotated

import typer

from goldthread.accounts.terminal import HERE, Folder, Json, with_site


app = typer.Typer()
searches = typer.Typer(help="Saved searches.", no_args_is_help=True)
app.add_typer(searches, name="searches")


@searches.callback()
def _searches() -> None:
    """Saved searches: `goldthread show search WORDS --save NAME` saves one, `--saved NAME` repeats it."""


@searches.command("list")
def list_(workspace: Folder = HERE, json: Json = False) -> None:
    """List the searches that the command line can repeat: its own, and those that people share."""
    with_site(workspace)
    from goldthread.saved import queries

    own, shared = queries.owners(), queries.shared()
    if json:
        rows = [
            {"name": one.name, "words": one.words, "asked": one.asked, "shared": one.shared} for one in own + shared
        ]
        print(encoding.dumps(rows, ensure_ascii=False))
        return
    for one in own + shared:
        whose = f"  (shared at {one.organisation})" if one.shared else ""
        print(f"{one.name}: {one.words}{whose}")


@searches.command()
def delete(name: Annotated[str, typer.Argument(help="Its name.")], workspace: Folder = HERE) -> None:
    """Delete a search that was saved at the command line."""
    with_site(workspace)
    from goldthread.saved import actions
    from goldthread.saved.searches import COMMAND_LINE

    print(f"{actions.delete_for_owner(by=COMMAND_LINE, name=name)} is deleted.")

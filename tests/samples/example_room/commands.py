"""`goldthread examples`: importing this needs no Django."""

import typer

from goldthread.accounts.terminal import HERE, Folder, with_site


app = typer.Typer()
examples = typer.Typer(help="Examples.", no_args_is_help=True)
app.add_typer(examples, name="examples")


@examples.callback()
def _examples() -> None:
    """Examples."""


@examples.command("list")
def list_(workspace: Folder = HERE) -> None:
    """List the examples."""
    with_site(workspace)
    from goldthread.example_room import queries
    from goldthread.vocabulary import Scope

    for one in queries.examples(Scope.owner()):
        print(f"{one}  {one.title}")

"""`goldthread plans`: importing this needs no Django."""

import typer

from goldthread.accounts.terminal import HERE, Folder, with_site


app = typer.Typer()
plans = typer.Typer(help="Plans.", no_args_is_help=True)
app.add_typer(plans, name="plans")


@plans.callback()
def _plans() -> None:
    """Plans."""


@plans.command("list")
def list_(workspace: Folder = HERE) -> None:
    """List the plans."""
    with_site(workspace)
    from goldthread.plans import queries

    from goldthread.vocabulary import Scope

    for one in queries.plans(Scope.owner()):
        print(f"{one}  {one.title}")

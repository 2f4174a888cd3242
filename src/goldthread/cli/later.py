"""Commands whose names are settled and whose rooms are still to be built: each says so, and does nothing."""

from collections.abc import Callable

import typer

from goldthread.vocabulary import WrongUsage


ANYTHING = {"ignore_unknown_options": True, "allow_extra_args": True}
ANSWERS = {
    "signals": "What is worth a look: changes that are more than chance.",
    "equity": "How different groups fare, and whom we have not heard.",
}

sustainability = typer.Typer(help="The NHS Sustainability Model (not built yet).", no_args_is_help=True)


def add(app: typer.Typer, commands: dict[str, str], before: str = "") -> None:
    """Give an app commands that say that they are not built yet."""
    for name, what in commands.items():
        app.command(name, help=f"{what} Not built yet.", context_settings=ANYTHING)(_saying(f"{before} {name}".strip()))


def _saying(command: str) -> Callable[[], None]:
    def say() -> None:
        raise WrongUsage(f"`goldthread {command}` is not built yet.", "`goldthread --help` lists what is.")

    return say


add(sustainability, {"score": "Score a round of the ten factors."}, "sustainability")

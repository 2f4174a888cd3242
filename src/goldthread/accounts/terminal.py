"""What commands of rooms share: the workspace they are given, and its site; importing it needs no Django."""

import os
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from goldthread.vocabulary import PlainError


HERE = Path("goldthread-workspace")
Folder = Annotated[
    Path, typer.Option("--workspace", envvar="GOLDTHREAD_WORKSPACE", help="The workspace folder.", metavar="DIR")
]
Json = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]


def point_to(workspace: Path, *, demo: bool = False) -> None:
    """Let Django find this workspace."""
    os.environ["GOLDTHREAD_WORKSPACE"] = str(workspace.absolute())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "goldthread.config.settings")
    if demo:
        os.environ["GOLDTHREAD_DEMO"] = "1"


def prepare() -> None:
    """Bring the site's own database up to date."""
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0, interactive=False)


def with_site(folder: Path) -> None:
    """Open the site's database and bring it up to date. Raises PlainError where the site is not installed."""
    if find_spec("django") is None:
        raise PlainError("Agreements need the site's part of Goldthread.", "Install goldthread[web].")
    point_to(folder)
    prepare()

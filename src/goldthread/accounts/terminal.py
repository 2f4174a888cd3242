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


def for_owner_alone() -> None:
    """Let nobody but its owner read what this process makes from now on."""
    os.umask(0o077)


def opened_at() -> Path | None:
    """The workspace that Django has opened in this process, of which it holds one at most."""
    if find_spec("django") is None:
        return None
    from django.apps import apps
    from django.conf import settings

    return settings.WORKSPACE if apps.ready else None


def point_to(workspace: Path, *, demo: bool = False) -> None:
    """Let Django find this workspace."""
    for_owner_alone()
    if opened_at() not in (None, workspace.absolute()):
        raise RuntimeError(f"Django is open at {opened_at()}, and cannot be at {workspace} too.")
    os.environ["GOLDTHREAD_WORKSPACE"] = str(workspace.absolute())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "goldthread.config.settings")
    if demo:
        os.environ["GOLDTHREAD_DEMO"] = "1"


class OtherSecret(PlainError):
    """The workspace was used with another secret than the one that is set."""


def prepare(*, another_secret: bool = False) -> None:
    """Bring the site's own database up to date.

    Takes: whether another secret than before may be used from now on. Raises OtherSecret where it may not.
    """
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    _one_secret(another_secret)


def _one_secret(another: bool) -> None:
    """See to it that a workspace is used with one secret: links, sessions and second factors need the one they were
    made with. Until somebody was added, and in the demo, nothing depends on it."""
    from django.conf import settings

    from goldthread.accounts import remembered
    from goldthread.accounts.models import Person

    folder = settings.WORKSPACE / ".site"
    same = remembered.same_secret(folder, settings.SECRET_KEY)
    if same:
        return
    if same is False and not another and not settings.DEMO and Person.objects.exists():
        set_here = "another GOLDTHREAD_SECRET_KEY" if os.environ.get("GOLDTHREAD_SECRET_KEY") else "none"
        raise OtherSecret(
            f"This workspace was used with another secret key, and {set_here} is set here. "
            "Links, sign-ins and two-step sign-in need the key they were made with.",
            "Set GOLDTHREAD_SECRET_KEY as it was, in every shell that runs goldthread. To change it for good, run "
            "`goldthread secret change` with the new one set.",
        )
    remembered.remember_secret(folder, settings.SECRET_KEY)


def with_site(folder: Path) -> None:
    """Open the site's database and bring it up to date. Raises PlainError where the site is not installed."""
    if find_spec("django") is None:
        raise PlainError("Agreements need the site's part of Goldthread.", "Install goldthread[web].")
    point_to(folder)
    prepare()

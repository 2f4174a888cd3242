"""`goldthread worker`: the process beside the site that does what pages have asked for."""

import os
from typing import Annotated

import typer

from goldthread.accounts.terminal import point_to, prepare
from goldthread.cli.options import HERE, Folder, opened
from goldthread.cli.printing import note


GIVES_WAY = 5
"""How much the worker gives way to others on the machine: whoever waits for a page goes first."""


def worker(
    workspace: Folder = HERE,
    once: Annotated[bool, typer.Option("--once", help="Do what waits, then end.")] = False,
    beside: Annotated[int, typer.Option(help="End when this process has gone.", hidden=True)] = 0,
) -> None:
    """Do the jobs that pages have asked for: long files are looked over and brought in, caches brought up to date."""
    opened(workspace)
    point_to(workspace, demo=False)
    prepare()
    from goldthread.listening import worker as working

    os.nice(GIVES_WAY)
    working.stop_when_asked()
    try:
        if working.is_there(workspace):
            if not beside:
                note("Another worker of this workspace is at work; there is one at a time.")
            return
        working.work(workspace, once=once, until=lambda: bool(beside) and os.getppid() != beside)
    except working.Stopped:
        if not beside:
            note("Stopped. What was under way is begun again by the next worker.")

"""`goldthread demo` and `serve`: the site, and a fictional care system to see it with."""

import logging
import os
import socket
import traceback
from collections.abc import Callable
from pathlib import Path
from shlex import quote
from typing import Annotated, Any

import typer

from goldthread.accounts.terminal import point_to, prepare
from goldthread.cli.beside import worker_beside
from goldthread.cli.options import HERE, Folder
from goldthread.cli.printing import note
from goldthread.vocabulary import PlainError


Port = Annotated[int, typer.Option(help="The port to listen on.", min=1, max=65535)]


def demo(
    workspace: Folder = Path("goldthread-demo"),
    pieces: Annotated[int, typer.Option(help="How many pieces of feedback to invent.", min=200)] = 20_000,
) -> None:
    """Build the fictional care system: its files go through the real importers. Harmless to repeat.

    A folder that holds anything real is refused.
    """
    from goldthread.demo import build, claim

    claim(workspace)
    point_to(workspace, demo=True)
    for account in build(workspace, pieces=pieces):
        note(f"{Path(account.file).name}: {account.kept:,} kept, {account.set_aside:,} to fix. {account.error}".strip())
    prepare()
    from goldthread.accounts import cast
    from goldthread.workspace import Workspace

    cast.load_cast()
    cast.share_words(Workspace(workspace))
    print(f"The demo is ready in {workspace}. See it with: goldthread serve --demo --workspace {quote(str(workspace))}")


def serve(
    workspace: Folder = HERE,
    port: Port = 8000,
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    demo: Annotated[bool, typer.Option("--demo", help="Sign in as one of the fictional people, by choosing.")] = False,
) -> None:
    """Serve the site."""
    _free(host, port)
    check_apart(lambda: _there(workspace, demo))
    point_to(workspace, demo=demo)
    prepare()
    from gunicorn.app.base import BaseApplication

    class Server(BaseApplication):
        def load_config(self) -> None:
            options = {
                "bind": f"{host}:{port}",
                "workers": 1,
                "threads": 6,
                "accesslog": None,
                "errorlog": "-",
                "loglevel": "warning",
                "timeout": 300,
            }
            for name, value in options.items():
                self.cfg.set(name, value)

        def load(self) -> Any:  # a WSGI application: Django's stubs and gunicorn's disagree on its arguments
            from django.utils.module_loading import import_string

            unsaid = import_string("goldthread.web.log_lines.RequestsUnsaid")
            logging.getLogger("gunicorn.error").addFilter(unsaid())
            return import_string("goldthread.config.wsgi.application")

    from goldthread.cli.told import where_it_is

    print(where_it_is(host, port), flush=True)
    with worker_beside(workspace):
        Server().run()


def _free(host: str, port: int) -> None:
    """Raises PlainError where something else listens already: said before anything is built."""
    try:
        with socket.create_server((host, port)):
            pass
    except OSError as error:
        raise PlainError(f"Port {port} of {host} cannot be used: {error.strerror}.", "Give another --port.") from None


def check_apart(check: Callable[[], None]) -> None:
    """Check something in a process of its own, and raise what it raises of ours.

    A process that has opened a table cannot be forked any more: the tables' threads do not come along, and the site
    that is forked from it cannot read.
    """
    read, told = os.pipe()
    pid = os.fork()
    if pid == 0:
        status = 1
        try:
            check()
            status = 0
        except PlainError as error:
            os.write(told, "\n".join((error.sentence, error.remedy)).encode())
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(status)
    os.close(told)
    with os.fdopen(read, encoding="utf-8") as lines:
        sentence, _, remedy = lines.read().partition("\n")
    if os.waitpid(pid, 0)[1]:
        raise PlainError(sentence or "The workspace cannot be opened.", remedy)


def _there(workspace: Path, demo: bool) -> None:
    """Raises PlainError where there is no workspace to serve, or its key is missing: said before anything begins."""
    from goldthread.workspace import Workspace
    from goldthread.workspace.folder import SETTINGS

    if demo and not (workspace / SETTINGS).exists():
        remedy = f"Build it with `goldthread demo --workspace {quote(str(workspace))}`."
        raise PlainError(f"There is no demo in {workspace}.", remedy)
    Workspace(workspace, make=False)
    if demo:
        from goldthread.demo import check_is_demo

        check_is_demo(workspace)

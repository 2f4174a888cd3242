"""One commit's site, asked for pages over standard input: pages_against.py starts it in that commit's environment.

    PYTHONPATH=CHECKOUT/benchmarks CHECKOUT/.venv/bin/python -P benchmarks/pages_asked.py FOLDER ROWS

Only `pages.py` of that commit is imported beside the package itself, so this file asks for little: see `adapted`. Each
line in is a role and an address as JSON, each line out the status, the milliseconds and the size of the answer.
"""

import argparse
import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple


class Answer(NamedTuple):
    """One request: its status, milliseconds passed and of processor, and how many bytes came back."""

    status: int
    ms: float
    cpu: float
    size: int


def timed(client: Any, forget: Callable[[], None], page: str) -> Answer:
    """Ask for a page of which nothing is remembered."""
    forget()
    began, used = time.perf_counter(), time.process_time()
    response = client.get(page)
    size = len(response.getvalue())
    ms, cpu = 1000 * (time.perf_counter() - began), 1000 * (time.process_time() - used)
    return Answer(response.status_code, ms, cpu, size)


class Planted:
    """Middleware that takes some milliseconds of processor time: the slowdown that a comparison must find."""

    ms = 0.0

    def __init__(self, get_response: Callable[[Any], Any]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> Any:
        until = time.thread_time() + self.ms / 1000
        while time.thread_time() < until:
            pass
        return self.get_response(request)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("rows", type=int)
    parser.add_argument("--planted", type=float, default=0.0, help="milliseconds by which every page is made slower")
    asked = parser.parse_args()
    answers = _own_output()
    clients, forget, ready = _opened(asked.folder, asked.rows, asked.planted)
    print(json.dumps(ready), file=answers, flush=True)
    for line in sys.stdin:
        role, page = json.loads(line)
        print(json.dumps(timed(clients[role], forget, page)), file=answers, flush=True)


def _own_output() -> Any:
    """The pipe to whoever asks, for answers alone: what the site itself prints goes where errors go."""
    kept = os.fdopen(os.dup(sys.stdout.fileno()), "w")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return kept


def _opened(folder: Path, rows: int, planted: float) -> tuple[dict[str, Any], Callable[[], None], dict[str, Any]]:
    """A client for each role, what forgets answers, and what is said once the site is ready."""
    import pages

    began = time.perf_counter()
    pages.prepare(folder, rows)
    if not hasattr(pages, "signed_in"):
        _first_right_before()
    from goldthread.web.opened import workspace

    store = workspace().store
    store.refresh()
    store.index()
    prepared = time.perf_counter() - began
    _plant(planted)
    signed_in, forget = adapted(pages)
    ready = {
        "package": sys.modules["goldthread"].__file__,
        "prepared_s": prepared,
        "rows": store.counts()["feedback"],
        "pages": pages.pages(store),
        "roles": list(pages.PEOPLE.values()),
    }
    clients = {role: signed_in(handle) for handle, role in pages.PEOPLE.items()}
    for client in clients.values():
        client.raise_request_exception = False  # a fault in a page is a status to report
    return clients, lambda: forget(store), ready


def _plant(ms: float) -> None:
    from django.conf import settings

    if ms:
        Planted.ms = ms
        settings.MIDDLEWARE = [*settings.MIDDLEWARE, f"{__name__}.Planted"]


def adapted(pages: Any) -> tuple[Callable[[str], Any], Callable[[Any], None]]:
    """How people sign in and how answers are forgotten: as that commit's `pages.py` says, or as f45c803 did."""
    return getattr(pages, "signed_in", _signed_in_before), getattr(pages, "forget", lambda s: _forget_before(pages, s))


def _first_right_before() -> None:
    """Let the analyst act for the country's organisation: f45c803 took whichever right came first, that of the cast."""
    from goldthread.accounts.models import Right

    Right.objects.filter(person__handle="ben").exclude(organisation__code="X011").delete()


def _signed_in_before(handle: str) -> Any:
    from django.test import Client

    client = Client()
    client.post(f"/who/{handle}/")
    return client


def _forget_before(pages: Any, store: Any) -> None:
    store._remembered = pages.Remembered()
    store._engine.forget_cuts()


if __name__ == "__main__":
    main()

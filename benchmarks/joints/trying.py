"""What the probes share: a site of its own over a small workspace, its people, and the command line."""

import csv
import json
import subprocess
import sys
from pathlib import Path
from typing import Any


EACH = 12
"""How often each answer is given, by somebody else each time: so many that figures about them may be shared."""
HEADER = ("comment_id", "Date", "Trust code", "Ward", "FFT score", "What could we do better?")
ANSWERS = (
    ("2031-07-14", "XWR", "Ward 7", "2", "The nurses were kind but the discharge took all day."),
    ("2031-07-15", "XWR", "Ward 7", "1", "Lovely staff, clean ward, nothing to change."),
    ("2031-07-16", "XWR", "Ward 7", "4", "Nobody told me when I could go home."),
    ("2031-07-17", "XWR", "Ward 7", "2", "The food was cold, the nurses were gentle."),
)


def check(holds: object, shows: str) -> None:
    """Say what is shown; end the probe where it does not hold."""
    if not holds:
        raise SystemExit(f"It is not so that {shows}.")
    print(f"shown: {shows}")


def file_of(path: Path, more: dict[str, tuple[str, ...]]) -> Path:
    """A file of the answers, each told by EACH people, with columns added: a heading, and a value for each answer."""
    with path.open("w", newline="", encoding="utf-8") as written:
        writer = csv.writer(written)
        writer.writerow((*HEADER, *more))
        for n in range(EACH * len(ANSWERS)):
            told = n % len(ANSWERS)
            writer.writerow((n, *ANSWERS[told], *(values[told] for values in more.values())))
    return path


def goldthread(*words: str, refused: bool = False) -> str:
    """Run a command in a process of its own; gives what it printed, or where it must be refused, what it complained."""
    done = subprocess.run([sys.executable, "-m", "goldthread.cli", *words], capture_output=True, text=True, check=False)
    if (done.returncode != 0) != refused:
        raise SystemExit(f"goldthread {' '.join(words)} ended with {done.returncode}: {done.stderr[-2_000:]}")
    return done.stderr if refused else done.stdout


def as_json(*words: str) -> Any:
    """What a command prints with --json."""
    return json.loads(goldthread(*words, "--json"))


def site() -> None:
    """The site's database over the workspace, with the demo's cast."""
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    from goldthread.accounts import cast

    cast.load_cast()


def somebody(handle: str) -> Any:
    """A browser in which one of the cast is signed in; nobody is without a name."""
    from django.test import Client

    client = Client(raise_request_exception=False)
    if handle:
        client.post(f"/who/{handle}/")
    return client


def page(client: Any, address: str) -> str:
    """The text of a page that must open."""
    answered = client.get(address)
    if answered.status_code != 200:
        raise SystemExit(f"{address} answered {answered.status_code}.")
    return str(answered.content.decode())

"""How long a staff list of the most lines takes: previewed, applied to an empty site, and applied again.

    python benchmarks/staff_list.py [--lines N] [--limit SECONDS] [--profile]

Makes a site in a folder of its own, with three organisations and an administrator of the board, who applies the list.
Fails where applying it takes longer than the limit.
"""

import argparse
import cProfile
import os
import pstats
import sys
import tempfile
import time
from collections.abc import Callable
from typing import Any


def main() -> None:
    """Measure, print, and say by the exit code whether the limit holds."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--lines", type=int, default=995)
    parser.add_argument("--limit", type=float, default=5.0)
    parser.add_argument("--profile", action="store_true", help="print where the time of the first application goes")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="staff-list-") as folder:
        os.environ |= {
            "GOLDTHREAD_WORKSPACE": f"{folder}/site",
            "GOLDTHREAD_KEY_FILE": f"{folder}/site.key",
            "DJANGO_SETTINGS_MODULE": "goldthread.config.settings",
        }
        took = measured(asked.lines, profile=asked.profile)
    for what, seconds in took.items():
        print(f"{what:24} {seconds:7.2f} s")
    sys.exit(took["applied"] > asked.limit)


def measured(lines: int, *, profile: bool) -> dict[str, float]:
    """The seconds of a preview, of applying the list, and of applying it again, when it changes nothing."""
    import django

    django.setup()
    from django.core.management import call_command

    from goldthread.accounts.acting import acting
    from goldthread.accounts.directory import organisations, people, posts, staff_list, staffing
    from goldthread.accounts.rules import Role

    call_command("migrate", verbosity=0)
    board = organisations.add(by="benchmark", code="XIC", name="The Board", kind="commissioner")
    for code, name in (("XWR", "A Hospital"), ("XTC", "Community Services")):
        organisations.add(by="benchmark", code=code, name=name, kind="provider", commissioner=board)
    post = posts.Post(board, Role.ADMINISTRATOR)
    administrator = people.join(by="benchmark", handle="bo", name="Bo", post=post)
    by, listed = acting(administrator), staff_list.read(written(lines))
    took = {
        "previewed": timed(lambda: check(staffing.apply(by=by, lines=listed.lines, dry=True), "added")),
        "applied": timed(lambda: check(staffing.apply(by=by, lines=listed.lines), "added"), profile=profile),
        "applied again": timed(lambda: check(staffing.apply(by=by, lines=listed.lines), "unchanged")),
    }
    return took


def written(lines: int) -> bytes:
    """A list of people of two organisations, with addresses, teams and first days."""
    places = ("XWR", "XTC")
    rows = [
        f"person.{n},Person Number {n},person.{n}@example.nhs.uk,{places[n % 2]},ward team,Ward {n % 40},2026-05-31"
        for n in range(lines)
    ]
    return "\n".join(["sign-in name,name,email,organisation,role,teams,since", *rows]).encode()


def check(outcomes: list[Any], what: str) -> None:
    """Raise AssertionError where any line came to something else."""
    assert {one.what for one in outcomes} == {what}, {one.reason for one in outcomes}


def timed(do: Callable[[], None], *, profile: bool = False) -> float:
    """The seconds that something takes."""
    watched, begun = cProfile.Profile(), time.perf_counter()
    if profile:
        watched.enable()
    do()
    watched.disable()
    took = time.perf_counter() - begun
    if profile:
        pstats.Stats(watched).sort_stats("cumulative").print_stats(45)
    return took


if __name__ == "__main__":
    main()

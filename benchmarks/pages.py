"""How long the site takes to answer over a country's comments: server time of each page, for three people.

    python benchmarks/pages.py [--rows 1000000] [--runs 5] [--folder DIR] [--json]

Makes a workspace (country.py says of what shape), or uses the one in the folder; asks each page `runs` times through
Django's own client, and prints medians in milliseconds, passed and of processor. Before each request every remembered
answer, and what is kept of each cut, is forgotten, so that none is measured. The commissioner sees 200 organisations,
the analyst one, the partner no words.
"""

import argparse
import json
import os
import statistics
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import country
import national
from pages_asked import timed

from goldthread.vocabulary import Cut, Membership, SharingAgreement


BOARD = "XIC"
PATHWAY = "/understand/{}/?pathway=home-after-a-fall"
PAGES = {
    "home": "/home/",
    "overview": "/understand/",
    "themes": "/understand/themes/",
    "themes of one organisation": "/understand/themes/?organisation=X011",
    "one theme in one quarter": "/understand/themes/?theme=Discharge&since=2025-01&until=2025-03",
    "journey, every moment": "/understand/journey/",
    "journey of one pathway": PATHWAY.format("journey"),
    "already known, one pathway": PATHWAY.format("known"),
    "words": "/understand/words/",
    "words of one theme": "/understand/words/?theme=Discharge",
    "a phrase": "/understand/search/?q=waiting+time",
    "one answer": "/understand/words/{answer}/",
    "imports": "/listen/imports/",
    "public": "/public/",
    "about the figures": "/about/figures/",
}
PEOPLE = {"cath": "commissioner", "ben": "analyst", "asha": "patient partner"}
Times = tuple[float, ...]
NOT_THEIRS = (302, 403, 404)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--folder", type=Path, help="where the workspace lies, or is made and left")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    with national.place(asked.folder) as folder:
        found = measure(folder, asked.rows, asked.runs)
    print(json.dumps(found, indent=2) if asked.json else said(found))


def measure(folder: Path, rows: int, runs: int) -> dict[str, Any]:
    """All medians, in milliseconds."""
    prepare(folder, rows)
    from goldthread.web.opened import workspace

    store = workspace().store
    store.refresh()
    store.index()
    people = {}
    for handle, role in PEOPLE.items():
        client = signed_in(handle)
        people[role] = {name: asking(client, store, page) for name, page in pages(store).items()}
    return {
        "cores": len(os.sched_getaffinity(0)),
        "load": os.getloadavg()[0],
        "rows": store.counts()["feedback"],
        "ms": {role: medians(asks, runs) for role, asks in people.items()},
    }


def prepare(folder: Path, rows: int) -> None:
    """A demo's site over a country's comments: its cast, with the country's organisations added."""
    key = folder / "key"
    os.environ |= {
        "GOLDTHREAD_KEY_FILE": str(key),
        "GOLDTHREAD_WORKSPACE": str(folder / "site"),
        "GOLDTHREAD_DEMO": "1",
        "DJANGO_SETTINGS_MODULE": "goldthread.config.settings",
    }
    if not key.exists():
        key.write_bytes(bytes(range(32)))
    site = folder / "site"
    if not (site / "goldthread.yaml").exists():
        from goldthread.workspace import open as open_workspace

        open_workspace(site)
        country.make(site, rows).compact()
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    people_come_in(country.organisations(rows))
    import goldthread.config.wsgi  # noqa: F401  # collects garbage as a served site does


def people_come_in(every: list[str]) -> None:
    """The demo's cast, and what the country adds: the commissioner's organisations, and a pathway through 20."""
    from django.db import transaction

    from goldthread.accounts import actions, cast
    from goldthread.accounts.directory import organisations, posts
    from goldthread.accounts.rules import Role
    from goldthread.web.opened import workspace

    people = cast.load_cast()
    with transaction.atomic():
        board = organisations.named_so(BOARD) or organisations.add(
            by="benchmark", code=BOARD, name="Board", kind="commissioner"
        )
        places = [
            organisations.named_so(code)
            or organisations.add(by="benchmark", code=code, name=f"Trust {code}", commissioner=board)
            for code in every
        ]
        post = posts.Post(places[11], Role.ANALYST)
        right, _ = posts.give(by="benchmark", person=people["ben"], post=post)
    actions.act_under(by=people["ben"], key=right.pk)
    share(workspace(), every)


def share(workspace: Any, every: list[str]) -> None:
    """Publish what the pages need: agreements to read words, and who belongs to the pathway."""
    from goldthread.pathways import actions

    if "home-after-a-fall" in workspace.store.pathways():
        return
    for code in every:
        workspace.published.publish(
            SharingAgreement(
                provider=code,
                reader=BOARD,
                controller=code,
                agreement="invented-1",
                dpia="invented-1",
                since="2023-01-01",
            )
        )
    drawn = workspace.published.pathway("home-after-a-fall")
    members = tuple(
        Membership(organisation=code, service=name) for code in every[:20] for name in country.SERVICE_NAMES[:2]
    )
    points = tuple(replace(point, services=()) for point in drawn.touchpoints)
    workspace.published.publish(replace(drawn, members=members, touchpoints=points))
    actions.load_definitions(by="benchmark", workspace=workspace)


def pages(store: Any) -> dict[str, str]:
    """The addresses, one of them of an answer that the analyst may read."""
    some = store.ask(national.OWNER, "words", Cut(organisations=("X011",)), limit=1)
    return {name: page.format(answer=some.items[0].id) for name, page in PAGES.items()}


def signed_in(handle: str) -> Any:
    """Somebody's client; a fault in a page is a status, not an exception."""
    from django.test import Client

    client = Client(raise_request_exception=False)
    client.post(f"/who/{handle}/")
    return client


def forget(store: Any) -> None:
    """Forget every remembered answer, and what is kept of each cut."""
    store.forget_answers(cuts=True)


def asking(client: Any, store: Any, page: str) -> Callable[[], Times | None]:
    """One request, as a call that gives its times in milliseconds, or None where the page is not theirs."""

    def ask() -> Times | None:
        answer = timed(client, lambda: forget(store), page)
        if answer.status not in (200, *NOT_THEIRS):
            raise SystemExit(f"{page} answered {answer.status}.")
        return (answer.ms, answer.cpu) if answer.status == 200 else None

    return ask


def medians(asks: dict[str, Callable[[], Times | None]], runs: int) -> dict[str, Times]:
    """The warm medians of each page that is theirs: time that passed, and processor time."""
    found = {}
    for name, ask in asks.items():
        if ask():
            times = [took for _ in range(runs) if (took := ask())]
            found[name] = tuple(round(statistics.median(each), 1) for each in zip(*times, strict=True))
    return found


def said(found: dict[str, Any]) -> str:
    """The figures in words."""
    head = (
        f"{found['rows']:,} answers, {found['cores']} cores, load {found['load']:.1f}; milliseconds passed, and worked"
    )
    lines = [head]
    for role, each in found["ms"].items():
        lines += [f"  {role}", *(f"    {ms:>9,.1f} {cpu:>9,.1f}  {name}" for name, (ms, cpu) in each.items())]
        middle = [statistics.median(some) for some in zip(*each.values(), strict=True)]
        lines.append(f"    {middle[0]:>9,.1f} {middle[1]:>9,.1f}  median of the pages")
    return "\n".join(lines)


if __name__ == "__main__":
    main()

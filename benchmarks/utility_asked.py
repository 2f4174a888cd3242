"""One commit's answers to a partner, as JSON on standard output: utility.py starts it in that commit's environment.

    CHECKOUT/.venv/bin/python -P benchmarks/utility_asked.py FOLDER EVERY [--truth]

Asks for themes with their moods in every cut of the closed list that names an organisation or all, one service or all,
one role or all, and a month, a financial year or all time; EVERY 3 takes each third month. `--truth` asks as the
folder's owner and as exact readers, and also says what these are shown. Nothing but the package itself is imported.
"""

import json
import sys
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

import goldthread
from goldthread.vocabulary import Cut, Scope


ROLES = ("patient", "carer", "staff", "unknown")
PARTS = ("n", "positive", "neutral", "negative")
Span = tuple[str, date | None, date | None]


def main() -> None:
    folder, every = Path(sys.argv[1]), int(sys.argv[2])
    held = goldthread.open(folder)
    made = {"cuts": answers(held, every, truth="--truth" in sys.argv)}
    if "--truth" in sys.argv:
        made["exact"] = readers(held)
    json.dump(made, sys.stdout)


def answers(held: Any, every: int, *, truth: bool) -> dict[str, Any]:
    """By cut: what it is out of, and of each theme its figures and share, None for what is not shown."""
    places = _places(held)
    names = frozenset(organisation for organisation, _ in places if organisation)
    partner = Scope(person="asha", audience="partner", organisations=names, words_from=frozenset())
    scope, found = Scope.owner() if truth else partner, {}
    for (organisation, service), role, (when, since, until) in product(places, ("", *ROLES), _spans(held, every)):
        cut = Cut(
            organisations=(organisation,) if organisation else tuple(sorted(names)) if truth else (),
            services=(service,) if service else (),
            roles=(role,) if role else (),
            since=since,
            until=until,
        )
        table = figures(held).themes(scope=scope, cut=cut)
        rows = {row["theme"]: [*(row[part] for part in PARTS), row["share"]] for row in table.rows}
        found["|".join((organisation, service, role, when))] = {"out of": table.denominator, "rows": rows}
    return found


def readers(held: Any) -> dict[str, list[int]]:
    """Of a ward's own team, an analyst and the folder's owner: how many figures there are, and how many are exact."""
    made = {name: [0, 0] for name in ("ward", "analyst", "owner")}
    for organisation, service in _places(held):
        if not service:
            continue
        own, pairs = frozenset({organisation}), frozenset({(organisation, service)})
        cut = Cut(organisations=(organisation,), services=(service,))
        scopes = {
            "ward": Scope(person="w", audience="own team", organisations=own, words_from=own, services=pairs),
            "analyst": Scope(person="a", audience="provider", organisations=own, words_from=own),
            "owner": Scope.owner(),
        }
        rows = held.store.ask(Scope.owner(), "themes", cut).rows
        counted = {row["theme"]: [row[part] for part in PARTS] for row in rows}
        for name, scope in scopes.items():
            shown = {
                row["theme"]: [row[part] for part in PARTS] for row in figures(held).themes(scope=scope, cut=cut).rows
            }
            made[name][0] += len(counted)
            made[name][1] += sum(shown.get(theme) == figures for theme, figures in counted.items())
    return made


def figures(held: Any) -> Any:
    """What gives figures: a namespace, or in older commits the workspace itself."""
    return getattr(held, "findings", held)


def _places(held: Any) -> list[tuple[str, str]]:
    """Everything, each organisation, and each of its services."""
    rows = held.store.ask(Scope.owner(), "volumes", Cut(), by=("organisation", "service")).rows
    pairs = sorted({(row["organisation"], row["service"]) for row in rows if row["organisation"]})
    organisations = sorted({organisation for organisation, _ in pairs})
    return [("", ""), *((one, "") for one in organisations), *(pair for pair in pairs if pair[1])]


def _spans(held: Any, every: int) -> Iterator[Span]:
    """All time, each financial year, and each so many-th month."""
    rows = held.store.ask(Scope.owner(), "volumes", Cut(), by=("month",)).rows
    months = sorted({row["month"] for row in rows if row["month"]})
    yield "", None, None
    for year in sorted({int(month[:4]) - (int(month[5:]) < 4) for month in months}):
        yield f"{year}/{(year + 1) % 100:02d}", date(year, 4, 1), date(year + 1, 3, 31)
    for month in months[::every]:
        year, number = map(int, month.split("-"))
        yield month, date(year, number, 1), date(year, number, monthrange(year, number)[1])


if __name__ == "__main__":
    main()

"""Whether pages became slower: an earlier commit and today's code, asked for the same pages in turn, in one run.

    python benchmarks/pages_against.py [COMMIT] [--with OTHER] [--rows 1000000] [--runs 7] [--limit 1.1] [--folder DIR]

The earlier code makes a workspace; each side gets a copy, so that today's code migrates its own, which is timed too.
Both sites live in processes of their own and are asked page by page, one after the other, the order swapped each round;
each answer is timed inside its process, with nothing remembered. A cut that a side refuses to a role, since shared
figures have a closed list, is asked of both as one calendar month instead, and that is said. Prints medians per page
and role, their ratio, and the quartiles of the ratio from round to round; ends with 1 where a role's median ratio
passes the limit, or a page answers one side otherwise than the other. `--folder` keeps the commit's files, environment
and workspace for the next run. `--planted 20` makes every page of the second side 20 ms slower: what this must find.
`--json`.
"""

import argparse
import json
import os
import shutil
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode

import national
import sides
from pages_asked import Answer
from ratios import Pairs, comparable, compared, said, verdict
from sides import Side, Site


BEFORE = "f45c803"
REFUSED = 400
Instead = dict[tuple[str, str], str]
"""By role and page, the address that was asked for because a side refuses the page's own."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("commit", nargs="?", default=BEFORE, help="the earlier code, which makes the workspace")
    parser.add_argument("--with", dest="other", help="a commit to compare it with, instead of this checkout as it is")
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--limit", type=float, default=1.1, help="the largest median ratio of a role that is accepted")
    parser.add_argument("--only", default="", help="ask only pages whose name holds these words")
    parser.add_argument("--planted", type=float, default=0.0, help="make the second side's pages slower, milliseconds")
    parser.add_argument("--folder", type=Path, help="where the earlier code and its workspace are made and left")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    with national.place(asked.folder) as folder:
        found = measure(folder.resolve(), *both(folder.resolve(), asked), asked)
    print(json.dumps(found, indent=2) if asked.json else said(found))
    sys.exit(not found["holds"])


def both(folder: Path, asked: argparse.Namespace) -> tuple[Side, Side]:
    after = sides.of_commit(asked.other, folder) if asked.other else sides.today()
    return sides.of_commit(asked.commit, folder), after


def measure(folder: Path, before: Side, after: Side, asked: Any) -> dict[str, Any]:
    """Everything that is printed."""
    made = workspace(before, folder, asked.rows)
    calm = os.getloadavg()[0]
    clear(folder)
    homes = [copied(made, folder / f"run-{os.getpid()}" / each) for each in ("before", "after")]
    try:
        with Site(before, homes[0], asked.rows) as old, Site(after, homes[1], asked.rows, planted=asked.planted) as new:
            pairs, worst, instead = in_turn(old, new, asked.runs, asked.only)
            facts = {"before": about(old), "after": about(new), "absent": absent(old, new)}
    finally:
        shutil.rmtree(homes[0].parent)
    facts["instead"] = [{"role": who, "page": page, "asked": where} for (who, page), where in instead.items()]
    facts |= {"cores": len(os.sched_getaffinity(0)), "load": {"at first": calm, "worst": worst}, "runs": asked.runs}
    return verdict(facts | compared(pairs), asked.limit)


def workspace(side: Side, folder: Path, rows: int) -> Path:
    """The workspace that this side's code makes, its summaries and index with it; whole or not at all."""
    made = folder / f"{side.root.name}-{rows}-rows"
    if not made.exists():
        part = made.with_name(made.name + ".part")
        shutil.rmtree(part, ignore_errors=True)
        Site(side, part, rows).close()
        part.rename(made)
    return made


def clear(folder: Path) -> None:
    """Remove the copies that killed runs left."""
    for left in folder.glob("run-*"):
        try:
            os.kill(int(left.name.removeprefix("run-")), 0)
        except ProcessLookupError:
            shutil.rmtree(left)


def copied(made: Path, home: Path) -> Path:
    shutil.copytree(made, home)
    return home


def in_turn(old: Site, new: Site, runs: int, only: str) -> tuple[Pairs, float, Instead]:
    """Both sides' answers to each page, the highest load, and what was asked instead of cuts that a side refuses.

    The first round warms, and is kept as the first pair.
    """
    pairs: Pairs = defaultdict(list)
    worst, instead = 0.0, Instead()
    common = [page for page in old.ready["pages"] if page in new.ready["pages"] and only in page]
    for n in range(runs + 1):
        for role in old.ready["roles"]:
            for page in common:
                if n and not comparable(pairs[role, page]):
                    continue
                sites = (new, old) if n % 2 else (old, new)
                answers = both_asked(sites, role, page, instead)
                pairs[role, page].append((answers[old], answers[new]))
        worst = max(worst, os.getloadavg()[0])
    return pairs, worst, instead


def both_asked(sites: tuple[Site, Site], role: str, page: str, instead: Instead) -> dict[Site, Answer]:
    """Both sides' answers to one page. A cut that one of them refuses is asked for as one calendar month, of both."""
    if (role, page) in instead:
        return {site: site.ask(role, instead[role, page]) for site in sites}
    answers = {site: site.ask(role, site.ready["pages"][page]) for site in sites}
    address = on_the_list(sites[0].ready["pages"][page])
    if address and any(answer.status == REFUSED for answer in answers.values()):
        instead[role, page] = address
        return {site: site.ask(role, address) for site in sites}
    return answers


def on_the_list(address: str) -> str:
    """The address with its days as their first calendar month, which every commit answers; "" where it has none."""
    place, _, query = address.partition("?")
    given = dict(parse_qsl(query))
    if "since" not in given or "until" not in given or given["since"] == given["until"]:
        return ""
    return f"{place}?{urlencode(given | {'until': given['since']})}"


def about(site: Site) -> dict[str, Any]:
    return {"code": site.side.name, **{name: site.ready[name] for name in ("rows", "prepared_s")}}


def absent(old: Site, new: Site) -> list[str]:
    """Pages that only one side knows."""
    return sorted(set(old.ready["pages"]) ^ set(new.ready["pages"]))


if __name__ == "__main__":
    main()

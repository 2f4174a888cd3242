"""How long the thread takes: of a contract with many clauses and links, and from a clause to its words.

    python benchmarks/thread.py [--rows 1000000] [--clauses 200] [--links 20000] [--runs 7] [--folder DIR] [--json]

Makes a site over `rows` answers as pages.py does, or uses the one in the folder, with a contract of so many clauses,
each with its measure, need and results, over so many links to quoted answers. Prints warm medians in milliseconds: the
thread of the whole contract, of one clause with its words, and of one answer down to its results,
each asked of another clause each time. The words are read through the store, as for anybody.
"""

import argparse
import json
import random
import statistics
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import national
import pages


MUST = {"contract": 1_000, "clause to words": 200, "words to results": 200}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--clauses", type=int, default=200)
    parser.add_argument("--links", type=int, default=20_000)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    with national.place(asked.folder) as folder:
        found = measure(folder.resolve(), asked)
    print(json.dumps(found, indent=2) if asked.json else said(found))


def measure(folder: Path, asked: argparse.Namespace) -> dict[str, object]:
    """Medians in milliseconds, with how many links and passages they were of."""
    pages.prepare(folder, asked.rows)
    from django.core.management import call_command

    from goldthread.web.opened import workspace as opened

    call_command("flush", verbosity=0, interactive=False)
    workspace = opened()
    links, tokens = weave(workspace, asked.clauses, asked.links)
    chance, medians = random.Random(7), {}
    for name, ask in {
        "contract": lambda: thread(workspace, "contract:whole"),
        "clause to words": lambda: thread(workspace, f"clause:c{chance.randrange(asked.clauses)}"),
        "words to results": lambda: thread(workspace, f"passage:{chance.choice(tokens)}"),
    }.items():
        ask()
        medians[name] = round(statistics.median(timed(ask) for _ in range(asked.runs)), 1)
    return {"links": links, "passages": len(tokens), "rows": asked.rows, "medians": medians}


def thread(workspace: object, reference: str) -> object:
    """The thread through one reference, as the owner reads it."""
    from goldthread.thread import queries
    from goldthread.vocabulary import Scope

    return queries.thread(reference, queries.Reader(scope=Scope.owner(), workspace=workspace))


def timed(work: Callable[[], object]) -> float:
    """Milliseconds."""
    began = time.perf_counter()
    work()
    return 1_000 * (time.perf_counter() - began)


def weave(workspace: object, clauses: int, links: int) -> tuple[int, list[str]]:
    """A contract of so many clauses, each on a measure of a need, and links to quoted answers up to so many in all."""
    from goldthread.accounts import clock
    from goldthread.commitments.models import (
        Clause,
        ClauseResult,
        ClauseWording,
        Contract,
        ContractParty,
        MeasureRecord,
        MeasureVersion,
    )
    from goldthread.partnership.models import Need, NeedWording, PatientPanel
    from goldthread.thread.models import Link, QuotedPassage

    today, by = date(2031, 1, 1), "benchmark"
    panel = PatientPanel.objects.create(key="panel", title="Panel", host="X", organisations=["R1A"], by=by)
    whole = Contract.objects.create(
        key="whole", title="Whole", edition="council", year="", starts=today, ends=date(2031, 12, 31), by=by
    )
    ContractParty.objects.create(contract=whole, organisation="R1A", capacity="provider")
    edges = []
    for n in range(clauses):
        need = Need.objects.create(key=f"n{n}", panel=panel, organisations=["R1A"], by=by, on=today)
        NeedWording.objects.create(need=need, number=1, wording=f"Need {n}", by=by)
        record = MeasureRecord.objects.create(key=f"m{n}", panel=panel, organisations=["R1A"], by=by, on=today)
        body = {
            "wording": f"Measure {n}",
            "definition": {"share answering yes": {"question": "Did you know?", "yes": "Yes", "no": "No"}},
        }
        MeasureVersion.objects.create(measure=record, number=1, wording=f"Measure {n}", body=body, by=by)
        clause = Clause.objects.create(key=f"c{n}", contract=whole, measure=record, by=by, on=today)
        ClauseWording.objects.create(
            clause=clause, number=1, wording=f"Clause {n}", place="grant", organisation="X", by=by
        )
        edges += [("is measured by", str(need), str(record)), ("was promised in", str(record), str(clause))]
        for month in range(1, 7):
            ClauseResult.objects.create(
                key=f"c{n}-2031-{month:02}",
                clause=clause,
                period=f"2031-{month:02}",
                measure_version=1,
                numerator=30,
                denominator=40,
                status="met",
                source="computed",
                organisation="R1A",
                shown_from=clock.now(),
                by=by,
            )
            edges.append(("is reported in", str(clause), f"result:c{n}-2031-{month:02}"))
    wanted = (links - len(edges)) // 2
    told = workspace.words.passages(limit=wanted).items
    quoted = [
        QuotedPassage(
            feedback=one.id, respondent=one.respondent, words=one.text, start=0, end=len(one.text), by=by, hash="x"
        )
        for one in told
    ]
    QuotedPassage.objects.bulk_create(quoted)
    for at, one in enumerate(quoted):
        edges += [
            ("speaks for", str(one), f"need:n{at % clauses}"),
            ("gave its words to", str(one), f"measure:m{at % clauses}"),
        ]
    Link.objects.bulk_create(
        [
            Link(kind=kind, upper=upper, lower=lower, upper_version="1", lower_version="1", by=by)
            for kind, upper, lower in edges
        ]
    )
    return len(edges), [one.token for one in quoted]


def said(found: dict[str, object]) -> str:
    """The figures as people read them."""
    medians = found["medians"]
    lines = [f"{found['links']:,} links, {found['passages']:,} passages, {found['rows']:,} answers"]
    lines += [f"{name:<20} {ms:>10,.1f} ms   (must {MUST[name]:,})" for name, ms in medians.items()]
    return "\n".join(lines)


if __name__ == "__main__":
    main()

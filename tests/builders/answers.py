"""Every question of the store over some scopes and cuts, as plain values, to compare versions of the code.

Only what stood at the first format is used, so that the code of that time can run it too.
"""

import json
from dataclasses import asdict
from datetime import date
from hashlib import blake2b
from typing import Any

from goldthread.vocabulary import Cut, Scope
from goldthread.workspace import Workspace


OWNER = Scope.owner()
COMMISSIONER = Scope(
    person="cath", audience="commissioner", organisations=frozenset({"XWR", "XAM"}), words_from=frozenset({"XWR"})
)
TEAM = Scope(
    person="fay",
    audience="own team",
    organisations=frozenset({"XWR"}),
    words_from=frozenset({"XWR"}),
    services=frozenset({("XWR", "Ward 7 - Older People")}),
)
STRANGER = Scope.nobody()
SCOPES = {"owner": OWNER, "commissioner": COMMISSIONER, "team": TEAM, "stranger": STRANGER}
PATHWAY = "home-after-a-fall"
CUTS = {
    "everything": Cut(),
    "one organisation": Cut(organisations=("XWR",)),
    "months": Cut(since=date(2031, 3, 1), until=date(2031, 8, 31)),
    "days": Cut(since=date(2031, 3, 5), until=date(2031, 8, 11)),
    "team": Cut(teams=("Bay A",)),
    "theme": Cut(themes=("Care received",)),
    "mood": Cut(sentiments=("4", "5"), roles=("patient",)),
    "questions": Cut(question_types=("could_improve",), kinds=("friends_and_family",)),
    "pathway": Cut(pathway=PATHWAY),
}
TABLES: dict[str, list[dict[str, Any]]] = {
    "volumes": [
        {},
        {"by": ("month", "organisation")},
        {"by": ("service", "role")},
        {"by": ("team",)},
        {"by": ("channel",)},
        {"by": ("kind", "question_type")},
        {"by": ("score",)},
        {"by": ("about:age",)},
        {"words_only": True},
    ],
    "themes": [{}, {"by": ("month",)}, {"by": ("organisation", "service")}],
    "sentiment": [{}, {"by": ("organisation",)}, {"together": True}],
    "journey": [{}, {"by": ("role",)}],
    "score": [{"by": ("organisation",)}],
    "asked": [{}],
}


def answers(opened: Workspace) -> dict[str, Any]:
    """All answers, by what was asked."""
    found: dict[str, Any] = {"counts": opened.imports.counts()}
    for who, scope in SCOPES.items():
        for what, cut in CUTS.items():
            for question, hows in TABLES.items():
                for how in hows if what == "everything" else hows[:2]:
                    found[f"{who}/{what}/{question}/{how}"] = _table(opened.store.ask(scope, question, cut, **how))
        found[f"{who}/words"] = _words(opened.store.ask(scope, "words", limit=12))
        found[f"{who}/telling"] = _words(opened.store.ask(scope, "words", CUTS["theme"], limit=6, order="telling"))
        found[f"{who}/search"] = _words(opened.store.ask(scope, "search", words='staff -"so kind"', limit=6))
    newest = opened.store.ask(OWNER, "words", limit=1).items[0].id
    found["feedback"] = _words(opened.store.ask(OWNER, "feedback", id=newest))
    found["similar"] = _words(opened.store.ask(OWNER, "similar", id=newest, limit=4))
    safe = Scope(person="ig", audience="owner", organisations=None, words_from=None, use="safeguarding")
    found["concerns"] = _words(opened.store.ask(safe, "concerns", first=("danger",)))
    found["batches"] = [
        [line.version, line.what, line.batch, line.file, line.kind] for line in opened.imports.batches()
    ]
    found["pathways"] = {
        key: [one.key for one in held.touchpoints] for key, held in opened.published.pathways().items()
    }
    found["agreements"] = [asdict(one) for one in opened.published.agreements()]
    return found


def _table(table: Any) -> dict[str, Any]:
    """What a table comes to, and a checksum of all its rows, whatever their order."""
    rows = sorted(json.dumps(row, sort_keys=True) for row in table.rows)
    checksum = blake2b("\n".join(rows).encode(), digest_size=8).hexdigest()
    return {"rows": len(rows), "out of": [table.denominator, table.people], "sums": _sums(table), "checksum": checksum}


def _sums(table: Any) -> dict[str, int]:
    return {figure: sum(int(row[figure] or 0) for row in table.rows) for figure in table.figures}


def _words(passages: Any) -> dict[str, Any]:
    return {"total": passages.total, "items": [_passage(asdict(item)) for item in passages.items]}


def _passage(held: dict[str, Any]) -> dict[str, Any]:
    held["date"] = held["date"].isoformat() if held["date"] else None
    codes = [
        [c["framework"], c["label"], c["by"], round(c["confidence"], 4), c["status"], c["start"], c["end"]]
        for c in held["codes"]
    ]
    removed = [[one["type"], one["start"], one["end"]] for one in held["removed"]]
    return held | {"codes": codes, "removed": removed}

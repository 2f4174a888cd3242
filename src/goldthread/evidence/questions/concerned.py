"""Concerns: answers that need review, gravest first. Read under the safeguarding right alone."""

from dataclasses import replace
from typing import Any

import ibis
import ibis.expr.types as ir

from goldthread.evidence.questions.reading import places
from goldthread.evidence.questions.whole import PLACE, passages
from goldthread.evidence.shapes import UNRANKED
from goldthread.evidence.view import View
from goldthread.vocabulary import CONCERN_ACTIONS, CONCERNS, Code, Passages


def concerns(
    view: View,
    *,
    decided: bool = False,
    id: str = "",  # noqa: A002
    first: tuple[str, ...] = (),
    least: float = 0.0,
    limit: int = 20,
    offset: int = 0,
) -> Passages:
    """Words with their concerns, and what people decided of them.

    Takes: whether those that a person has looked at are meant; one id, or all; the kinds of concern that come before
    all others, gravest first, the likeliest of each kind first; the least probability (0-1) of those that wait. What
    was found before concerns were ranked waits whatever the least, after what was.
    """
    rows, marks = _concerned(view, first), view.engine.table("marks")
    looked_at = marks.filter(marks.framework == CONCERNS).group_by("id").aggregate(looked=marks.at.max())
    looked_at = looked_at.rename(marked="id")
    seen = [rows.id == looked_at.marked, rows.since <= looked_at.looked]
    kept = rows.semi_join(looked_at, seen) if decided else rows.anti_join(looked_at, seen)
    kept = kept.filter(kept.id == id) if id else kept
    if least and not decided:
        kept = kept.filter((kept.probability >= least) | (kept.probability == UNRANKED))
    count = view.engine.answer(lambda: kept.aggregate(n=kept.count()))["n"][0].as_py()
    some = (
        kept.order_by(kept.rank, kept.probability.desc(), kept.since, kept.id)
        .limit(limit, offset=offset)
        .select(*PLACE)
    )
    items = passages(view, places(view.engine.answer(lambda: some)))
    page = Passages(items=items, total=count, store_version=view.version)
    return replace(page, items=tuple(_with_concerns(view, page)))


def _concerned(view: View, first: tuple[str, ...]) -> ir.Table:
    """Words with a concern, each with the moment it came: changed words wait again, whoever looked at the older."""
    rows, found = view.words(), view.engine.table("concerned")
    ranks = {kind: at for at, kind in enumerate(first)}
    rank = found.label.substitute(ranks, else_=len(ranks)) if ranks else ibis.literal(0)
    keys = found.select(key=found.id, of=found.batch, rank=rank, probability=found.probability).group_by("key", "of")
    keys = keys.aggregate(rank=ibis._.rank.min(), probability=ibis._.probability.max())
    came = {line.batch: line.at for line in view.lines.standing}
    since = rows.batch.substitute(came) if came else ibis.literal("")
    return rows.mutate(since=since).inner_join(keys, [rows.id == keys.key, rows.batch == keys.of]).drop("key", "of")


def _with_concerns(view: View, page: Passages) -> Any:
    ids = [item.id for item in page.items]
    if not ids:
        return
    found, marks = view.engine.table("concerned"), view.engine.table("marks")
    told: dict[tuple[str, str], dict[str, Code]] = {}
    ranked = found.filter(found.id.isin(ids)).order_by("probability")
    for row in view.engine.answer(lambda: ranked).to_pylist():
        code = Code(CONCERNS, row["label"], row["by"], row["probability"], "suggested", row["start"], row["end"])
        told.setdefault((row["id"], row["batch"]), {})[row["label"]] = code
    wanted = marks.filter(marks.id.isin(ids) & marks.framework.isin([CONCERNS, CONCERN_ACTIONS])).order_by("at")
    said: dict[str, list[Code]] = {}
    for row in view.engine.answer(lambda: wanted).to_pylist():
        said.setdefault(row["id"], []).append(Code(row["framework"], row["label"], row["by"], 1.0, row["status"]))
    for item in page.items:
        yield replace(item, codes=(*told.get((item.id, item.batch), {}).values(), *said.get(item.id, ())))

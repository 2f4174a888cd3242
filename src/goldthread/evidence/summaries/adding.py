"""From rows to cells: the sums of one portion, written as DuckDB's SQL, since nothing else ever runs it."""

from typing import Any


CELL = ("batch", "month", "organisation", "service", "kind", "role")
"""What is the same for all answers of one person who is counted in cells."""
NARROW = (
    "id", "batch", "respondent", "kind", "organisation", "service", "team", "date", "role", "question_type",
    "answered", "score", "scale", "themes", "sentiment", "feelings", "touchpoints",
)  # fmt: skip
"""The columns that counting needs: no words, nothing personal but the opaque ids."""
BALANCE = {
    "positive": "sentiment <= 2", "neutral": "sentiment = 3", "negative": "sentiment >= 4",
    "unrated": "sentiment is null",
}  # fmt: skip
FIGURES = ("n", "people", *(f"{name}{end}" for name in BALANCE for end in ("", "_people")))

_WORDS = "answered = 'words'"
_POINTS = "unnest(case when len(touchpoints) > 0 then touchpoints else [''] end)"
FACETS = {
    "all": ("'' as label, '' as second", "true", False),
    "words": ("'' as label, '' as second", _WORDS, False),
    "scaled": ("'' as label, '' as second", "scale <> ''", False),
    "theme": ("unnest(themes) as label, '' as second", _WORDS, True),
    "felt": ("coalesce(sentiment::varchar, '') as label, '' as second", _WORDS, False),
    "touchpoint": (f"{_POINTS} as label, '' as second", _WORDS, False),
    "feeling": ("label, unnest(feelings) as second", _WORDS, False),
    "score": ("coalesce(scale, '') as label, coalesce(score, '') as second", "scale <> ''", False),
}
"""For each facet: what splits it, which answers it is of, and whether it carries the balance of sentiment."""

MONTH = "coalesce(strftime(date, '%Y-%m'), '')"
_PLAIN = ", ".join(f"coalesce({name}, '') as {name}" for name in CELL if name != "month")


def lay_portion(connection: Any, source: str, where: str) -> None:
    """Lay out one portion of plain people's rows as the table `portion`."""
    connection.execute(
        f"create or replace temp table portion as select {_PLAIN}, {MONTH} as month, hash(respondent) as person, "
        f"answered, score, scale, themes, sentiment, feelings, touchpoints from {source} where {where}"
    )


def add_portion(connection: Any, sign: int = 1) -> None:
    """Add the sums of the portion to the table `cells`, or take them off where `sign` is -1."""
    for facet, (split, where, balanced) in FACETS.items():
        rows = "portion"
        if facet == "feeling":
            rows = f"(select *, {_POINTS} as label from portion where {_WORDS})"
        inner = f"select {', '.join(CELL)}, person, sentiment, {split} from {rows} where {where}"
        figures = [f"{sign} * count(*)", f"{sign} * count(distinct person)", *_balance(sign, balanced)]
        columns = ", ".join((*CELL, "label", "second"))
        connection.execute(
            f"insert into cells select {columns}, '{facet}' as facet, {', '.join(figures)} from ({inner}) group by all"
        )


def _balance(sign: int, balanced: bool) -> list[str]:
    if not balanced:
        return ["null"] * (2 * len(BALANCE))
    made = []
    for test in BALANCE.values():
        made += [f"{sign} * count(*) filter ({test})", f"{sign} * count(distinct person) filter ({test})"]
    return made


def make_cells(connection: Any) -> None:
    """An empty table of cells."""
    texts = ", ".join(f"{name} varchar" for name in (*CELL, "label", "second", "facet"))
    numbers = ", ".join(f"{name} bigint" for name in FIGURES)
    connection.execute(f"create or replace table cells ({texts}, {numbers})")


def write_cells(connection: Any, source: str, target: str) -> None:
    """Write the sums of cells of equal names to a file; cells that came to nothing are left out."""
    keys = ", ".join((*CELL, "label", "second", "facet"))
    sums = ", ".join(f"sum({name})::bigint as {name}" for name in FIGURES)
    connection.execute(
        f"copy (select {keys}, {sums} from {source} group by all having sum(n) <> 0 or sum(people) <> 0 "
        f"order by facet, organisation, month) to '{target}' (format parquet, compression zstd)"
    )

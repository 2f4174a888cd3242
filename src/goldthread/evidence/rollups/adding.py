"""From rows to cells: the sums of one chunk, written as DuckDB's SQL, since nothing else ever runs it."""

from typing import Any

from goldthread.evidence.columns import COLUMNS, names


DIMENSIONS = tuple(
    "month" if COLUMNS[name].rollup == "month" else name
    for name in names(lambda column: column.rollup in ("dimension", "month"))
)
"""What is the same for all answers of one person who is counted in cells."""
NARROW = names(lambda column: column.rollup)
"""The columns that counting needs: no words, nothing personal but the opaque ids."""
BALANCE = {
    "positive": "sentiment <= 2",
    "neutral": "sentiment = 3",
    "negative": "sentiment >= 4",
    "unrated": "sentiment is null",
}
FIGURES = ("n", "people", "cell_key", *(f"{name}{end}" for name in BALANCE for end in ("", "_people", "_key")))
RECORD_KEY = "('0x' || respondent[:8])::bigint"
"""The first 32 bits of a respondent's id: a cell's key is the sum of its people's, modulo 2**32."""

_WORDS = "answered = 'words'"
POINTS = "case when len(touchpoints) > 0 then touchpoints else [''] end"
_POINTS = f"unnest({POINTS})"
_MOODS = " ".join(f"when {test} then '{name}'" for name, test in BALANCE.items())
FACETS = {
    "all": ("'' as label, '' as second", "true", False),
    "words": ("'' as label, '' as second", _WORDS, False),
    "scaled": ("'' as label, '' as second", "scale <> ''", False),
    "theme": ("unnest(themes) as label, '' as second", _WORDS, True),
    "mood": (f"case {_MOODS} end as label, '' as second", _WORDS, False),
    "felt": ("coalesce(sentiment::varchar, '') as label, '' as second", _WORDS, False),
    "touchpoint": (f"{_POINTS} as label, '' as second", _WORDS, False),
    "feeling": ("label, unnest(feelings) as second", _WORDS, False),
    "score": ("coalesce(scale, '') as label, coalesce(score, '') as second", "scale <> ''", False),
    "fixed": ("pair['name'] as label, pair['value'] as second", "pair['value'] <> ''", False),
}
"""For each facet: what splits it, which answers it is of, and whether it carries the balance of sentiment."""

MOST_FIXED = 50
"""A column of a file with more different values in one chunk is open: none of its answers are counted in cells."""
MONTH = "coalesce(strftime(date, '%Y-%m'), '')"
SAID = ", ".join(names(lambda column: column.rollup == "facet"))
_PLAIN = ", ".join(f"coalesce({name}, '') as {name}" for name in DIMENSIONS if name != "month")


def in_rollup(columns: str, source: str) -> str:
    """Rows with the cell that each belongs to, and other columns as they are."""
    return f"select {_PLAIN}, {MONTH} as month, {columns} from {source}"


def told_apart(facet: str, source: str, columns: str, *, points: str = POINTS) -> str:
    """Rows of a facet, one for each label: these columns, then `label` and `second`.

    Takes: how the points of an answer are found, where they do not lie as they were kept.
    """
    split, where, _ = FACETS[facet]
    split = split.replace(POINTS, points)
    if facet == "fixed":
        source = f"(select *, unnest(extra) as pair from {source})"
    if facet == "feeling":
        source = f"(select *, unnest({points}) as label from {source} where {_WORDS})"
    return f"select {columns}, {split} from {source} where {where}"


def lay_chunk(connection: Any, source: str, where: str) -> None:
    """Lay out one chunk of plain people's rows as the table `chunk`, and its cells, by number, as `places`."""
    run, cell = connection.execute, ", ".join(DIMENSIONS)
    person = f"hash(respondent) as person, {RECORD_KEY} as record_key"
    run(f"create or replace temp table wide as {in_rollup(f'{person}, {SAID}', source)} where {where}")
    run(
        "create or replace temp table places as select row_number() over () as place, * "
        f"from (select distinct {cell} from wide)"
    )
    run(
        f"create or replace temp table chunk as select place, wide.* exclude ({cell}) from wide join places "
        f"using ({cell})"
    )
    run("drop table wide")
    run(
        f"create or replace temp table told as select label, count(distinct second) > {MOST_FIXED} as is_open "
        f"from ({told_apart('fixed', 'chunk', 'place')}) group by label"
    )
    run("create table if not exists open_columns (name varchar primary key)")
    run("insert or ignore into open_columns select label from told where is_open")


def add_chunk(connection: Any, sign: int = 1) -> None:
    """Add the sums of the chunk to the table `cells`, or take them off where `sign` is -1.

    Each person's answers are summed first: then a person is one row, and people are counted without being told apart.
    """
    for facet, (_, _, balanced) in FACETS.items():
        inner = told_apart(facet, "chunk", "place, person, record_key, sentiment")
        inner += " and label not in (select name from open_columns)" if facet == "fixed" else ""
        tests = BALANCE if balanced else {}
        each = "".join(f", count(*) filter ({test}) as {name}" for name, test in tests.items())
        people = f"select place, person, record_key, label, second, count(*) as n{each} from ({inner}) group by all"
        figures = [f"{sign} * sum(n)", f"{sign} * count(*)", f"{sign} * sum(record_key)"]
        for name in BALANCE:
            figures += (
                [
                    f"{sign} * sum({name})",
                    f"{sign} * count(*) filter ({name} > 0)",
                    f"{sign} * coalesce(sum(record_key) filter ({name} > 0), 0)",
                ]
                if balanced
                else ["null"] * 3
            )
        connection.execute(
            f"insert into cells select {', '.join(DIMENSIONS)}, label, second, '{facet}', {', '.join(_NAMES)} from "
            f"(select place, label, second, {', '.join(map(' as '.join, zip(figures, _NAMES, strict=True)))} "
            f"from ({people}) group by all) join places using (place)"
        )


_NAMES = [f"sum_{name}" for name in FIGURES]


def make_rollup(connection: Any) -> None:
    """An empty table of cells."""
    texts = ", ".join(f"{name} varchar" for name in (*DIMENSIONS, "label", "second", "facet"))
    numbers = ", ".join(f"{name} bigint" for name in FIGURES)
    connection.execute(f"create or replace table cells ({texts}, {numbers})")


def write_rollup(connection: Any, source: str, target: str) -> None:
    """Write the sums of cells of equal names to a file; what came to nothing is left out.

    Each cell of the file has its row of the facet "all", if only to say that it came to nothing: cells are read by it.
    """
    cell = ", ".join(DIMENSIONS)
    sums = ", ".join(f"sum({name})::bigint as {name}" for name in FIGURES)
    connection.execute(
        f"copy (with summed as (select {cell}, label, second, facet, {sums} from {source} group by all), "
        "kept as (select * from summed where n <> 0 or people <> 0) "
        "select * from kept union all by name (select * from summed s where facet = 'all' and n = 0 and people = 0 "
        f"and exists (from kept k where {' and '.join(f'k.{name} = s.{name}' for name in DIMENSIONS)})) "
        f"order by facet, organisation, month) to '{target}' (format parquet, compression zstd)"
    )

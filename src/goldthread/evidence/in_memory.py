"""What one process holds in memory for speed, so that it can be measured, and seen to be gone."""

from dataclasses import dataclass

from goldthread.evidence.at_hand import AtHand
from goldthread.evidence.engine import Engine
from goldthread.evidence.questions.laying import OF_FILES


@dataclass(frozen=True, kw_only=True)
class InMemory:
    """What is held: answers to count with, the ids of those held in full, words and all, cuts that were asked of,
    the files of summaries, with how many column types of their own they have, and the cells of closes that were counted
    for everybody who asks of a pathway."""

    answers: int
    in_full: frozenset[str]
    cuts: int
    rollups: frozenset[str]
    types: int
    closed: int


def in_memory(engine: Engine, at_hand: AtHand) -> InMemory:
    """What is held at this moment; asking changes nothing."""
    with engine.turn():
        tables = [row["name"] for row in engine.numbers("select table_name as name from duckdb_tables()")]
        return InMemory(
            answers=_count(engine, "from held.answers") if "answers" in tables else 0,
            in_full=at_hand.in_full(),
            cuts=_count(engine, "from duckdb_views() where view_name like 'cut_%'"),
            rollups=frozenset(name.partition(OF_FILES)[2] for name in tables if OF_FILES in name),
            types=_count(engine, "from duckdb_types() where type_name like 'kind_%'"),
            closed=engine.closed.sum,
        )


def _count(engine: Engine, rows: str) -> int:
    return int(engine.numbers(f"select count(*) as n {rows}")[0]["n"])

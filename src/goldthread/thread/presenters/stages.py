"""How a thread looks on a page: its stages in order, from people's words to the monthly result."""

from collections import Counter
from typing import Any

from goldthread.accounts.registry import references
from goldthread.thread.queries import Node, Thread
from goldthread.vocabulary.listing import listed


NAMES = {"passage": "comment"}
TELLERS = {"patient": "a patient", "carer": "a carer", "staff": "a member of staff"}


def stages(found: Thread) -> list[dict[str, Any]]:
    """The kinds that the thread runs through, in order, each with its nodes and how they came."""
    into: dict[str, set[str]] = {}
    for edge in found.edges:
        into.setdefault(edge.lower, set()).add(edge.upper)
    made = []
    for kind in ("feedback", *references.stages()):
        nodes = [node for node in found.nodes if node.kind == kind]
        if nodes:
            rows = [
                {
                    "node": node,
                    "address": node.reference.partition(":")[2],
                    "came": _came(into, node),
                    "teller": TELLERS.get(node.role, ""),
                }
                for node in nodes
            ]
            made.append({"kind": kind, "title": references.label(kind), "rows": rows})
    return made


def _came(into: dict[str, set[str]], node: Node) -> str:
    """What this came from, in words: from 4 comments, a need and a decision."""
    counted = Counter(upper.partition(":")[0] for upper in into.get(node.reference, ()))
    order = [kind for kind in references.stages() if kind in counted]
    return f"from {listed([_some(kind, counted[kind]) for kind in order])}" if order else ""


def _some(kind: str, n: int) -> str:
    name = NAMES.get(kind, references.label(kind).lower())
    return f"{n} {name}s" if n > 1 else f"{'an' if name[0] in 'aeiou' else 'a'} {name}"


def title(found: Thread) -> str:
    """The page's heading: the wording, or whose words they are."""
    here = next((node for node in found.nodes if node.steps == 0), None)
    if here is None or here.withdrawn:
        return "Words that were withdrawn"
    if here.wording:
        return here.wording
    return "Your own words, and what happened next" if here.own else "These words, and what happened next"

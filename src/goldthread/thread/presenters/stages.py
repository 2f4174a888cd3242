"""How a thread looks on a page: its stages in order, from people's words to the monthly result."""

from typing import Any

from goldthread.accounts.registry import references
from goldthread.thread.queries import Node, Thread


MANY = {"speaks for": "speak for", "gave its words to": "gave their words to"}
TELLERS = {"patient": "a patient", "carer": "a carer", "staff": "a member of staff"}


def stages(found: Thread) -> list[dict[str, Any]]:
    """The kinds that the thread runs through, in order, each with its nodes and how they came."""
    into: dict[str, list[tuple[str, str]]] = {}
    for edge in found.edges:
        into.setdefault(edge.lower, []).append((edge.upper.partition(":")[0], edge.kind))
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


def _came(into: dict[str, list[tuple[str, str]]], node: Node) -> str:
    """How this came of what is above it, in words."""
    links = into.get(node.reference, [])
    said = []
    for upper, kind in dict.fromkeys(links):
        n = links.count((upper, kind))
        many = f" ({n})" if n > 1 else ""
        verb = MANY.get(kind, kind) if upper == "passage" else kind
        said.append(f"{references.label(upper).lower()}{many} {verb} this")
    return "; ".join(said)


def title(found: Thread) -> str:
    """The page's heading: the wording, or whose words they are."""
    here = next((node for node in found.nodes if node.steps == 0), None)
    if here is None or here.withdrawn:
        return "Words that were withdrawn"
    if here.wording:
        return here.wording
    return "Your own words, and what happened next" if here.own else "These words, and what happened next"

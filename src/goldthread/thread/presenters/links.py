"""What is linked to what one looks at, in words and as values of a form."""

from typing import NamedTuple

from goldthread.accounts.registry import references
from goldthread.thread.queries import Edge, Node, Thread


class Linked(NamedTuple):
    """A link of what one looks at: the thing at its other end, and whether that came of this."""

    edge: Edge
    node: Node
    down: bool


def linked(found: Thread) -> list[Linked]:
    """What is linked to what one looks at."""
    here = {node.reference for node in found.nodes if node.steps == 0}
    by_name = {node.reference: node for node in found.nodes}
    return [
        Linked(edge, by_name[edge.lower if edge.upper in here else edge.upper], edge.upper in here)
        for edge in found.edges
        if {edge.upper, edge.lower} & here
    ]


def said(one: Linked) -> str:
    """A link in words, from what one looks at."""
    wording = one.node.wording or one.node.words or ""
    named = references.label(one.node.kind).lower()
    end = f"{named}: {wording[:90]}{'…' * (len(wording) > 90)}" if wording else named
    return f"this {one.edge.kind} the {end}" if one.down else f"the {end} {one.edge.kind} this"


def value(edge: Edge) -> str:
    """A link as one value of a form."""
    return f"{edge.upper} {edge.kind} {edge.lower}"

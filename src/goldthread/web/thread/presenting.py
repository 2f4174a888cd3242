"""How a thread looks on a page: its stages in order, from people's words to the monthly result."""

from typing import Any

from goldthread.accounts.registry import references
from goldthread.thread.queries import Knot, Thread


MANY = {"speaks for": "speak for", "gave its words to": "gave their words to"}
TELLERS = {"patient": "a patient", "carer": "a carer", "staff": "a member of staff"}


def stages(found: Thread) -> list[dict[str, Any]]:
    """The kinds that the thread runs through, in order, each with its knots and how they came."""
    into: dict[str, list[tuple[str, str]]] = {}
    for tie in found.ties:
        into.setdefault(tie.lower, []).append((tie.upper.partition(":")[0], tie.kind))
    made = []
    for kind in ("feedback", *references.stages()):
        knots = [knot for knot in found.knots if knot.kind == kind]
        if knots:
            rows = [
                {
                    "knot": knot,
                    "address": knot.reference.partition(":")[2],
                    "came": _came(into, knot),
                    "teller": TELLERS.get(knot.role, ""),
                }
                for knot in knots
            ]
            made.append({"kind": kind, "title": references.label(kind), "rows": rows})
    return made


def _came(into: dict[str, list[tuple[str, str]]], knot: Knot) -> str:
    """How this came of what is above it, in words."""
    links = into.get(knot.reference, [])
    said = []
    for upper, kind in dict.fromkeys(links):
        n = links.count((upper, kind))
        many = f" ({n})" if n > 1 else ""
        verb = MANY.get(kind, kind) if upper == "passage" else kind
        said.append(f"{references.label(upper).lower()}{many} {verb} this")
    return "; ".join(said)


def title(found: Thread) -> str:
    """The page's heading: the wording, or whose words they are."""
    here = next((knot for knot in found.knots if knot.steps == 0), None)
    if here is None or here.withdrawn:
        return "Words that were withdrawn"
    if here.wording:
        return here.wording
    return "Your own words, and where they went" if here.own else "These words, and where they went"

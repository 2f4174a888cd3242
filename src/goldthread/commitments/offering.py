"""What this room offers on pages of other rooms."""

from collections.abc import Mapping

from goldthread.accounts.acting import Request
from goldthread.commitments.parties import KEEP
from goldthread.thread.models import Link
from goldthread.thread.queries import Node


def a_measure(request: Request, shown: Mapping[str, object]) -> dict[str, object] | None:
    """On the thread of a need, or of a decision on one: to make a measure of it, for those who keep contracts."""
    node = shown.get("node")
    if not isinstance(node, Node) or not request.acting.may(KEEP):
        return None
    need = _need_of(node)
    return {"need": need} if need else None


def next_measure(request: Request, shown: Mapping[str, object]) -> dict[str, object] | None:
    """On the page of a need, and of what was decided on some: to make a measure of the first, with its words."""
    needs = shown.get("needs")
    if not isinstance(needs, list) or not needs or not request.acting.may(KEEP):
        return None
    return {"need": needs[0].key}


def _need_of(node: Node) -> str:
    if node.kind == "need":
        return node.reference.partition(":")[2]
    if node.kind != "decision":
        return ""
    above = Link.objects.filter(lower=node.reference, upper__startswith="need:").order_by("id").first()
    return above.upper.partition(":")[2] if above else ""

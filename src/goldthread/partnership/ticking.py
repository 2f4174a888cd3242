"""What this room adds to pages of words: boxes beside them, and the form that writes a need from those ticked."""

from collections.abc import Mapping

from goldthread.accounts.acting import Request
from goldthread.partnership import choosing, queries
from goldthread.partnership.forms.needs import NeedPlace, PutUnder
from goldthread.partnership.models import Need
from goldthread.thread.queries import Node


QUOTED = {"passage": "quoted", "feedback": "words"}


def fill(request: Request, shown: Mapping[str, object]) -> dict[str, object] | None:
    """The form, for those who may write a need; None for everybody else.

    Takes: the filters of the page as `query`, and the need that words are looked for, where it carries one.
    """
    if not choosing.panels(request.acting):
        return None
    need, query = looked_for(request, shown), shown.get("query")
    put = PutUnder(initial={"need": need.key}) if need else None
    return {"place": NeedPlace.from_page(query if isinstance(query, Mapping) else {}), "put": put}


def for_need(request: Request, shown: Mapping[str, object]) -> dict[str, object] | None:
    """The need that a page's words are looked for, above them; None where there is none."""
    need = looked_for(request, shown)
    return {"need": need, "wording": queries.wording_of(need).wording} if need else None


def looked_for(request: Request, shown: Mapping[str, object]) -> Need | None:
    """The open need that a page carries along, of a panel for which its reader may write."""
    key = shown.get("need")
    return next((one for one in choosing.open_needs(request.acting) if one.key == key), None) if key else None


def from_thread(request: Request, shown: Mapping[str, Node | None]) -> dict[str, object] | None:
    """The way from quoted words to a need; None where the thread is not followed from words that may be read."""
    node = shown.get("node")
    if node is None or node.kind not in QUOTED or node.words is None or not choosing.panels(request.acting):
        return None
    return {"name": QUOTED[node.kind], "value": node.reference.partition(":")[2]}

"""What the thread shows on home pages: one's own words, and links to check again."""

from goldthread.accounts.acting import Acting
from goldthread.accounts.opened import workspace
from goldthread.accounts.registry.references import Reader
from goldthread.thread import checking, queries
from goldthread.vocabulary import Scope


Shown = dict[str, object]
FEW = 5


def own(acting: Acting) -> Shown | None:
    """Somebody's own words on the thread."""
    quoted = queries.quoted(acting.person) if acting.person else []
    return {"own": quoted} if quoted and _is_anything_held(acting.scope()) else None


def to_check(acting: Acting) -> Shown | None:
    """What changed since somebody looked at the links to it, each once, with the first of these links.

    Corrected words are left to the page of all links, which says who may read them.
    """
    stale = [one for one in checking.stale() if one.now[0] == "withdrawn" or not one.upper.startswith("passage:")]
    found = checking.shown(stale, Reader(scope=acting.scope()))
    links: dict[str, list[checking.CheckShown]] = {}
    for one in found:
        changed = one.check.lower if "lower" in one.check.changed else one.check.upper
        links.setdefault(changed, []).append(one)
    checks = [{"link": some[0], "others": len(some) - 1} for some in links.values()]
    return {"checks": checks[:FEW], "more": len(checks) > FEW} if checks else None


def _is_anything_held(scope: Scope) -> bool:
    return bool(workspace().findings.sentiment(scope=scope).denominator)

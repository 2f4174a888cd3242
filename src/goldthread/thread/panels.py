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
    """Links of which an end changed since somebody looked at both."""
    found = checking.shown(checking.stale(), Reader(scope=acting.scope()))
    return {"checks": found[:FEW], "more": len(found) - FEW} if found else None


def _is_anything_held(scope: Scope) -> bool:
    return bool(workspace().findings.sentiment(scope=scope).denominator)

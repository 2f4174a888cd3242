"""Which page needs which permission, and the scope that each request asks with."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse

from goldthread.accounts import queries
from goldthread.accounts.rules import Permission
from goldthread.vocabulary import NoRight, Scope
from goldthread.web.opened import workspace


ASK = "If you need it for your work, ask whoever looks after Goldthread where you work."
View = Callable[..., HttpResponse]


def needs(permission: Permission) -> Callable[[View], View]:
    """Refuse whoever lacks the permission; strangers are sent to sign in before this."""

    def dress(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if permission not in queries.permissions_of(request.user):  # type: ignore[arg-type]
                raise NoRight("Your role does not open this page.", ASK)
            return view(request, *args, **kwargs)

        return guarded

    return dress


def scope_of(request: HttpRequest) -> Scope:
    """What whoever asks may see."""
    return queries.scope_for(request.user, workspace().agreements())  # type: ignore[arg-type]


def theirs(line: Any, scope: Scope) -> bool:
    """Whether every organisation named in a batch is one that this scope may see; total rows name none."""
    held = set(line.account.get("organisations", ())) - {""}
    return bool(held) and scope.organisations is not None and held <= scope.organisations

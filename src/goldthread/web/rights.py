"""Which page needs which permission, and whose a batch is."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponse

from goldthread.accounts.acting import Request
from goldthread.accounts.opened import workspace
from goldthread.accounts.rules import Permission
from goldthread.vocabulary import NoRight, Scope


ASK = "If you need it for your work, ask whoever looks after Goldthread where you work."
View = Callable[..., HttpResponse]


def needs(permission: Permission) -> Callable[[View], View]:
    """Refuse whoever lacks the permission; strangers are sent to sign in before this."""

    def dress(view: View) -> View:
        @wraps(view)
        def guarded(request: Request, *args: object, **kwargs: object) -> HttpResponse:
            if not request.acting.may(permission):
                raise NoRight("Your role does not include this page.", ASK)
            return view(request, *args, **kwargs)

        return guarded

    return dress


def theirs(line: Any, scope: Scope) -> bool:
    """Whether every organisation named in a batch is one that this scope may see; total rows name none."""
    held = workspace().directory().codes_of(line.account.get("organisations", ())) - {""}
    return bool(held) and scope.organisations is not None and held <= scope.organisations

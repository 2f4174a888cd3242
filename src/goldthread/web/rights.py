"""Which page needs which permission, and the scope that each request asks with."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from goldthread.accounts import queries
from goldthread.accounts.rules import Permission
from goldthread.vocabulary import Scope
from goldthread.web.opened import workspace


View = Callable[..., HttpResponse]


def needs(permission: Permission) -> Callable[[View], View]:
    """Refuse whoever lacks the permission; strangers are sent to sign in before this."""

    def dress(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if permission not in queries.permissions_of(request.user):  # type: ignore[arg-type]
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return guarded

    return dress


def scope_of(request: HttpRequest) -> Scope:
    """What whoever asks may see."""
    return queries.scope_for(request.user, workspace().agreements())  # type: ignore[arg-type]

"""Where a form leads when it is done: back to where somebody was, and never to another site."""

from django.http import HttpRequest

from goldthread.accounts.onward import is_here
from goldthread.web.forms import Onward


def next_of(request: HttpRequest, otherwise: str) -> str:
    """The address of this site that a form or a link carries as `next`, else `otherwise`."""
    form = Onward.of(request)
    sent = form.cleaned_data["next"] if form.is_valid() else ""
    wanted = sent or request.GET.get("next", "")
    return wanted if is_here(request, wanted) else otherwise

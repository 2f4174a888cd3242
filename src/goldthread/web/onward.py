"""Where a form leads when it is done: back to where somebody was, and never to another site."""

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


LONGEST = 2_000


def next_of(request: HttpRequest, otherwise: str) -> str:
    """The address of this site that a form or a link carries as `next`; `otherwise` where there is none or another's.

    Only a path is taken: a word such as "-" would be read as the name of a page that does not exist.
    """
    wanted = request.POST.get("next", "") or request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if wanted.startswith("/") and len(wanted) <= LONGEST and safe else otherwise

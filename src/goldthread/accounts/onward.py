"""Whether an address that somebody may have worded leads to a page of this very site."""

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


LONGEST = 2_000


def is_here(request: HttpRequest, address: str) -> bool:
    """Whether an address is a path of this site: never another host, not even one that the site answers to.

    A word such as "-" would be read as the name of a page that does not exist, and "//" leads nowhere.
    """
    if not address.startswith("/") or address.startswith(("//", "/\\")) or len(address) > LONGEST:
        return False
    return url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )

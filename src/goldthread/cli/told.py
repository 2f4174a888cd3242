"""What `serve` says about where the site is."""

from goldthread.accounts import remembered


def where_it_is(host: str, port: int) -> str:
    """Where the site listens, and how links begin where that is something else. The port is remembered for links."""
    from django.conf import settings

    from goldthread.accounts.directory import access

    remembered.remember_port(settings.WORKSPACE / ".site", port)
    here = f"http://{host}:{port}"
    said = f"Goldthread is at {here}/ (stop it with Ctrl-C)."
    links = access.address().rstrip("/")
    if links == here or settings.DEMO:
        return said
    return f"{said}\nLinks for people begin {links}/. Set GOLDTHREAD_ADDRESS where they reach the site otherwise."

"""What a log says of an address that was asked for: the route that answered, or a tag; never the words in it.

Whoever types a name, a comment or a link into the address bar would have it in the log for as long as that is kept.
"""

import logging
import re
import secrets
from collections.abc import Iterable
from hashlib import blake2b

from django.http import HttpRequest


KEY = secrets.token_bytes(16)
"""Of this process alone: nobody can find out by guessing what was asked for."""
SECURITY = "django.security."
CSRF = f"{SECURITY}csrf"
INVALID = re.compile(r"(Invalid request from ip=\S+?):.*", re.DOTALL)


class RoutesOnly(logging.Filter):
    """Changes entries of Django's about a request; every handler that comes after has them so."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Keep the entry, without what was asked for."""
        request = getattr(record, "request", None)
        if not isinstance(request, HttpRequest):
            return True
        if record.name.startswith(SECURITY) and record.name != CSRF:  # its message may be anything that was sent
            record.msg, record.exc_info, record.exc_text = "Refused (%s): %s", None, None
            record.args = (record.name.removeprefix(SECURITY), named(request))
        else:
            asked = {request.path, request.path.encode("unicode_escape").decode("ascii")}
            record.args = _without(record.args, asked, named(request))
        return True


class RequestsUnsaid(logging.Filter):
    """Changes entries of gunicorn's about a request that it could not take or that broke."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Keep the entry, without what was asked for."""
        record.msg = INVALID.sub(r"\1", str(record.msg))
        if record.msg.startswith("Error handling request") and isinstance(record.args, tuple) and record.args:
            *before, asked = record.args
            record.args = (*before, f"({tag(str(asked))})")
        return True


def named(request: HttpRequest) -> str:
    """The route of a request, as in /understand/words/<str:id>/; a tag where none answers."""
    match = request.resolver_match
    return f"/{match.route}" if match else f"no page of ours ({tag(request.path)})"


def tag(asked: str) -> str:
    """Eight digits, the same for the same address in this process."""
    return blake2b(asked.encode("utf-8", "surrogatepass"), key=KEY, digest_size=4).hexdigest()


def _without(args: object, asked: Iterable[str], said: str) -> tuple[object, ...]:
    some = args if isinstance(args, tuple) else ()
    return tuple(said if isinstance(one, str) and one in asked else one for one in some)

"""How long the site waits for what is sent to it: a stranger who begins a form and never ends it holds no thread."""

import socket
import threading
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from wsgiref.types import InputStream, StartResponse, WSGIApplication, WSGIEnvironment


SILENCE = 5.0
"""So many seconds of a body may pass without a byte."""
GRACE, SLOWEST = 15.0, 10_000
"""A body has so many seconds, and one more for each so many bytes: 50 MB over a slow line are allowed 85 minutes."""


class Patience:
    """Wraps an application: whoever is silent or too slow while a body is read is cut off.

    It needs gunicorn's own socket; before other servers it does nothing, they have limits of their own.
    """

    def __init__(self, application: WSGIApplication) -> None:
        self._application = application

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        held = environ.get("gunicorn.socket")
        if isinstance(held, socket.socket) and environ.get("REQUEST_METHOD") not in ("GET", "HEAD"):
            environ["wsgi.input"] = Timed(environ["wsgi.input"], held, environ.get("CONTENT_LENGTH", ""))
        return self._application(environ, start_response)


class Timed:
    """A body that raises TimeoutError, as a broken connection does, where it takes too long to come."""

    def __init__(self, body: InputStream, held: socket.socket, length: str) -> None:
        self._body, self._socket = body, held
        size = int(length) if length.isdecimal() else 0
        self._until = time.monotonic() + GRACE + size / SLOWEST

    def read(self, *size: int) -> bytes:
        """Some of the body, or all of it."""
        return self._in_time(self._body.read, *size)

    def readline(self, *size: int) -> bytes:
        """A line of it."""
        return self._in_time(self._body.readline, *size)

    def __iter__(self) -> Iterable[bytes]:
        return iter(self.readline, b"")

    def _in_time(self, read: Callable[..., bytes], *size: int) -> bytes:
        left = self._until - time.monotonic()
        if left <= 0:
            raise TimeoutError("The rest of a form did not come in time.")
        before = self._socket.gettimeout()
        self._socket.settimeout(SILENCE)
        end = threading.Timer(left, self._hang_up)  # the server reads on for as long as single bytes come
        end.start()
        try:
            return read(*size)
        finally:
            end.cancel()
            self._socket.settimeout(before)

    def _hang_up(self) -> None:
        with suppress(OSError):  # gone already
            self._socket.shutdown(socket.SHUT_RD)

"""Messages between a process and those that work for it: each with its length before it."""

import struct
from typing import IO


def put(stream: IO[bytes] | None, message: bytes) -> None:
    """Write one message with its length before it."""
    assert stream is not None
    stream.write(struct.pack(">Q", len(message)))
    stream.write(message)
    stream.flush()


def get(stream: IO[bytes] | None) -> bytes | None:
    """Read one message, or None at the end, also where it comes in the middle of one."""
    assert stream is not None
    head = _exactly(stream, 8)
    return None if head is None else _exactly(stream, struct.unpack(">Q", head)[0])


def _exactly(stream: IO[bytes], length: int) -> bytes | None:
    """So many bytes, of a stream that may give fewer at a time."""
    parts, left = list[bytes](), length
    while left:
        some = stream.read(left)
        if not some:
            return None
        parts.append(some)
        left -= len(some)
    return parts[0] if len(parts) == 1 else b"".join(parts)

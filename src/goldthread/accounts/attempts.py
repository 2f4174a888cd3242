"""Failed sign-ins, as lines of the audit: few, however many there are, and none says whose name exists.

A name and an address are known again by keyed hashes alone. Within a window, a name as tried from one address gets a
line at its 1st, 2nd, 4th, 8th… try, with the count so far. Once the whole site has had its lines of a window, further
tries are only counted together, and get a line at the 1st, 2nd, 4th… of those.
"""

from django.utils.crypto import salted_hmac

from goldthread.accounts import actions, limits


WINDOW, MOST = 900, 100
"""Seconds of a window, and how many lines the whole site may get in one."""
OTHERS = "others"


def failed(*, about: str, address: str, how: str) -> None:
    """Somebody tried to sign in and was refused.

    Takes: whom it is about, as `name_of` or the reference of a person who has shown their password; the address; by
    which way it was tried.
    """
    tries = _count(f"{about} {address}")
    if _gets_a_line(tries):
        _record(about=about, at=place_of(address), how=how, tries=tries)


def name_of(said: str) -> str:
    """What is kept of a name that somebody typed: the same for every spelling of it, whoever has it."""
    return f"name:{_hash(said.strip().casefold())}"


def place_of(address: str) -> str:
    """What is kept of an address."""
    return f"place:{_hash(address)}"


def _record(*, about: str, at: str, how: str, tries: int) -> None:
    if _count("lines") <= MOST:
        actions.note_failed(about=about, at=at, how=how, tries=tries)
    elif _gets_a_line(more := _count(OTHERS)):
        actions.note_failed(about=OTHERS, lines=more)


def _gets_a_line(number: int) -> bool:
    return number & (number - 1) == 0


def _count(key: str) -> int:
    return limits.count(f"tries {key}", window=WINDOW)


def _hash(value: str) -> str:
    return salted_hmac("goldthread.accounts.attempts", value, algorithm="sha256").hexdigest()[:24]

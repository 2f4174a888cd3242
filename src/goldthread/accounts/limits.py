"""How often somebody may try: allauth's limits, over a cache that every process of the site shares.

Nothing is limited by a name alone, so a stranger cannot lock out a name that they know. A wrong guess counts for the
name as tried from one address, and for the address only while that pair is still allowed: one person who has forgotten
a password does not use up the tries of everybody behind the same address.
"""

import hashlib
import hmac
import ipaddress
import secrets
import time
from typing import TYPE_CHECKING

from django.apps import apps
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest


if TYPE_CHECKING:
    from goldthread.accounts.models import Person


RATES: dict[str, str] = {
    "login": "120/m/ip",
    "login_failed": "6/15m/key,100/15m/ip",
    "reset_password": "10/m/ip,60/h/ip",
    "change_password": "5/m/user",
    "reauthenticate": "10/m/user",
}
"""Amount/time/by what. `key` is a name together with an address, see `pair`; the order matters, see above."""
PASSKEY_RATES: dict[str, str] = {"webauthn_login": "60/m/ip"}


LINKS_AN_HOUR = 5
"""How many links to choose a password are mailed to one person, whoever asks for them."""
AN_HOUR = 3600
"""How long a lifted count is remembered; longer than wrong guesses count."""


def pair(name: str, address: str) -> str:
    """A name as tried from one address, as the key that its wrong guesses are counted under.

    Once the count of a name is lifted, guesses count under another key, from every address.
    """
    plain = name.strip().casefold()
    return f"{address} {plain} {cache.get(f'lifted {plain}', '')}".rstrip()


def counted(address: str) -> str:
    """An address as tries are counted under it: IPv6 by the /64 that one place gets, IPv4 within IPv6 as IPv4."""
    try:
        found = ipaddress.ip_address(address.strip().partition("%")[0])
    except ValueError:
        return address.strip()
    if isinstance(found, ipaddress.IPv4Address):
        return str(found)
    if within := found.ipv4_mapped or found.sixtofour or (found.teredo or (None, None))[1]:
        return str(within)
    return str(ipaddress.IPv6Network((found, 64), strict=False).network_address)


def count(key: str, *, window: int) -> int:
    """Count something, together with all processes of the site, and give how often it was counted, this time too.

    Takes: how many seconds a window has; with each the count begins again.
    """
    key = f"{key} {int(time.time()) // window}"
    from allauth.core.internal import ratelimit  # the settings, which allauth reads, import this module

    with ratelimit.cache_lock(key):
        number = int(cache.get(key, 0)) + 1
        cache.set(key, number, 2 * window)
    return number


def can_count() -> bool:
    """Whether anything can be counted: where the database cannot be written, every try is refused as one too many."""
    return cache.add(f"probe {secrets.token_hex(8)}", True, 1)


def lift(person: "Person") -> None:
    """Let somebody try again at once, from every address: their password is set anew or reset.

    The limits by address stand.
    """
    cache.set(f"lifted {person.handle.strip().casefold()}", secrets.token_hex(8), AN_HOUR)
    if apps.is_installed("allauth"):
        from allauth.core.internal import ratelimit

        app, action, key = "allauth.account", "login_failed", f"mfa-auth-user-{person.pk}"
        for rate in (one for one in ratelimit.get_rates(app=app, action=action) if one.per == "key"):
            cache.delete(ratelimit.get_cache_key(HttpRequest(), app=app, action=action, rate=rate, key=key))


def cache_key(key: str, prefix: str, version: int) -> str:
    """The key under which the shared cache stores something: keyed, so that its table holds no name and no address."""
    sealed = hmac.new(settings.SECRET_KEY.encode(), f"{prefix}:{version}:{key}".encode(), hashlib.sha256)
    return sealed.hexdigest()

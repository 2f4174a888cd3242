"""How often somebody may try: allauth's limits, over a cache that every process of the site shares.

Nothing is limited by a name alone, so a stranger cannot lock out a name that they know. A wrong guess counts for the
name as tried from one address, and for the address only while that pair is still allowed: one person who has forgotten
a password does not use up the tries of everybody behind the same address.
"""

import hashlib
import hmac

from django.conf import settings


RATES: dict[str, str] = {
    "login": "120/m/ip",
    "login_failed": "6/15m/key,100/15m/ip",
    "reset_password": "10/m/ip,60/h/ip",
    "change_password": "5/m/user",
    "reauthenticate": "10/m/user",
}
"""Amount/time/by what. `key` is a name together with an address, see `pair`; the order matters, see above."""
PASSKEY_RATES: dict[str, str] = {"webauthn_login": "60/m/ip"}


def pair(name: str, address: str) -> str:
    """A name as tried from one address, as the key that its wrong guesses are counted under."""
    return f"{address} {name.strip().casefold()}"


def cache_key(key: str, prefix: str, version: int) -> str:
    """The key under which the shared cache stores something: keyed, so that its table holds no name and no address."""
    sealed = hmac.new(settings.SECRET_KEY.encode(), f"{prefix}:{version}:{key}".encode(), hashlib.sha256)
    return sealed.hexdigest()

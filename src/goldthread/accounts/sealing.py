"""Secrets of second factors, sealed before they reach the database."""

import base64

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from goldthread.vocabulary import PlainError


PURPOSE = b"goldthread two-factor secrets"


class SecretLost(PlainError):
    """A second factor's secret was sealed under a site secret that is not known any more."""


def _key(secret: str) -> Fernet:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=PURPOSE).derive(secret.encode())
    return Fernet(base64.urlsafe_b64encode(derived))


def _keys() -> MultiFernet:
    return MultiFernet([_key(str(one)) for one in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def seal(text: str) -> str:
    """The text sealed under the site's secret."""
    return _keys().encrypt(text.encode()).decode()


def unseal(sealed: str) -> str:
    """The text again, also where an earlier secret of SECRET_KEY_FALLBACKS sealed it. Raises SecretLost."""
    try:
        return _keys().decrypt(sealed.encode()).decode()
    except InvalidToken:
        raise SecretLost(
            "The site's secret has changed, so this second factor cannot be checked.",
            "Ask the person who looks after Goldthread to remove your second factor, then set it up again.",
        ) from None

"""What a workspace remembers of the site that was served from it: a print of its secret, and its port."""

import hashlib
import hmac
import os
from pathlib import Path


SALT = b"goldthread: which secret a workspace was used with"


def secret_print(secret: str) -> str:
    """A print by which a secret is known again, slow to make so that a short secret is not guessed from it."""
    return hashlib.scrypt(secret.encode(), salt=SALT, n=2**13, r=8, p=1, dklen=16).hex()


def same_secret(folder: Path, secret: str) -> bool | None:
    """Whether a workspace was last used with this secret; None where it remembers none."""
    known = _read(folder / "secret-print")
    return hmac.compare_digest(known, secret_print(secret)) if known else None


def remember_secret(folder: Path, secret: str) -> None:
    """Remember that the workspace is used with this secret; only a print of it is written."""
    _write(folder / "secret-print", secret_print(secret))


def has_port(folder: Path) -> bool:
    """Whether `goldthread serve` was ever at work here."""
    return bool(_read(folder / "port"))


def port(folder: Path, usual: int = 8000) -> int:
    """The port at which `goldthread serve` was last at work here."""
    known = _read(folder / "port")
    return int(known) if known.isascii() and known.isdecimal() else usual


def remember_port(folder: Path, number: int) -> None:
    """Remember the port at which the site is served."""
    _write(folder / "port", str(number))


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8").strip()
    except (FileNotFoundError, UnicodeDecodeError):
        return ""


def _write(path: Path, words: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = path.with_name(f"{path.name}.{os.getpid()}")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as out:
        out.write(words)
    fresh.replace(path)

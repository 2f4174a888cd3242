"""Settings are read from the environment, once, and fail loudly."""

import os
import secrets
from pathlib import Path
from urllib.parse import unquote, urlparse

from django.core.exceptions import ImproperlyConfigured


SHORTEST_SECRET = 40
LONGEST_PATH = 500
"""Bytes of a path that SQLite opens, with room for the endings of its journals."""


def text(name: str, default: str = "") -> str:
    """A setting as text."""
    return os.environ.get(name, default)


def flag(name: str, *, default: bool = False) -> bool:
    """A setting that is on or off. Raises ImproperlyConfigured for anything else."""
    value = os.environ.get(name, "1" if default else "0").strip().lower()
    if value not in ("0", "1", "true", "false"):
        raise ImproperlyConfigured(f"{name} must be 1 or 0, not “{value}”.")
    return value in ("1", "true")


def whole(name: str, default: int = 0) -> int:
    """A setting that is a whole number from 0 on. Raises ImproperlyConfigured for anything else."""
    value = os.environ.get(name, str(default)).strip()
    if not (value.isascii() and value.isdecimal()):
        raise ImproperlyConfigured(f"{name} must be a whole number, not “{value}”.")
    return int(value)


def megabytes(name: str, default: str) -> int:
    """A size in bytes, set in megabytes. Raises ImproperlyConfigured for anything that is not a number from 0 on."""
    value = text(name, default).strip()
    try:
        size = float(value)
    except ValueError:
        size = -1.0
    if not 0 <= size < float("inf"):
        raise ImproperlyConfigured(f"{name} must be a number of megabytes, not “{value}”.")
    return int(size * 1_000_000)


def address(*, secure: bool) -> str:
    """Where people reach the site, as links begin, without a last slash; "" where it is not set.

    Raises: ImproperlyConfigured for what is no address, and for one without HTTPS on a site for real use.
    """
    value = text("GOLDTHREAD_ADDRESS").strip().rstrip("/")
    if not value:
        return ""
    found = urlparse(value)
    if found.scheme not in ("http", "https") or not found.hostname or found.path or found.query or found.fragment:
        raise ImproperlyConfigured("GOLDTHREAD_ADDRESS must look like https://feedback.example.nhs.uk, no more.")
    if secure and found.scheme != "https":
        raise ImproperlyConfigured("GOLDTHREAD_ADDRESS must begin with https://, since GOLDTHREAD_HTTPS is set.")
    return value


def proxy_header(*, proxies: int) -> tuple[str, str] | None:
    """The header by which a proxy says that a request came by HTTPS; None where no such proxy is set.

    Raises: ImproperlyConfigured where no proxy is counted: then anybody could send the header.
    """
    if not flag("GOLDTHREAD_FORWARDED_PROTO"):
        return None
    if not proxies:
        raise ImproperlyConfigured("GOLDTHREAD_FORWARDED_PROTO needs GOLDTHREAD_PROXIES: how many proxies there are.")
    return ("HTTP_X_FORWARDED_PROTO", "https")


def words(name: str, default: str = "") -> list[str]:
    """A setting that is a list with commas between."""
    return [one.strip() for one in text(name, default).split(",") if one.strip()]


def secret_key(folder: Path) -> str:
    """The site's secret: GOLDTHREAD_SECRET_KEY, else one made once and kept where only its owner reads it."""
    if given := text("GOLDTHREAD_SECRET_KEY"):
        return given
    path = folder / "site-secret"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
                out.write(secrets.token_urlsafe(50))
        except FileExistsError:
            pass
    return path.read_text()


def refuse_what_is_unsafe(*, secure: bool, demo: bool, debug: bool, hosts: list[str]) -> None:
    """Stop a site for real use (GOLDTHREAD_HTTPS=1) that is not set up safely, and say what to do.

    Raises: ImproperlyConfigured.
    """
    if not secure:
        return
    if demo:
        raise ImproperlyConfigured(
            "GOLDTHREAD_DEMO lets anyone in. Unset it (and leave --demo out), or unset GOLDTHREAD_HTTPS."
        )
    if debug:
        raise ImproperlyConfigured("GOLDTHREAD_DEBUG shows what must stay inside. Unset it.")
    if len(text("GOLDTHREAD_SECRET_KEY")) < SHORTEST_SECRET:
        raise ImproperlyConfigured(
            f"Set GOLDTHREAD_SECRET_KEY to at least {SHORTEST_SECRET} characters that nobody else knows, for example "
            "the output of: python -c 'import secrets; print(secrets.token_urlsafe(50))'"
        )
    if not text("GOLDTHREAD_HOSTS") or "*" in hosts:
        raise ImproperlyConfigured(
            "Set GOLDTHREAD_HOSTS to the names that the site is reached by, with commas between."
        )


def _refuse_long(workspace: Path) -> None:
    """Raises ImproperlyConfigured for a path that SQLite cannot open."""
    length = len(os.fsencode(workspace / "site.sqlite3"))
    if length > LONGEST_PATH:
        raise ImproperlyConfigured(
            f"The path of this workspace is too long for the site's database ({length} bytes; {LONGEST_PATH} at most). "
            "Move the workspace to a folder with a shorter path, or name a PostgreSQL database in DATABASE_URL."
        )


def database(workspace: Path) -> dict[str, object]:
    """PostgreSQL where DATABASE_URL names one, else SQLite beside the workspace's evidence."""
    url = text("DATABASE_URL")
    if not url:
        _refuse_long(workspace)
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": workspace / "site.sqlite3",
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA secure_delete=ON; "
                "PRAGMA recursive_triggers=ON;",  # else a row that is replaced leaves its table's seal
                "timeout": 20,
            },
        }
    found = urlparse(url)
    if found.scheme not in ("postgres", "postgresql"):
        raise ImproperlyConfigured("DATABASE_URL must begin with postgresql://.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": found.path.lstrip("/"),
        "HOST": found.hostname or "",
        "PORT": found.port or "",
        "USER": unquote(found.username or ""),
        "PASSWORD": unquote(found.password or ""),
        "CONN_MAX_AGE": 60,
    }

"""Settings are read from the environment, once, and fail loudly."""

import os
import secrets
from pathlib import Path
from urllib.parse import unquote, urlparse

from django.core.exceptions import ImproperlyConfigured


SHORTEST_SECRET = 40


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
        raise ImproperlyConfigured("GOLDTHREAD_DEMO lets anybody in. Take it away, or take GOLDTHREAD_HTTPS away.")
    if debug:
        raise ImproperlyConfigured("GOLDTHREAD_DEBUG shows what must stay inside. Take it away.")
    if len(text("GOLDTHREAD_SECRET_KEY")) < SHORTEST_SECRET:
        raise ImproperlyConfigured(
            f"Set GOLDTHREAD_SECRET_KEY to at least {SHORTEST_SECRET} characters that nobody else knows, for example "
            "the output of: python -c 'import secrets; print(secrets.token_urlsafe(50))'"
        )
    if not text("GOLDTHREAD_HOSTS") or "*" in hosts:
        raise ImproperlyConfigured(
            "Set GOLDTHREAD_HOSTS to the names that the site is reached by, with commas between."
        )


def database(workspace: Path) -> dict[str, object]:
    """PostgreSQL where DATABASE_URL names one, else SQLite beside the workspace's evidence."""
    url = text("DATABASE_URL")
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": workspace / "site.sqlite3",
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA secure_delete=ON;",
                "timeout": 20,
            },
        }
    found = urlparse(url)
    if found.scheme not in ("postgres", "postgresql"):
        raise ImproperlyConfigured("DATABASE_URL must begin with postgresql://.")
    return {
        "ENGINE": "django.db.backends.postgresql", "NAME": found.path.lstrip("/"), "HOST": found.hostname or "",
        "PORT": found.port or "", "USER": unquote(found.username or ""), "PASSWORD": unquote(found.password or ""),
        "CONN_MAX_AGE": 60,
    }  # fmt: skip

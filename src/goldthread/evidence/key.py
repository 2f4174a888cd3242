"""The workspace's key: ids, keyed hashes and sealed values all hang on it, and it lives outside the folder."""

import hashlib
import hmac
import os
import secrets
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from goldthread.vocabulary import WorkspaceProblem


NONCE = 12


class Key:
    """One workspace's secret, split by purpose so that no use can stand in for another.

    Takes: 32 random bytes. Ids are 128-bit keyed BLAKE2b hashes: unlinkable across workspaces, and of no use without
    the key. Sealed values are AES-256-GCM.
    """

    def __init__(self, secret: bytes) -> None:
        if len(secret) != 32:
            raise WorkspaceProblem("The workspace key file is damaged.", "Restore it from the copy you keep apart.")
        self._ids = self._purpose(secret, b"ids")
        self._marks = self._purpose(secret, b"withdrawn")
        self._words = self._purpose(secret, b"citations")
        self._sealing = AESGCM(self._purpose(secret, b"sealing"))
        self.print = hashlib.blake2b(self._purpose(secret, b"print"), digest_size=8).hexdigest()

    @staticmethod
    def _purpose(secret: bytes, purpose: bytes) -> bytes:
        return hmac.new(secret, purpose, hashlib.sha256).digest()

    def identify(self, *parts: str) -> str:
        """An opaque id (32 hex digits) of what the parts say; the same parts always give the same id."""
        joined = "\x1f".join(parts).encode("utf-8", "surrogatepass")
        return hashlib.blake2b(joined, digest_size=16, key=self._ids).hexdigest()

    def fingerprint(self, *parts: str) -> str:
        """A short keyed hash (16 hex digits) that tells whether content changed."""
        joined = "\x1f".join(parts).encode("utf-8", "surrogatepass")
        return hashlib.blake2b(joined, digest_size=8, key=self._ids).hexdigest()

    def remember(self, reference: str) -> str:
        """What is kept of a withdrawn id: enough to know it again, not enough to find it."""
        return hashlib.blake2b(reference.encode(), digest_size=16, key=self._marks).hexdigest()

    def hash_words(self, words: str) -> str:
        """The keyed hash that a citation carries."""
        return hashlib.blake2b(words.encode("utf-8", "surrogatepass"), digest_size=16, key=self._words).hexdigest()

    def seal(self, value: str, about: str = "") -> bytes:
        """The value, readable only with this key, and only as what it is `about`: put in another's place, it is not."""
        nonce = os.urandom(NONCE)
        return nonce + self._sealing.encrypt(nonce, value.encode("utf-8", "surrogatepass"), about.encode() or None)

    def unseal(self, sealed: bytes, about: str = "") -> str:
        """What was sealed; before sealed values said what they are about, any of them opened.

        Raises: WorkspaceProblem when the key does not fit, or it is about something else.
        """
        for said in dict.fromkeys((about.encode() or None, None)):
            try:
                opened = self._sealing.decrypt(sealed[:NONCE], sealed[NONCE:], said)
            except (InvalidTag, ValueError):  # too short to have been sealed at all
                continue
            return opened.decode("utf-8", "surrogatepass")
        raise WorkspaceProblem("This key does not open what was sealed.", "Use the workspace's own key.")


def key_file(workspace: str) -> Path:
    """Where a workspace's key is kept: GOLDTHREAD_KEY_FILE, else a folder of the user's own, never the workspace."""
    named = os.environ.get("GOLDTHREAD_KEY_FILE")
    if named:
        return Path(named)
    home = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    return home / "goldthread" / "keys" / f"{workspace}.key"


def make_key(path: Path) -> Key:
    """A key of its own for a workspace, made once and readable only by its owner."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return load_key(path)
        with os.fdopen(handle, "wb") as out:
            out.write(secrets.token_bytes(32))
    return load_key(path)


def load_key(path: Path) -> Key:
    """The key in a file. Raises WorkspaceProblem when there is none, or it is somebody else's to read."""
    try:
        return Key(path.read_bytes())
    except PermissionError:
        raise WorkspaceProblem(
            f"You may not read the key of this workspace ({path}).",
            "Run this as the person who made the workspace, or ask them to let you read it.",
        ) from None
    except OSError:
        raise WorkspaceProblem(
            f"The key of this workspace is missing ({path}).",
            "Put the key file back, or name it in GOLDTHREAD_KEY_FILE.",
        ) from None

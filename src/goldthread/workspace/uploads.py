"""Files that come through the browser wait sealed, are read in memory, and go when their batch ends or after a day.

Rows to mend of such a file wait sealed too, for a week (CONTRACTS §6).
"""

import json
import os
import secrets
import shutil
import struct
import tempfile
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from goldthread.evidence import CopyFinder, Key
from goldthread.intake import ColumnUse, FoundPart, HeldAlready, LookedOver, SampleAnswer, columns_in
from goldthread.vocabulary import Account, NotFound, PlainError, Removal, WorkspaceProblem
from goldthread.workspace import mending


if TYPE_CHECKING:
    pass

CHUNK = 1 << 20
DAY = 24 * 3600
WEEK = 7 * DAY
COLUMNS = "columns"
KEPT_FOR = {"mend": WEEK, COLUMNS: 91 * DAY}
"""How long what waits beside no file is kept, by how its name begins."""
MEMORY = Path("/dev/shm")
OPENED = "goldthread-upload-"
LONGEST_NAME, LONGEST_ENDING = 120, 10
LOOK, DRAFT, PROFILE, AGAIN = "look", "suggested", "profile", "again"
"""What may wait beside a file: what was seen of it, a profile to be changed, the one by which it is read, and that
somebody wants it in although its answers seem to be held already."""
END, WITH_END = b"", "with end"
"""The last chunk of a sealed file: one that was cut at the end of a chunk lacks it."""


class Uploads:
    """The waiting room of one workspace."""

    def __init__(self, folder: Path, key: Key) -> None:
        self._folder, self._key = folder / "uploads", key

    def hold(self, name: str, chunks: Iterable[bytes]) -> str:
        """Seal a file as it arrives, and give the token it waits under. Only the last part of the name is kept."""
        self.clear()
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        token, secret = secrets.token_hex(12), AESGCM.generate_key(256)
        label = label_of(name)
        with _private(self._folder / f"{token}.sealed") as out:
            head = self._key.seal(f"{secret.hex()}\n{label}\n{WITH_END}", token)
            out.write(struct.pack(">I", len(head)) + head)
            number = -1
            for number, chunk in enumerate(_even(chunks)):
                sealed = AESGCM(secret).encrypt(_nonce(number), chunk, None)
                out.write(struct.pack(">I", len(sealed)) + sealed)
            end = AESGCM(secret).encrypt(_nonce(number + 1), END, None)
            out.write(struct.pack(">I", len(end)) + end)
        return token

    @contextmanager
    def opened(self, token: str) -> Iterator[Path]:
        """The file in the clear, in memory where the system has a place for that, gone when the block ends."""
        source = self._path(token)
        place_in = MEMORY if MEMORY.is_dir() else None
        with tempfile.TemporaryDirectory(dir=place_in, prefix=f"{OPENED}{os.getpid()}-") as place:
            with source.open("rb") as held:
                chunks, label = self._chunks(held, token)
                target = Path(place) / label
                with _private(target) as out:
                    for chunk in chunks:
                        out.write(chunk)
            yield target

    def label(self, token: str) -> str:
        """The name that a waiting file came with. Raises NotFound, and WorkspaceProblem for a damaged one."""
        with self._path(token).open("rb") as held:
            return self._chunks(held, token)[1]

    def size(self, token: str) -> int:
        """About how many bytes a waiting file has. Raises NotFound."""
        return self._path(token).stat().st_size

    def drop(self, token: str) -> None:
        """Destroy a waiting file, and what was seen of it; harmless where it is gone. Raises NotFound for no token."""
        if not token.isalnum():
            raise NotFound("That file is no longer here.", "Upload it again.")
        for name in (f"{token}.sealed", *(f"{what}-{token}.sealed" for what in (LOOK, DRAFT, PROFILE, AGAIN))):
            (self._folder / name).unlink(missing_ok=True)

    def keep_look(self, token: str, seen: LookedOver) -> None:
        """Seal what was seen of a waiting file, beside it, until it is brought in or left."""
        path = self._folder / f"look-{token}.sealed"
        with _private(path) as out:
            out.write(self._key.seal(json.dumps(asdict(seen)), path.stem))

    def keep_profile(self, token: str, profile: str, *, draft: bool = False) -> None:
        """Seal a profile beside a waiting file: the one by which it is read, or a draft that somebody may change."""
        path = self._path(token).with_name(f"{DRAFT if draft else PROFILE}-{token}.sealed")
        with _private(path) as out:
            out.write(self._key.seal(profile, path.stem))

    def profile(self, token: str, *, draft: bool = False) -> str:
        """The profile by which a waiting file is read, or its draft, as YAML; "" for none. Raises NotFound."""
        path = self._path(token).with_name(f"{DRAFT if draft else PROFILE}-{token}.sealed")
        return self._key.unseal(path.read_bytes(), path.stem) if path.exists() else ""

    def profile_beside(self, token: str, path: Path) -> Path | None:
        """The profile by which a waiting file is read, in the clear beside it once it is opened; None for none."""
        held = self.profile(token)
        if not held:
            return None
        target = path.parent / ".profile.yaml"
        target.write_text(held, encoding="utf-8")
        return target

    def count_again(self, token: str) -> None:
        """Let a waiting file in although its answers seem to be held already. Raises NotFound."""
        path = self._path(token).with_name(f"{AGAIN}-{token}.sealed")
        with _private(path) as out:
            out.write(self._key.seal(AGAIN, path.stem))

    def may_count_again(self, token: str) -> bool:
        """Whether somebody said so. Raises NotFound where it waits no more."""
        return self._path(token).with_name(f"{AGAIN}-{token}.sealed").exists()

    def was_looked_at(self, token: str) -> bool:
        """Whether a waiting file was looked over. Raises NotFound where it waits no more."""
        return self._path(token).with_name(f"look-{token}.sealed").exists()

    def seen(self, token: str) -> LookedOver:
        """What was seen of a waiting file. Raises NotFound where it waits no more or was not looked over."""
        path = self._path(token).with_name(f"look-{token}.sealed")
        if not path.exists():
            raise NotFound("That file is no longer here.", "Upload it again.")
        return _looked_over(json.loads(self._key.unseal(path.read_bytes(), path.stem)))

    def clear(self, now: float | None = None) -> int:
        """Destroy what waited too long, and give how many files that were."""
        gone = 0
        for path in self._folder.glob("*.sealed") if self._folder.is_dir() else ():
            limit = KEPT_FOR.get(path.name.partition("-")[0], DAY)
            if path.stat().st_mtime < (now or time.time()) - limit:
                path.unlink(missing_ok=True)
                gone += 1
        _clear_dead()
        return gone

    def keep_mend(self, batch: str, path: Path, whose: Sequence[tuple[str, ...]] = ()) -> None:
        """Seal a batch's rows to mend for a week: before the batch counts, so that a kill parts neither from it.

        Takes: keyed hashes of who told each row, so that it goes when they withdraw.
        """
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._seal_mend(batch, mending.sealed(path.read_text(encoding="utf-8-sig"), whose))

    def _seal_mend(self, batch: str, held: str) -> None:
        target = self._folder / f"mend-{batch}.sealed"
        part = target.with_suffix(".part")
        with _private(part) as out:
            out.write(self._key.seal(held, target.stem))
        os.replace(part, target)

    def forget(self, withdrawn: Collection[str], told: CopyFinder, holds: Callable[[Path, Path | None], bool]) -> int:
        """Take rows of people who have withdrawn out of files that wait; gives how many were changed or destroyed.

        Takes: keyed hashes of everyone who has; what somebody told who withdraws now; what says whether an upload,
        read by the profile that waits with it, has rows of any of them: one that has, or cannot be read, is destroyed.
        """
        changed = 0
        for path in sorted(self._folder.glob("mend-*.sealed")):
            changed += self._forget_in(path, withdrawn, told)
        for path in sorted(self._folder.glob(f"{COLUMNS}-*.sealed")):
            changed += self._forget_columns(path, told)
        waiting = [path.stem for path in self._folder.glob("*.sealed") if "-" not in path.stem]
        for token in sorted(waiting):
            if self._may_hold(token, holds):
                self.drop(token)
                changed += 1
        return changed

    def _forget_in(self, path: Path, withdrawn: Collection[str], told: CopyFinder) -> bool:
        """Take rows out of one file of rows to mend; one that cannot be read goes whole."""
        try:
            held = self._key.unseal(path.read_bytes(), path.stem)
            left = mending.without(held, withdrawn, told)
        except (PlainError, OSError, ValueError):
            held, left = "", None
        if left is None:
            path.unlink(missing_ok=True)
        elif left != held:
            self._seal_mend(path.stem.removeprefix("mend-"), left)
        return left != held

    def _may_hold(self, token: str, holds: Callable[[Path, Path | None], bool]) -> bool:
        try:
            with self.opened(token) as path:
                return holds(path, self.profile_beside(token, path))
        except (PlainError, OSError, struct.error):  # nobody could bring it in either
            return True

    def keep_columns(self, batch: str, profile: str) -> None:
        """Seal the profile that a batch's file was read by, for its rows to mend, for a quarter of a year."""
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = self._folder / f"{COLUMNS}-{batch}.sealed"
        with _private(path) as out:
            out.write(self._key.seal(profile, path.stem))

    def columns_of(self, batch: str) -> str:
        """The profile that a batch's file was read by, as YAML; "" where that is not known, or not any more."""
        path = self._folder / f"{COLUMNS}-{batch}.sealed"
        return self._key.unseal(path.read_bytes(), path.stem) if batch.isalnum() and path.exists() else ""

    def _forget_columns(self, path: Path, told: CopyFinder) -> bool:
        """Destroy a profile with a heading that repeats what somebody told who has withdrawn, or that does not open."""
        try:
            held = columns_in(self._key.unseal(path.read_bytes(), path.stem))
        except (PlainError, OSError, ValueError):
            held = ()
        if held and not told.repeated_in(*(one.heading for one in held)):
            return False
        path.unlink(missing_ok=True)
        return True

    def drop_mend(self, batch: str) -> None:
        """Destroy the rows to mend of an attempt that came to nothing."""
        if batch.isalnum():
            (self._folder / f"mend-{batch}.sealed").unlink(missing_ok=True)

    def mend(self, batch: str) -> str:
        """A batch's rows to mend as CSV. Raises NotFound when the week is over or there were none."""
        self.clear()
        path = self._folder / f"mend-{batch}.sealed"
        if not batch.isalnum() or not path.exists():
            raise NotFound("There are no rows to fix for this import.", "They are kept for seven days.")
        return mending.rows_of(self._key.unseal(path.read_bytes(), path.stem))

    def damaged(self) -> list[str]:
        """The names of sealed files that do not open: each is read to its end, and nothing of it is kept."""
        found = []
        for path in sorted(self._folder.glob("*")) if self._folder.is_dir() else ():
            try:
                if "-" in path.stem:
                    self._key.unseal(path.read_bytes(), path.stem)
                else:
                    with path.open("rb") as held:
                        for _ in self._chunks(held, path.stem)[0]:
                            pass
            except (PlainError, OSError):
                found.append(path.name)
        return found

    def _chunks(self, held: BinaryIO, token: str) -> tuple[Iterator[bytes], str]:
        """What a waiting file holds, and the name that it came with. Raises WorkspaceProblem for a damaged one."""
        try:
            head = held.read(struct.unpack(">I", held.read(4))[0])
            secret, label, *more = self._key.unseal(head, token).split("\n")
            return _unsealed(held, AESGCM(bytes.fromhex(secret)), has_end=WITH_END in more), label
        except (WorkspaceProblem, struct.error, ValueError, OverflowError, MemoryError):
            raise _damaged() from None

    def _path(self, token: str) -> Path:
        path = self._folder / f"{token}.sealed"
        if not token.isalnum() or not path.exists():
            raise NotFound("That file is no longer here.", "Upload it again.")
        return path


def label_of(name: str) -> str:
    """The last part of a file's name as it can be kept: no control characters, and short enough for any disk.

    An ending that says the kind of file stays; 255 bytes is what disks take, and ours are added to it.
    """
    last = name.replace("\\", "/").rpartition("/")[2].encode("utf-8", "replace").decode()
    plain = "".join(letter for letter in last if letter.isprintable()).strip(". ")
    stem, dot, ending = plain.rpartition(".")
    if not dot or len(ending.encode()) > LONGEST_ENDING:
        stem, dot, ending = plain, "", ""
    room = LONGEST_NAME - len(ending.encode()) - len(dot)
    return (stem.encode()[:room].decode("utf-8", "ignore").strip() + dot + ending) or "upload"


def _looked_over(held: dict[str, Any]) -> LookedOver:
    """What was seen, from its sealed form."""
    account = Account(**{**held["account"], "notes": tuple(held["account"]["notes"])})
    first = tuple(
        SampleAnswer(**{**one, "removed": tuple(Removal(**gone) for gone in one["removed"])}) for one in held["first"]
    )
    columns = tuple(ColumnUse(**one) for one in held.get("columns", ()))
    return LookedOver(
        account=account,
        first=first,
        two_ways=held["two_ways"],
        order=held["order"],
        columns=columns,
        found=tuple(FoundPart(**one) for one in held.get("found", ())),
        profile=held.get("profile", ""),
        held=HeldAlready(**held["held"]) if held.get("held") else None,
    )


def _clear_dead() -> None:
    """Take away files in the clear that a killed process left in memory."""
    for path in MEMORY.glob(f"{OPENED}*") if MEMORY.is_dir() else ():
        whose = path.name.removeprefix(OPENED).partition("-")[0]
        if whose.isdigit() and not Path(f"/proc/{whose}").exists():
            shutil.rmtree(path, ignore_errors=True)


def _private(path: Path) -> BinaryIO:
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb")


def _even(chunks: Iterable[bytes]) -> Iterator[bytes]:
    waiting = bytearray()
    for chunk in chunks:
        waiting += chunk
        while len(waiting) >= CHUNK:
            yield bytes(waiting[:CHUNK])
            del waiting[:CHUNK]
    if waiting:
        yield bytes(waiting)


def _nonce(number: int) -> bytes:
    """The key is of one file only, so a counter never repeats."""
    return struct.pack(">IQ", 0, number)


def _unsealed(held: BinaryIO, cipher: AESGCM, *, has_end: bool) -> Iterator[bytes]:
    """The chunks of a file.

    Takes: whether it was sealed with a mark of its end, as files are now.
    Raises: WorkspaceProblem where one is not as it was sealed, or the end is missing.
    """
    number, last = 0, b"none yet"
    while length := held.read(4):
        try:
            sealed = held.read(struct.unpack(">I", length)[0])
            if len(sealed) != struct.unpack(">I", length)[0]:
                raise _damaged()
            chunk = cipher.decrypt(_nonce(number), sealed, None)
        except (InvalidTag, struct.error, ValueError, OverflowError, MemoryError):
            raise _damaged() from None
        number, last = number + 1, chunk
        if chunk != END:
            yield chunk
    if has_end and last != END:
        raise _damaged()


def _damaged() -> WorkspaceProblem:
    return WorkspaceProblem("The waiting file is damaged.", "Upload it again.")

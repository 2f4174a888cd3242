"""A text file made of another, line by line: it is there whole or not at all."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from goldthread.vocabulary.errors import UnreadableFile


@contextmanager
def made_of(source: Path, target: Path) -> Iterator[tuple[TextIO, TextIO]]:
    """The lines of one file, and where to write what becomes of them; the target stands when the block has ended.

    Raises: UnreadableFile where the source is no UTF-8 text, or either file cannot be used; then nothing is written.
    """
    part = target.with_name(target.name + ".part")
    try:
        with (
            source.open(encoding="utf-8-sig") as lines,
            part.open("w", encoding="utf-8", errors="backslashreplace") as out,
        ):
            yield lines, out
        part.replace(target)
    except UnicodeDecodeError:
        raise UnreadableFile(f"{source} is not UTF-8 text.", "Save it as UTF-8 and try again.") from None
    except OSError as error:
        raise UnreadableFile(f"{error.filename or source}: {error.strerror}.") from None
    finally:
        part.unlink(missing_ok=True)

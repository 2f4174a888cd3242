"""Which files an import means: a file is itself, a folder is walked."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from goldthread.intake.mend import MEND, PROFILE


def files(paths: Iterable[str | Path]) -> Iterator[Path]:
    """Every file named or found, in the order given and by name inside folders; our own companions are passed over."""
    for given in paths:
        path = Path(given)
        if path.is_dir():
            yield from (found for found in sorted(path.rglob("*")) if found.is_file() and _wanted(found, path))
        else:
            yield path


def _wanted(path: Path, top: Path) -> bool:
    hidden = any(part.startswith(".") for part in path.relative_to(top).parts)
    return not hidden and not path.name.endswith((MEND, PROFILE))

"""The progress bar of an import, on stderr and only where somebody watches."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path


Show = Callable[[str, int], None]


@contextmanager
def shown(*, quiet: bool = False) -> Iterator[Show | None]:
    """A function that shows how far each file is; None where nobody watches."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn

    parts = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed:,} rows"),
        TimeElapsedColumn(),
    )
    with Progress(*parts, console=Console(stderr=True), transient=True) as bar:
        tasks: dict[str, TaskID] = {}

        def show(file: str, rows: int) -> None:
            if file not in tasks:
                tasks[file] = bar.add_task(Path(file).name, total=None)
            bar.update(tasks[file], completed=rows)

        yield show

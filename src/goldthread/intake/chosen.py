"""The profile by which a file is read: the one that is given, one that somebody chose before, or the suggested one."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from goldthread import sources
from goldthread.intake.apart import ReadApart
from goldthread.intake.options import ImportOptions
from goldthread.sources import NotRecognised


@contextmanager
def as_chosen(apart: ReadApart, path: Path, asked: ImportOptions) -> Iterator[tuple[sources.Reading, ImportOptions]]:
    """A file as it is read, and the options with the profile that it is read by.

    Raises: what reading raises; what choosing raises.
    """
    unsure: NotRecognised | None = None
    try:
        reading = apart.read(kind=asked.kind, profile=asked.profile, order=asked.date_order)
        suggested = reading.profile.as_yaml()
    except NotRecognised as error:
        unsure, suggested = error, error.profile.as_yaml()
    chosen = asked.choose(path, suggested) if asked.choose and asked.profile is None else None
    if chosen is None:
        if unsure:
            raise unsure
        yield reading, asked
        return
    with TemporaryDirectory() as place:
        profile = Path(place) / "profile.yaml"
        profile.write_text(chosen.profile, encoding="utf-8")
        asked = replace(asked, profile=profile)
        reading = apart.read(kind=asked.kind, profile=profile, order=asked.date_order)
        yield replace(reading, notes=(*chosen.notes, *reading.notes)), asked

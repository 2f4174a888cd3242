"""One profile for a file of several sheets: those with the same columns share a part of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from goldthread.sources.heads import Head
from goldthread.sources.profile import Profile


@dataclass(frozen=True)
class ProfiledSheet:
    """One sheet of a file, with its own profile."""

    head: Head
    profile: Profile


def of_sheets(best: ProfiledSheet, parts: Sequence[ProfiledSheet], passed: Sequence[ProfiledSheet]) -> Profile:
    """The profile by which a file is read. Takes: the sheets that are read, the best among them; those that are not."""
    if len(parts) + len(passed) < 2:
        return best.profile
    groups: dict[object, list[ProfiledSheet]] = {_columns(best): []}
    for part in parts:
        groups.setdefault(_columns(part), []).append(part)
    own, *others = [_profile_of(group) for group in groups.values()]
    return replace(own, kind=best.profile.kind, others=[*others, *map(_unread, passed)])


def _columns(part: ProfiledSheet) -> object:
    """What sheets have in common that are read alike."""
    profile = part.profile
    words = tuple((one.column, one.question_type) for one in profile.words)
    figures = tuple(one.column for one in profile.figures)
    return part.head.header, words, figures, tuple(sorted(profile.columns.items())), tuple(profile.extra)


def _profile_of(group: Sequence[ProfiledSheet]) -> Profile:
    same = len({part.head.rows for part in group}) == 1
    first = group[0]
    rows = list(first.head.rows) if same else []
    return replace(first.profile, sheets=[part.head.sheet.name for part in group], header_rows=rows)


def _unread(part: ProfiledSheet) -> Profile:
    """The profile of a sheet that is passed over, with all its columns for a person to choose from."""
    return Profile(
        kind=part.profile.kind,
        sheets=[part.head.sheet.name],
        header_rows=list(part.head.rows),
        ignore=[*part.head.header],
    )


__all__ = ["ProfiledSheet", "of_sheets"]

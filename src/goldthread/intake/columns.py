"""What the columns of a waiting file are used for, as a person may change it; profiles go about as YAML."""

from collections.abc import Iterable

from goldthread.sources import ColumnUse, NotRecognised
from goldthread.sources.column_uses import NAMES as COLUMN_USES
from goldthread.sources.column_uses import fingerprint, for_other_files, uses_of, with_uses
from goldthread.sources.profile import profile_from


def columns_in(profile: str) -> tuple[ColumnUse, ...]:
    """What each column is used for, finished or not."""
    return uses_of(profile_from(profile, finished=False))


def same_columns(profile: str) -> str:
    """What says that two files have the same columns."""
    return fingerprint(one.heading for one in columns_in(profile))


def column_name(column: ColumnUse) -> str:
    """The name of a column in a form: the same wherever the column stands in its sheet."""
    return f"column_{fingerprint([column.heading, column.sheet] if column.sheet else [column.heading])}"


def changed_profile(profile: str, uses: Iterable[ColumnUse]) -> tuple[str, str]:
    """A profile with its columns used as a person says: for the file that waits, and for others like it.

    Raises: WrongUsage for uses that cannot be.
    """
    changed = with_uses(profile_from(profile, finished=False), uses)
    return changed.as_yaml(), for_other_files(changed).as_yaml()


__all__ = [
    "COLUMN_USES",
    "ColumnUse",
    "NotRecognised",
    "changed_profile",
    "column_name",
    "columns_in",
    "same_columns",
]

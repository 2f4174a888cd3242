"""What `goldthread import --dry-run` prints: what a file is, what each column is used for, what would be kept."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from goldthread.cli.printing import as_json, columns


if TYPE_CHECKING:
    from goldthread.intake import FoundPart, LookedOver

NAMES = {"kind": "Kind of file", "words": "Words", "date": "Date", "place": "Place", "score": "Score"}


def show_previews(seen: Sequence["LookedOver"], *, json: bool) -> None:
    """Print what was seen of files, for people or as JSON."""
    if json:
        as_json({"files": [_plain(one) for one in seen]})
    else:
        print("\n\n".join("\n".join(_told(one)) for one in seen))


def _plain(seen: "LookedOver") -> dict[str, object]:
    account = seen.account
    return {
        "file": account.file,
        "source": account.source,
        "found": {one.part: {"percent": one.percent, "rows": one.rows, "of": one.of} for one in seen.found},
        "columns": [
            {"sheet": one.sheet, "heading": one.heading, "use": one.use, "filled": one.filled, "rows": one.rows}
            for one in seen.columns
        ],
        "held_already": asdict(seen.held) if seen.held else None,
        "lost": list(seen.lost),
        "notes": list(account.notes),
        "rows_read": account.rows_read,
        "kept": account.kept,
        "duplicates": account.duplicates,
        "set_aside": account.set_aside,
        "reasons": account.reasons,
        "error": account.error or None,
    }


def _told(seen: "LookedOver") -> Iterator[str]:
    from goldthread.intake import COLUMN_USES, CountedTwice

    account = seen.account
    yield account.file
    if account.error:
        yield f"  Refused: {account.error}"
    if seen.held:
        yield f"  {CountedTwice(seen.held, command=True)}"
    yield from (f"  {sentence}" for sentence in seen.lost)
    yield from (f"  {NAMES[one.part]}: {_share(one)}" for one in seen.found)
    if seen.columns:
        rows = [
            (one.sheet, one.heading, COLUMN_USES[one.use], f"{one.filled:,} of {one.rows:,}" if one.rows else "–")
            for one in seen.columns
        ]
        yield "\n".join(f"  {line}" for line in columns(("sheet", "column", "used for", "filled"), rows).split("\n"))
    yield from (f"  {sentence}" for sentence in account.notes if sentence not in seen.lost)
    if not account.error:
        yield (
            f"  {account.rows_read:,} rows would be read = {account.kept:,} kept + {account.duplicates:,} duplicates"
            f" + {account.set_aside:,} rows to fix. Nothing was kept."
        )


def _share(one: "FoundPart") -> str:
    return f"{one.percent}%" + (" sure" if one.part == "kind" else f" ({one.rows:,} of {one.of:,} rows)")


__all__ = ["show_previews"]

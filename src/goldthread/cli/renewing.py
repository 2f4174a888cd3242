"""`goldthread renew`."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING

import typer

from goldthread.accounts.terminal import for_owner_alone, with_site
from goldthread.cli import progress
from goldthread.cli.agreements import has_site
from goldthread.cli.options import HERE, Folder, Json, opened
from goldthread.cli.printing import as_json, note


if TYPE_CHECKING:
    from goldthread.workspace import Renewed, Workspace

REASONS = {"newer": "A newer version of Goldthread redacted or coded them. Install that version, and try again."}
MARKS = (("themes", "themes"), ("feelings", "feelings"), ("sentiment", "sentiment"), ("touchpoints", "moments"))


def renew(workspace: Folder = HERE, json: Json = False) -> None:
    """Redact and code stored answers again with the current redactor and coder. Nothing becomes less redacted.

    You can stop it and run it again: it continues where it stopped. Run it after you install a new version.
    """
    for_owner_alone()
    held = opened(workspace)
    with progress.shown(quiet=json) as show:
        done = held.imports.renew(progress=_adding(show) if show else None)
    if json:
        as_json(asdict(done))
    else:
        print("\n".join(_told(done)))
    if has_site(workspace):
        _empty_copies(held)
    if done.not_renewed:
        raise typer.Exit(1)


def _empty_copies(held: "Workspace") -> None:
    """In the site's database too, nothing is less redacted than the answers are."""
    with_site(held.folder)
    from goldthread.thread import actions

    if gone := actions.empty_changed_copies(by="owner", workspace=held):
        note(f"Quoted passages that changed: {gone:,}. The site lists them under Check again.")


def _adding(show: progress.Show) -> progress.Show:
    """Shows how many answers of a year were looked at in all, where it is told how many more."""
    looked: dict[str, int] = {}

    def add(year: str, rows: int) -> None:
        looked[year] = looked.get(year, 0) + rows
        show(year, looked[year])

    return add


def _told(done: "Renewed") -> Iterator[str]:
    yield (
        f"{done.looked_at:,} answers checked: {done.renewed:,} redacted or coded again, "
        f"{done.left_alone:,} up to date already."
    )
    for reason, count in done.not_renewed.items():
        yield f"  {count:,} could not be done again. {REASONS[reason]}"
    if not done.changed:
        yield "Nothing has changed."
        return
    yield f"  {done.more_redacted:,} answers have more of their words removed{_types(done.removed)}."
    if done.other_columns:
        yield f"  {done.other_columns:,} answers have more removed from a team, a place or another column."
    changed = ", ".join(f"{label} in {getattr(done, name):,}" for name, label in MARKS)
    yield f"  Suggestions that changed: {changed}."
    if done.to_review:
        yield f"  {done.to_review:,} answers have something new to review."
    yield f"Redacted by {done.redactor}, coded by {done.coder}."


def _types(removed: dict[str, int]) -> str:
    """What was removed: the type as `goldthread redact` names it, most first."""
    most = sorted(removed.items(), key=lambda one: (-one[1], one[0]))
    return f": {', '.join(f'{count:,} {kind}' for kind, count in most)}" if most else ""

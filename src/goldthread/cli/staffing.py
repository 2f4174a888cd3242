"""`goldthread people add --from FILE.csv`: joiners and leavers, every line accounted for."""

from pathlib import Path
from typing import Any

import typer

from goldthread.accounts.terminal import with_site
from goldthread.cli.printing import as_json, note
from goldthread.cli.way_in import BY, WayIn, way_in
from goldthread.vocabulary import UnreadableFile


def from_file(path: Path, *, workspace: Path, dry: bool, sure: bool, email_link: bool, json: bool) -> None:
    """Add joiners and end leavers; prints what came of each line, and ends with 1 where a line was refused."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableFile(f"{path} cannot be read: {error.strerror}.", "Check the name.") from None
    with_site(workspace)
    from goldthread.accounts.directory import staff_list, staffing

    listed = staff_list.read(data)
    for sentence in listed.notes:
        note(sentence)
    outcomes = staffing.apply(by=BY, lines=listed.lines, dry=dry, sure=sure)
    ways = {
        one.number: way_in(one.person, by_email=email_link)
        for one in outcomes
        if one.needs_link and one.person and not dry
    }
    if json:
        as_json(_as_dict(outcomes, ways, dry, listed.notes))
    else:
        print(_said(outcomes, ways, dry))
    if any(one.what == "refused" for one in outcomes):
        raise typer.Exit(1)


def _as_dict(outcomes: list[Any], ways: dict[int, WayIn], dry: bool, notes: tuple[str, ...]) -> dict[str, Any]:
    from goldthread.accounts.directory import staffing

    return {
        "dry_run": dry,
        "lines": len(outcomes),
        **staffing.counted(outcomes),
        "notes": list(notes),
        "outcomes": [
            {
                "line": one.number,
                "sign_in_name": one.handle,
                "what": one.what,
                "reason": one.reason,
                "link": ways.get(one.number, WayIn()).link,
                "emailed": ways.get(one.number, WayIn()).emailed,
            }
            for one in outcomes
        ],
    }


def _said(outcomes: list[Any], ways: dict[int, WayIn], dry: bool) -> str:
    from goldthread.accounts.directory import staffing

    counts = ", ".join(f"{n:,} {what}" for what, n in staffing.counted(outcomes).items())
    lines = [
        f"{len(outcomes):,} {'line' if len(outcomes) == 1 else 'lines'}: {counts}."
        + (" Nothing was changed: this was a dry run." if dry else "")
    ]
    for one in sorted(outcomes, key=lambda one: one.what != "refused"):
        if one.what == "refused":
            lines.append(f"Line {one.number}, {one.handle or 'no sign-in name'}: refused. {one.reason}")
        elif dry:
            lines.append(f"Line {one.number}, {one.handle}: {one.verb}. {one.about}")
        elif one.number in ways:
            way = ways[one.number]
            got = "is sent a link by email." if way.emailed else f"chooses a password here: {way.link}"
            lines.append(f"{one.handle} {got}")
    return "\n".join(lines)

"""`goldthread import`, `batches`, `look-again`, `withdraw`, `verify`, `backup`, `restore`, `init`."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from goldthread.accounts.terminal import for_owner_alone, with_site
from goldthread.cli import progress
from goldthread.cli.agreements import has_site, on_a_server
from goldthread.cli.options import HERE, Folder, Json, opened
from goldthread.cli.previewing import show_previews
from goldthread.cli.printing import as_json, columns, note
from goldthread.vocabulary import Account, WrongUsage


if TYPE_CHECKING:
    from goldthread.accounts.workspaces import ErasedLike
    from goldthread.workspace import Workspace
    from goldthread.workspace.checking import Verified


def init(
    workspace: Folder = HERE,
    coder: Annotated[str, typer.Option(help="What codes the words that come in: fast, accurate or cascade.")] = "",
) -> None:
    """Make an empty workspace; its key is kept outside the folder. With --coder, also choose or change its coder."""
    made = opened(workspace, make=True)
    if coder:
        made.imports.choose_coder(coder)
    print(f"The workspace {made.folder} is ready. Its coder is {made.settings.coder}.")


ColumnUses = Annotated[
    list[str],
    typer.Option(
        "--column",
        help="Use a column otherwise: its heading, =, and date, score, team, service, what_good, could_improve, extra, "
        "ignore …; repeat it for others.",
        metavar="HEADING=USE",
    ),
]
CountAgain = Annotated[
    bool, typer.Option("--count-again", help="Import files even where their answers seem to be here already.")
]


def import_(
    paths: Annotated[list[Path], typer.Argument(help="Files or folders; folders are walked.", metavar="PATH…")],
    source: Annotated[str, typer.Option(help="The kind of source, where you know it.", metavar="KIND")] = "",
    issuer: Annotated[str, typer.Option(help="Who issued the file, where it does not say.", metavar="CODE")] = "",
    profile: Annotated[Path | None, typer.Option(help="A profile of the table (YAML).", metavar="FILE")] = None,
    allow: Annotated[
        str, typer.Option(help="How many rows may be set aside before this fails.", metavar="N|P%")
    ] = "100%",
    mend_dir: Annotated[Path | None, typer.Option(help="Where files of rows to fix go.", metavar="DIR")] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what each column is used for and what would be kept; keep nothing.")
    ] = False,
    column: ColumnUses = [],  # noqa: B006  # Typer copies it
    count_again: CountAgain = False,
    workspace: Folder = HERE,
    json: Json = False,
) -> None:
    """Bring files of feedback in: identities out, coded, kept, every row accounted for."""
    allowed, uses = _allowance(allow), _uses(column, profile)
    if dry_run:
        seen = list(opened(workspace).imports.preview(paths, issuer=issuer, profile=profile, kind=source, columns=uses))
        _found(seen, paths, json=json)
        show_previews(seen, json=json)
        held = any(one.held for one in seen) and not count_again
        if held or any(one.account.error or _too_many(one.account, *allowed) for one in seen):
            raise typer.Exit(1)
        return
    with progress.shown(quiet=json) as show:
        accounts = opened(workspace, make=True).imports.gather(
            paths,
            issuer=issuer,
            profile=profile,
            kind=source,
            mend_dir=mend_dir,
            progress=show,
            count_again=count_again,
            columns=uses,
        )
    _found(accounts, paths, json=json)
    if json:
        as_json({"files": [_plain(account) for account in accounts]})
    else:
        print("\n\n".join(_told(account) for account in accounts))
    if any(account.error or _too_many(account, *allowed) for account in accounts):
        raise typer.Exit(1)


def _found(files: Sequence[object], paths: Sequence[Path], *, json: bool) -> None:
    """Stop where folders hold no file at all; JSON says so with an empty list. Raises WrongUsage."""
    if not files and not json:
        raise WrongUsage(
            f"There are no files to import in {', '.join(map(str, paths))}.",
            "Name a file, or a folder with files in it.",
        )


def _allowance(text: str) -> tuple[float, bool]:
    number = text.strip().removesuffix("%")
    if not number.replace(".", "", 1).isdigit():
        raise WrongUsage(f"“{text}” is not a number of rows.", "Write --allow 20 or --allow 5%.")
    return float(number), text.strip().endswith("%")


def _uses(columns: Sequence[str], profile: Path | None) -> dict[str, str]:
    """The use of columns by their headings. Raises WrongUsage, also where a profile says all of them."""
    if profile and columns:
        raise WrongUsage("A profile says the use of every column.", "Give --profile or --column, not both.")
    made = {}
    for one in columns:
        heading, _, use = one.rpartition("=")
        if not heading.strip() or not use.strip():
            raise WrongUsage(f"“{one}” does not say a column and its use.", 'Write --column "Date of visit=date".')
        made[heading.strip()] = use.strip()
    return made


def _too_many(account: Account, limit: float, is_share: bool) -> bool:
    return account.set_aside > (account.rows_read * limit / 100 if is_share else limit)


def _plain(account: Account) -> dict[str, object]:
    held = asdict(account)
    held["batch"] = held["batch"] or None
    held["set_aside_file"] = held["set_aside_file"] or None
    held["error"] = held["error"] or None
    return held


def _told(account: Account) -> str:
    if account.error:
        return f"{account.file}\n  Refused: {account.error}"
    lines = [account.file, *(f"  {sentence}" for sentence in account.notes)]
    lines.append(
        f"  {account.rows_read:,} rows read = {account.kept:,} kept + {account.duplicates:,} duplicates"
        f" + {account.set_aside:,} rows to fix"
    )
    if account.replaced:
        lines.append(f"  {account.replaced:,} of the kept rows replace older versions.")
    lines += [f"    {count:,} because of: {reason}" for reason, count in account.reasons.items()]
    if account.concerned:
        lines.append(
            f"  {account.concerned:,} {'answer' if account.concerned == 1 else 'answers'} may need review. "
            "People with the role of information governance find them on the site, under Needs review."
        )
    if account.set_aside_file:
        lines.append(f"  Rows to fix: {account.set_aside_file}")
    return "\n".join([*lines, f"  Batch {account.batch or 'none'}"])


batches = typer.Typer(help="Imported files; `undo ID` undoes one import.", invoke_without_command=True)


@batches.callback()
def list_batches(context: typer.Context, workspace: Folder = HERE, json: Json = False) -> None:
    """List what was brought in, taken back, withdrawn or published, newest first."""
    context.obj = workspace
    if context.invoked_subcommand:
        return
    lines = opened(workspace).imports.batches()
    if json:
        as_json({"batches": [asdict(line) for line in lines]})
        return
    heading = ("version", "what", "batch", "when", "rows kept", "file")
    print(columns(heading, [(n.version, n.what, n.batch, n.at[:16], n.account.get("kept", ""), n.file) for n in lines]))


@batches.command()
def undo(
    batch: Annotated[str, typer.Argument(help="The batch, as `goldthread batches` lists it.")],
    context: typer.Context,
    workspace: Annotated[Path | None, typer.Option("--workspace", help="The workspace folder.", metavar="DIR")] = None,
    json: Json = False,
) -> None:
    """Take one batch back, whole; what it had replaced comes back."""
    for_owner_alone()
    done = opened(workspace or context.obj).imports.undo(batch)
    if json:
        as_json(asdict(done))
        return
    print(f"{done.file}: {done.rows:,} rows removed, {done.restored:,} older versions restored.")
    for file in done.rested_on_it:
        note(f"{file} had duplicates of these rows: import it again to have them.")


def withdraw(
    respondent: Annotated[str, typer.Option(help="Who withdraws, as respondent:ID.", metavar="REF")] = "",
    source: Annotated[str, typer.Option(help="The kind of source, with --external-id.", metavar="KIND")] = "",
    external_id: Annotated[str, typer.Option(help="The supplier's own row reference.", metavar="ID")] = "",
    issuer: Annotated[
        str, typer.Option(help="Whose row reference it is, where several organisations have it.", metavar="CODE")
    ] = "",
    workspace: Folder = HERE,
    json: Json = False,
) -> None:
    """Erase everything that one person told us, and look whether anything is left."""
    if bool(source) != bool(external_id) or bool(respondent) == bool(source):
        raise WrongUsage("Say who withdraws.", "Give --respondent REF, or --source KIND with --external-id ID.")
    for_owner_alone()
    held = opened(workspace)
    whom = respondent or held.withdrawals.respondent_of(source, external_id, issuer)
    done = _erased(held, workspace, whom)
    if json:
        left = {"left_in": list(done.left_in), "elsewhere": list(done.elsewhere)}
        as_json({"answers": done.answers, **left, "store_version": done.store_version})
    else:
        print(f"{done.answers:,} answers erased. Still found in: {', '.join(done.left_in) or 'nothing'}.")
        if done.left_in:
            print("Copies stay listed until someone has dealt with them: see `goldthread copies`.")
        for one in done.elsewhere:
            print(f"Outside this workspace, and not looked into: {one}")
    if done.left_in:
        raise typer.Exit(1)


def _erased(held: "Workspace", folder: Path, whom: str) -> "ErasedLike":
    """What came of a withdrawal, from the site too where there is one."""
    if not has_site(folder):
        return held.withdrawals.withdraw(respondent=whom)
    with_site(folder)
    from goldthread.accounts import actions

    return actions.erase(by="owner", workspace=held, respondent=whom)


def look_again(workspace: Folder = HERE, json: Json = False) -> None:
    """Look for concerns in words that came in before we knew how; what is found waits in the safeguarding queue."""
    read, more = opened(workspace).concerns.look_again()
    if json:
        as_json({"read": read, "concerned": more})
        return
    print(f"{read:,} answers read again. {more:,} of them have something new to review.")


def verify(
    workspace: Folder = HERE,
    json: Json = False,
    renew: Annotated[
        bool, typer.Option("--renew", help="Write the checksums again, where nothing else is wrong than these.")
    ] = False,
) -> None:
    """Check that the key fits, every file is as it was written, every account balances, and the audit is whole."""
    held = opened(workspace)
    if renew:
        held.maintenance.renew_checksums()
    found = held.maintenance.verify()
    if has_site(workspace) and not held.maintenance.site_is_damaged():
        with_site(workspace)
        found.look("The audit", lambda: _audit(found))
    if json:
        as_json({"whole": found.whole, "checked": found.checked, "wrong": found.wrong})
    else:
        print("\n".join([*found.checked, *(f"WRONG: {sentence}" for sentence in found.wrong)]))
    if not found.whole:
        raise typer.Exit(1)


def _audit(found: "Verified") -> None:
    """What the audit says of itself, and of the files of the store."""
    from goldthread.accounts import audit_check, checksums_noted

    for look in (audit_check.told, checksums_noted.told):
        checked, wrong = look()
        found.checked += checked
        found.wrong += wrong


def backup(
    archive: Annotated[Path, typer.Argument(help="The archive to write (.tar.gz).")],
    replace: Annotated[bool, typer.Option("--replace", help="Replace an archive of that name.")] = False,
    workspace: Folder = HERE,
) -> None:
    """Copy the workspace, without its key, into one archive."""
    written = opened(workspace).maintenance.backup(archive, replace=replace)
    print(f"Backed up to {written}. The key is not in it: keep that copy apart.")
    if on_a_server():
        print("The site's database (people, roles, journeys, audit) is not in it: back it up now, with pg_dump.")

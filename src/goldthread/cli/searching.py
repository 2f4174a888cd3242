"""`goldthread show search`: answers found by their words."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from goldthread.cli.agreements import has_site
from goldthread.cli.options import HERE, ExactFor, Folder, Json, opened, words_for
from goldthread.cli.printing import answering, as_json, note
from goldthread.cli.saving import save
from goldthread.rooms import having
from goldthread.vocabulary import Cut, Passages, marking


if TYPE_CHECKING:
    from goldthread.workspace import Workspace
    from goldthread.workspace.saved import Searches


Out = Annotated[Path | None, typer.Option("--out", help="Write to this file instead (.csv, .json, .html).")]
Sought = Annotated[str, typer.Argument(help='Words, "phrases in quotes", and -words to leave out.', metavar="WORDS")]


def search(
    asked: Cut,
    words: Sought = "",
    like: Annotated[str, typer.Option(help="Answers most like this one (feedback:ID).", metavar="REF")] = "",
    keep: Annotated[str, typer.Option("--save", help="Save this search under a name.", metavar="NAME")] = "",
    saved: Annotated[str, typer.Option("--saved", help="Repeat a saved search.", metavar="NAME")] = "",
    limit: Annotated[int, typer.Option(help="How many.", min=1, max=1000)] = 20,
    workspace: Folder = HERE,
    out: Out = None,
    exact_for: ExactFor = "",
    json: Json = False,
) -> None:
    """Answers that hold these words, newest first; nearly the same ones are folded into one."""
    only_for = words_for(out, exact_for)
    held = opened(workspace)
    if saved:
        again = kept_by(held, workspace).named(saved)
        words, asked = again.words, again.cut
    found = (
        held.words.similar(like, cut=asked, limit=limit) if like else held.words.search(words, cut=asked, limit=limit)
    )
    if keep:
        kept_by(held, workspace).keep(keep, words, asked)
        note(f"Saved as {keep}; see it again with --saved.")
    _give(found, out, only_for, json)


def kept_by(held: "Workspace", folder: Path) -> "Searches":
    """Where searches are saved: in the site of the folder, where it has one, else in files of the folder itself."""
    rooms = having("searches") if has_site(folder) else ()
    for room in rooms:
        found: Searches = room.open_searches(folder)
        return found
    return held.searches


def _give(found: Passages, out: Path | None, only_for: str, json: bool) -> None:
    items = [
        {
            "id": f"feedback:{one.id}",
            "date": one.date or "",
            "organisation": one.organisation,
            "service": one.service,
            "question": one.question,
            "text": one.text,
            "alike": one.alike,
        }
        for one in found.items
    ]
    told: dict[str, object] = {"total": found.total, "store_version": found.store_version, "notes": list(found.notes)}
    told |= {"for": marking.field(only_for), "words": items}
    if out:
        about = "Answers found by their words."
        save(out, told, items, title="search", about=about, notes=found.notes, only_for=only_for)
        return
    if json:
        as_json(told)
        return
    for item in found.items:
        more = f"  (and {item.alike} nearly the same)" if item.alike else ""
        print(f"feedback:{item.id}  {item.date or 'undated'}  {item.service or item.team or item.organisation}{more}")
        print(f"  {answering(item.question)}{item.text}\n")
    if not found.items and not found.notes:
        note("Nothing that you may read holds these words.")
    for sentence in found.notes:
        note(sentence)

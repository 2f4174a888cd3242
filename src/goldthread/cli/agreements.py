"""`goldthread thread REF`: what people agreed, from the site's own database beside the evidence."""

import os
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from goldthread.accounts.terminal import with_site
from goldthread.cli.options import HERE, Folder, Json, opened
from goldthread.cli.printing import as_json


if TYPE_CHECKING:
    from goldthread.thread.queries import Node, Thread


def has_site(folder: Path) -> bool:
    """Whether people's agreements are kept beside this evidence, and can be read."""
    kept = (folder / "site.sqlite3").exists() or on_a_server()
    return kept and find_spec("django") is not None


def on_a_server() -> bool:
    """Whether the site's database is on a server of its own (PostgreSQL), and so in no back-up of the folder."""
    return bool(os.environ.get("DATABASE_URL"))


def thread(
    reference: Annotated[str, typer.Argument(help="What to follow, as kind:id or kind:id@version.", metavar="REF")],
    workspace: Folder = HERE,
    json: Json = False,
) -> None:
    """Follow the thread both ways: the words that something rests on, and what came of it."""
    held = opened(workspace)
    with_site(workspace)
    from goldthread.thread import queries
    from goldthread.vocabulary import Scope

    found = queries.thread(reference, queries.Reader(workspace=held, scope=Scope.owner()))
    if json:
        as_json(found.as_dict())
    else:
        print(_drawn(found))


def _drawn(found: "Thread") -> str:
    from goldthread.accounts.registry.references import label

    lines = [f"The thread through {found.start}"]
    if found.sources:
        lines.append(f"{found.sources[0].upper()}{found.sources[1:]}.")
    into = {name: [edge for edge in found.edges if edge.lower == name] for name in {edge.lower for edge in found.edges}}
    for node in found.nodes:
        mark = "▶" if node.steps == 0 else "│"
        lines += ["", f"{mark} {label(node.kind).upper()}  {node.reference}" + (f"  {node.on}" if node.on else "")]
        lines.append(f"│   {_said(node)}")
        lines += [f"│   a reason against: “{one}”" for one in node.against]
        lines += [f"│   from {edge.upper} ({edge.kind})" for edge in into.get(node.reference, ())]
    if len(found.nodes) == 1:
        lines += ["", "Nothing has followed from it yet, and it is not based on anything."]
    return "\n".join(lines)


def _said(node: "Node") -> str:
    if node.withdrawn:
        return "Withdrawn by the person who said it."
    if node.wording:
        return node.wording
    said = f"“{node.words}”" if node.words is not None else "Words that you do not have access to here."
    return said + (" (check again: the words are not as they were quoted)" if node.changed else "")


def results(
    contract: Annotated[str, typer.Option("--contract", help="Only those of this contract.", metavar="KEY")] = "",
    workspace: Folder = HERE,
    json: Json = False,
) -> None:
    """Show what the clauses of contracts came to, period by period: the figure that holds of each."""
    with_site(workspace)
    from goldthread.commitments.disclosing import LEFT_OUT
    from goldthread.commitments.exported import results as told

    found = told(contract)
    if json:
        as_json(found)
        return
    for one in found:
        nothing = "too few to say" if one["status"] == "too few" else f"{LEFT_OUT[:1].lower()}{LEFT_OUT[1:]}"
        said = nothing if one["numerator"] is None else f"{one['numerator']:,} of {one['denominator']:,}"
        disputed = ", disputed" if one["disputed"] else ""
        print(f"{one['contract']}  {one['clause']}  {one['month']}  {said}  {one['status']}{disputed}")
    if not found:
        print("There is no result yet.")

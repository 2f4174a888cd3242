"""`goldthread organisations`: who gives and commissions care, and what files call them."""

from typing import Annotated, Any

import typer

from goldthread.accounts.terminal import with_site
from goldthread.cli.options import HERE, Folder, Json, day, opened
from goldthread.cli.printing import as_json, columns
from goldthread.vocabulary import WrongUsage


organisations = typer.Typer(
    help="Organisations, and what files call them.", no_args_is_help=True, rich_markup_mode=None
)
BY = "command line"
Code = Annotated[str, typer.Argument(help="The organisation's code.")]
Kind = Annotated[str | None, typer.Option(help="provider, commissioner, council, voluntary or other.", metavar="KIND")]
Commissioner = Annotated[
    str | None, typer.Option(help="The code of who commissions it; empty for nobody.", metavar="CODE")
]
Aliases = Annotated[list[str], typer.Option("--alias", help="A further name that files call it by (repeatable).")]
First = Annotated[str, typer.Option("--since", help="Its first day (YYYY-MM-DD).", metavar="DAY")]
Last = Annotated[str, typer.Option("--until", help="Its last day (YYYY-MM-DD).", metavar="DAY")]


@organisations.callback()
def _organisations() -> None:
    """Organisations, and what files call them."""


@organisations.command("list")
def list_(workspace: Folder = HERE, json: Json = False) -> None:
    """List organisations with their aliases, and names in files that belong to none of them."""
    held = opened(workspace)
    with_site(workspace)
    from goldthread.accounts.directory import listing
    from goldthread.accounts.directory import organisations as verbs

    found, strange = listing.organisations(by=BY), verbs.unplaced(held, by=BY)
    if json:
        as_json({"organisations": [_as_dict(one) for one in found], "unplaced": strange})
        return
    heading = ("code", "name", "kind", "commissioner", "since", "until", "also called")
    print(
        columns(
            heading,
            [
                (
                    one.code,
                    one.name,
                    one.kind,
                    one.commissioner.code if one.commissioner else "",
                    one.since or "",
                    one.until or "",
                    ", ".join(alias.said for alias in one.aliases.all()),
                )
                for one in found
            ],
        )
    )
    if strange:
        print("\nFiles name these, and nobody on the site sees their feedback until they are an organisation's alias:")
        print("\n".join(f"  {said}" for said in strange))


def _as_dict(one: Any) -> dict[str, Any]:
    return {
        "code": one.code,
        "name": one.name,
        "kind": one.kind,
        "member": one.member,
        "commissioner": one.commissioner.code if one.commissioner else "",
        "aliases": [alias.said for alias in one.aliases.all()],
        "since": one.since,
        "until": one.until,
    }


@organisations.command()
def add(
    code: Code,
    name: Annotated[str, typer.Option(help="Its name.")],
    kind: Kind = "provider",
    commissioner: Commissioner = "",
    alias: Aliases = [],  # noqa: B006  # Typer copies it
    since: First = "",
    until: Last = "",
    outside: Annotated[bool, typer.Option("--outside", help="Not of this care system.")] = False,
    workspace: Folder = HERE,
    json: Json = False,
) -> None:
    """Add an organisation; feedback whose file names it by its code, name or an alias is its own from now on."""
    with_site(workspace)
    from goldthread.accounts.directory import organisations as verbs

    board = verbs.must_be_there(commissioner) if commissioner else None
    made = verbs.add(
        by=BY,
        code=code,
        name=name,
        kind=kind or "provider",
        member=not outside,
        commissioner=board,
        aliases=alias,
        since=day(since),
        until=day(until),
    )
    _say(json, made.code, "added", f"{made.code} is {made.name}.")


@organisations.command()
def change(
    code: Code,
    name: Annotated[str | None, typer.Option(help="Its name from now on; the one before stays an alias.")] = None,
    kind: Kind = None,
    commissioner: Commissioner = None,
    alias: Aliases = [],  # noqa: B006  # Typer copies it
    without_alias: Annotated[list[str], typer.Option(help="No longer call it so (repeatable).")] = [],  # noqa: B006
    release: Annotated[list[str], typer.Option(help="Let others have a name that it gave up (repeatable).")] = [],  # noqa: B006
    since: First = "",
    until: Last = "",
    workspace: Folder = HERE,
    json: Json = False,
) -> None:
    """Change an organisation, add aliases or take some away; it holds for what is there already, too."""
    with_site(workspace)
    from goldthread.accounts.directory import organisations as verbs

    place = verbs.must_be_there(code)
    how: dict[str, Any] = {}
    if alias or without_alias:
        how["aliases"] = _aliases(place, alias, without_alias)
    if commissioner is not None:
        how["commissioner"] = verbs.must_be_there(commissioner) if commissioner else None
    how |= {key: day(said) for key, said in (("since", since), ("until", until)) if said}
    changed = verbs.change(by=BY, organisation=place, name=name, kind=kind, **how)
    for said in release:
        verbs.release(by=BY, organisation=place, said=said)
    _say(
        json,
        place.code,
        "changed" if changed or release else "unchanged",
        f"{place.code} is changed." if changed or release else f"{place.code} is as it was.",
    )


def _aliases(place: Any, more: list[str], without: list[str]) -> list[str]:
    """What it is called from now on. Raises WrongUsage for an alias to take away that it has not."""
    from goldthread.vocabulary import calling

    held = {one.compared: one.said for one in place.aliases.all()}
    for said in without:
        if calling(said) not in held:
            raise WrongUsage(f"{place.code} has no alias “{said}”.", f"It has: {', '.join(held.values()) or 'none'}.")
        del held[calling(said)]
    return [*held.values(), *more]


def _say(json: bool, code: str, what: str, said: str) -> None:
    if json:
        as_json({"code": code, "what": what})
    else:
        print(said)

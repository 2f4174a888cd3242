"""`goldthread pathways` and `goldthread transitions`: journeys as files, and steps between organisations."""

import json as as_json
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from goldthread.accounts.terminal import HERE, Folder, Json, with_site
from goldthread.vocabulary import Cut, Membership, NotFound, WrongUsage


app = typer.Typer()
transitions = typer.Typer(
    help="Steps between organisations: what is told there counts for all of them once each has accepted it.",
    no_args_is_help=True,
)
app.add_typer(transitions, name="transitions")
pathways = typer.Typer(help="Journeys: listed, shown as YAML, added from a file.", no_args_is_help=True)
app.add_typer(pathways, name="pathways")
Pathway = Annotated[str, typer.Argument(help="The journey, as `show journey --pathway` has it.", metavar="JOURNEY")]
Moment = Annotated[str, typer.Argument(help="The moment's key, as `transitions list` has it.", metavar="MOMENT")]
Person = Annotated[str, typer.Option("--person", help="Who decides it, of an organisation that takes part.")]


@pathways.command("list")
def list_pathways(workspace: Folder = HERE, json: Json = False) -> None:
    """List the journeys here, and those of the library to start from."""
    with_site(workspace)
    from goldthread.insight import pathway_library
    from goldthread.pathways import queries

    here = {key: drawn.title for key, drawn in queries.pathways().items()}
    library = {key: drawn.title for key, drawn in pathway_library().items()}
    if json:
        print(as_json.dumps({"journeys": here, "library": library}, indent=2))
        return
    for key, title in here.items():
        print(f"{key}: {title}")
    for key, title in library.items():
        print(f"{key}: {title} (to start from: `goldthread pathways show {key} --library`)")


@pathways.command()
def show(
    pathway: Pathway,
    library: Annotated[bool, typer.Option("--library", help="One of the library, to start from.")] = False,
    organisation: Annotated[
        str, typer.Option(help="With --library: the services that this organisation's answers name are written in.")
    ] = "",
    workspace: Folder = HERE,
) -> None:
    """Print a journey as YAML, to be changed and added again."""
    from goldthread.insight import as_yaml, pathway_library

    if organisation and not library:
        raise WrongUsage("--organisation is for a journey of the library.", "Add --library, or leave it out.")
    if library:
        drawn = pathway_library().get(pathway)
        if drawn is None:
            raise NotFound(f"There is no journey {pathway} in the library.", f"It has: {', '.join(pathway_library())}.")
        members = _services_of(organisation, workspace) if organisation else ()
        print(as_yaml(replace(drawn, members=members)), end="")
        return
    with_site(workspace)
    from goldthread.pathways import queries

    print(as_yaml(queries.pathway(pathway)), end="")


def _services_of(organisation: str, workspace: Path) -> tuple[Membership, ...]:
    """The services that an organisation's answers name, and "" where some name none. Raises NotFound for none."""
    with_site(workspace)
    from goldthread.accounts.opened import workspace as opened

    found = opened().findings.volumes(cut=Cut(organisations=(organisation,)), by=("service",)).rows
    services = sorted({str(row["service"] or "") for row in found})
    if not services:
        raise NotFound(f"There are no answers of {organisation} here.", "Import its files first.")
    return tuple(Membership(organisation=organisation, service=service) for service in services)


@pathways.command()
def add(
    file: Annotated[Path, typer.Argument(help="The journey as YAML; its key is the file's name.", metavar="FILE.yaml")],
    replaces: Annotated[bool, typer.Option("--replace", help="Make it the next version of the one there.")] = False,
    workspace: Folder = HERE,
) -> None:
    """Add a journey that somebody wrote as YAML."""
    with_site(workspace)
    from goldthread.accounts.opened import workspace as opened
    from goldthread.insight import load_pathway
    from goldthread.pathways import actions

    made = actions.add(by="owner", workspace=opened(), drawn=load_pathway(file), replace_it=replaces)
    print(f"{made.key} is added, version {made.version}: {made.title}.")


@transitions.command("list")
def list_(workspace: Folder = HERE, json: Json = False) -> None:
    """List every step between organisations, with who has accepted it."""
    with_site(workspace)
    from goldthread.pathways import accepting, queries

    found = [
        {"journey": key, "moment": point, "accepted": list(one.accepted), "waiting": list(one.waiting)}
        for key, drawn in queries.pathways().items()
        for point, one in accepting.standing(drawn).items()
    ]
    if json:
        print(as_json.dumps({"transitions": found}, indent=2))
        return
    for one in found:
        waits = f"waits for {', '.join(one['waiting'])}" if one["waiting"] else "counts for all of them"
        print(f"{one['journey']} {one['moment']}: accepted by {', '.join(one['accepted']) or 'nobody'}; {waits}.")


@transitions.command()
def accept(pathway: Pathway, moment: Moment, person: Person, workspace: Folder = HERE) -> None:
    """Accept a step for the organisation that somebody acts for."""
    _decide(pathway, moment, person, workspace, holds=True)


@transitions.command("take-back")
def take_back(pathway: Pathway, moment: Moment, person: Person, workspace: Folder = HERE) -> None:
    """Accept a step no longer."""
    _decide(pathway, moment, person, workspace, holds=False)


def _decide(pathway: str, moment: str, person: str, folder: Folder, *, holds: bool) -> None:
    with_site(folder)
    from goldthread.accounts.acting import acting
    from goldthread.accounts.models import Person as People
    from goldthread.accounts.opened import workspace
    from goldthread.pathways import actions

    who = People.objects.filter(handle=person).first()
    if who is None:
        raise NotFound(f"Nobody is called {person} here.", "See `goldthread people list`.")
    made = actions.accept(by=acting(who), workspace=workspace(), pathway=pathway, touchpoint=moment, holds=holds)
    print(f"{made.organisation} {'has accepted' if holds else 'no longer accepts'} {pathway} {moment}.")

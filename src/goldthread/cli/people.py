"""`goldthread people add`: who may sign in, for which organisation, in which role."""

import secrets
from typing import Annotated

import typer

from goldthread.cli.options import HERE, Folder
from goldthread.cli.site import point_to, prepare
from goldthread.vocabulary import WrongUsage


people = typer.Typer(help="Who may sign in to the site.", no_args_is_help=True, rich_markup_mode=None)
Services = Annotated[list[str], typer.Option("--service", help="A team of their own (may be repeated).")]


@people.callback()
def _people() -> None:
    """Who may sign in to the site."""


@people.command()
def add(
    handle: Annotated[str, typer.Argument(help="The short name to sign in with.")],
    name: Annotated[str, typer.Option(help="The person's name, as pages greet them.")],
    organisation: Annotated[str, typer.Option(help="The organisation's code.", metavar="CODE")],
    role: Annotated[str, typer.Option(help="What the person is there, such as analyst or 'ward team'.")],
    organisation_name: Annotated[str, typer.Option(help="The organisation's name, where it is added too.")] = "",
    commissioner: Annotated[str, typer.Option(help="The code of who commissions it.", metavar="CODE")] = "",
    service: Services = [],  # noqa: B006  # Typer copies it
    workspace: Folder = HERE,
) -> None:
    """Add a person and print a password, once; for a person who is there already, add the right alone."""
    point_to(workspace, demo=False)
    prepare()
    from goldthread.accounts import actions
    from goldthread.accounts.models import Organisation, Person
    from goldthread.accounts.rules import Role

    if role not in {one.value for one in Role}:
        raise WrongUsage(f"There is no role “{role}”.", f"Roles: {', '.join(one.value for one in Role)}.")
    place = Organisation.objects.filter(code=organisation).first()
    if place is None and not organisation_name:
        raise WrongUsage(f"No organisation has the code {organisation}.", "Give --organisation-name to add it.")
    if place is None or organisation_name:
        place = _organisation(organisation, organisation_name, commissioner, role)
    password = "" if Person.objects.filter(handle=handle).exists() else secrets.token_urlsafe(12)
    person = actions.add_person(by="command line", handle=handle, name=name, password=password or None)
    actions.give_right(by="command line", person=person, organisation=place, role=Role(role), services=service)
    print(f"{handle} may sign in with the password {password}" if password else f"{handle} has one more right.")


def _organisation(code: str, name: str, commissioner: str, role: str):  # type: ignore[no-untyped-def]  # a model
    from goldthread.accounts import actions
    from goldthread.accounts.models import Organisation

    board = Organisation.objects.filter(code=commissioner).first()
    if commissioner and board is None:
        raise WrongUsage(f"No organisation has the code {commissioner}.", "Add the commissioner's people first.")
    kind = "commissioner" if role in ("commissioner", "patient partner") else "provider"
    return actions.add_organisation(by="command line", code=code, name=name, kind=kind, commissioner=board)

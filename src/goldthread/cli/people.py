"""`goldthread people`: who may sign in to the site, for which organisation, in which role."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from goldthread.accounts.terminal import with_site
from goldthread.cli.options import HERE, Folder, Json, day
from goldthread.cli.printing import as_json, columns, note
from goldthread.cli.way_in import BY, EmailLink, WayIn, way_in
from goldthread.vocabulary import NotFound, WrongUsage


if TYPE_CHECKING:
    from goldthread.accounts.directory.posts import Post
    from goldthread.accounts.models import Organisation

people = typer.Typer(help="Who may sign in to the site.", no_args_is_help=True, rich_markup_mode=None)
Handle = Annotated[str, typer.Argument(help="The short name to sign in with.")]
Place = Annotated[str, typer.Option(help="The organisation: its code or any of its names.", metavar="CODE")]
RoleNamed = Annotated[str, typer.Option(help="What the person is there, such as analyst or 'ward team'.")]
Services = Annotated[list[str], typer.Option("--service", help="A team of their own (may be repeated).")]
First = Annotated[str, typer.Option("--since", help="The first day of the role (YYYY-MM-DD).", metavar="DAY")]
Last = Annotated[str, typer.Option("--until", help="The last day of the role (YYYY-MM-DD).", metavar="DAY")]
Sure = Annotated[bool, typer.Option("--last-administrator", help="Even where no administrator is left then.")]


@people.callback()
def _people() -> None:
    """Who may sign in to the site."""


@people.command("list")
def list_(
    organisation: Place = "",
    role: RoleNamed = "",
    everybody: Annotated[bool, typer.Option("--all", help="Those who have left, too.")] = False,
    workspace: Folder = HERE,
    json: Json = False,
) -> None:
    """List people with their roles, a line for each role."""
    with_site(workspace)
    from goldthread.accounts.directory import listing, organisations, rules

    place = organisations.must_be_there(organisation).code if organisation else ""
    wanted = rules.role_of(role).value if role else ""
    found = listing.people(by=BY, organisation=place, role=wanted, everybody=everybody)
    if json:
        as_json([_as_dict(one) for one in found])
        return
    heading = ("name", "sign-in name", "role", "organisation", "teams", "from", "until", "last signed in", "status")
    print(
        columns(
            heading,
            [
                (
                    one.person.name,
                    one.person.handle,
                    right.role if right else "–",
                    right.organisation.code if right else "–",
                    ", ".join(right.services) if right else "",
                    (right and right.since) or "",
                    (right and right.until) or one.person.until or "",
                    _on(one.person.last_login),
                    ", ".join(filter(None, ("Left" if one.left else "", one.days(right) if right else "no role"))),
                )
                for one in found
                for right in (one.posts or (None,))
            ],
        )
    )


def _on(moment: Any) -> str:
    return moment.date().isoformat() if moment else "never"


def _as_dict(one: Any) -> dict[str, Any]:
    return {
        "sign_in_name": one.person.handle,
        "name": one.person.name,
        "email": one.person.email,
        "may_sign_in": one.person.is_active,
        "left": one.left,
        "until": one.person.until,
        "last_signed_in": one.person.last_login,
        "roles": [
            {
                "organisation": right.organisation.code,
                "role": right.role,
                "services": right.services,
                "since": right.since,
                "until": right.until,
                "holds": right in one.holding,
            }
            for right in one.posts
        ],
    }


@people.command()
def add(
    handle: Annotated[str, typer.Argument(help="The short name to sign in with; none with --from.")] = "",
    name: Annotated[str, typer.Option(help="The person's name, as pages greet them.")] = "",
    organisation: Place = "",
    role: RoleNamed = "",
    service: Services = [],  # noqa: B006  # Typer copies it
    email: Annotated[str, typer.Option(help="Where they can be reached.")] = "",
    since: First = "",
    until: Last = "",
    organisation_name: Annotated[str, typer.Option(help="The organisation's name, where it is added too.")] = "",
    commissioner: Annotated[str, typer.Option(help="The code of who commissions it.", metavar="CODE")] = "",
    from_: Annotated[
        Path | None, typer.Option("--from", help="A CSV file of joiners and leavers.", metavar="FILE.csv")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="With --from: say what would happen, no more.")] = False,
    last_administrator: Sure = False,
    email_link: EmailLink = False,
    workspace: Folder = HERE,
    json: Json = False,
) -> None:
    """Add a person and print the link where they choose a password; for one who is there, add the role alone.

    With --from, a CSV file adds joiners and ends leavers, each line accounted for. Its columns: sign-in name, name,
    email, organisation, role, teams (with | between), since, until. A line with a last day and no role is a leaver.
    """
    if from_ is not None:
        if handle:
            raise WrongUsage("Give either a sign-in name or --from FILE.csv.", "Not both.")
        from goldthread.cli.staffing import from_file

        how = {"dry": dry_run, "sure": last_administrator, "email_link": email_link, "json": json}
        from_file(from_, workspace=workspace, **how)
        return
    missing = [
        option
        for option, value in (("a sign-in name", handle), ("--organisation", organisation), ("--role", role))
        if not value
    ]
    if missing:
        raise WrongUsage(f"Say {', '.join(missing)} too.", "Or give --from FILE.csv.")
    with_site(workspace)
    place = _place(organisation, organisation_name, commissioner, role)
    held = {"services": tuple(service), "since": day(since), "until": day(until)}
    _add(handle, name, email, place, role, held, email_link, json)


def _add(
    handle: str,
    name: str,
    email: str,
    place: "Organisation",
    role: str,
    held: dict[str, Any],
    email_link: bool,
    json: bool,
) -> None:
    from goldthread.accounts.directory import people as verbs
    from goldthread.accounts.directory import posts, rules

    meant = rules.role_of(role)
    person = verbs.named_so(handle)
    left = person is not None and not person.is_active
    post = posts.Post(place, meant, **held)
    if person is None:
        person = verbs.join(by=BY, handle=handle, name=name, email=email, post=post)
        way = way_in(person, by_email=email_link)
    else:
        anew = posts.begins_afresh(person, place)
        posts.give(by=BY, person=person, post=post)
        if anew:
            note(anew)
        way = way_in(person, by_email=email_link) if left or anew else WayIn()
    _warn(post)
    if json:
        shown = {"sign_in_name": person.handle, "organisation": place.code, "role": meant.value}
        as_json(shown | {"link": way.link, "emailed": way.emailed})
    elif way.said:
        print(f"{person.handle} may sign in. {way.said}")
    else:
        print(f"{person.handle} is {meant.value} at {place.code}.")


def _warn(post: "Post") -> None:
    """Say where a ward team's role would show nothing."""
    from goldthread.accounts.directory import teams
    from goldthread.accounts.opened import workspace

    if unseen := teams.sees_nothing(workspace(), post):
        note(unseen)


def _place(said: str, name: str, commissioner: str, role: str) -> "Organisation":
    """The organisation, added where its name is given and it is not there yet."""
    from goldthread.accounts.directory import organisations, rules

    found, meant = organisations.named_so(said), rules.role_of(role)
    board = organisations.must_be_there(commissioner) if commissioner else None
    if found is None and not name:
        raise WrongUsage(f"No organisation is called {said}.", "Give --organisation-name to add it.")
    if found is None:
        kind = "commissioner" if meant.value in ("commissioner", "patient partner") else "provider"
        return organisations.add(by=BY, code=said, name=name, kind=kind, commissioner=board)
    if name or board:
        how: dict[str, Any] = {"commissioner": board} if board else {}
        organisations.change(by=BY, organisation=found, name=name or None, **how)
    return found


@people.command()
def change(
    handle: Handle,
    name: Annotated[str | None, typer.Option(help="Their name from now on.")] = None,
    sign_in_name: Annotated[str | None, typer.Option(help="The name to sign in with from now on.")] = None,
    email: Annotated[str | None, typer.Option(help="Where they can be reached; empty for none.")] = None,
    organisation: Place = "",
    role: RoleNamed = "",
    service: Services = [],  # noqa: B006  # Typer copies it
    since: First = "",
    until: Last = "",
    last_administrator: Sure = False,
    workspace: Folder = HERE,
    json: Json = False,
) -> None:
    """Change a person's names and address; with --organisation and --role, the teams and days of that role."""
    if bool(organisation) != bool(role) or (not role and (service or since or until)):
        raise WrongUsage("Say both --organisation and --role to change a role's teams and days.")
    with_site(workspace)
    from goldthread.accounts.directory import people as verbs

    person = verbs.must_be_there(handle)
    changed = verbs.change(by=BY, person=person, handle=sign_in_name, name=name, email=email)
    if role:
        from goldthread.accounts.directory import posts, rules

        held = _right(handle, organisation, role)

        post = posts.Post(
            held.organisation,
            rules.role_of(held.role),
            tuple(service or held.services),
            day(since) or held.since,
            day(until) or held.until,
        )
        anew = posts.begins_afresh(person, post.organisation)
        _, moved = posts.give(by=BY, person=person, post=post, sure=last_administrator)
        changed = changed or moved
        if anew:
            note(f"{anew} {way_in(person, by_email=False).said}")
        _warn(post)
    said = f"{person.handle} {'is changed' if changed else 'is as it was'}."
    _say(json, person.handle, "changed" if changed else "unchanged", said)


def _right(handle: str, organisation: str, role: str) -> Any:
    from goldthread.accounts.directory import listing, organisations, rules

    place = organisations.must_be_there(organisation)
    right = listing.post(handle=handle, organisation=place, role=rules.role_of(role))
    if right is None:
        raise NotFound(f"{handle} is not {role} at {place.code}.", "`goldthread people add` gives a role.")
    return right


@people.command()
def end(
    handle: Handle,
    organisation: Place = "",
    role: RoleNamed = "",
    on: Annotated[str, typer.Option("--on", help="The last day (YYYY-MM-DD); without it, at once.")] = "",
    last_administrator: Sure = False,
    workspace: Folder = HERE,
    json: Json = False,
) -> None:
    """End a person's roles and sign-in on a day; with --organisation and --role, that role alone."""
    if bool(organisation) != bool(role):
        raise WrongUsage("Say both --organisation and --role to end one role.", "Or neither, to end them all.")
    with_site(workspace)
    from goldthread.accounts.directory import listing, posts, telling
    from goldthread.accounts.directory import people as verbs

    person, last = verbs.must_be_there(handle), day(on)
    if role:
        right = _right(handle, organisation, role)
        ended = posts.end(by=BY, right=right, on=last, sure=last_administrator)
        found = listing.must_be_there(by=BY, reference=person.reference)
        said = telling.role_ended(found, right, on=last, ended=ended)
    else:
        ended = verbs.end(by=BY, person=person, on=last, sure=last_administrator)
        said = telling.person_left(person.name, on=last, ended=ended)
    _say(json, person.handle, "ended" if ended else "unchanged", said)


@people.command()
def reset(
    handle: Handle,
    two_factor: Annotated[bool, typer.Option("--two-factor", help="Forget their second factors too.")] = False,
    email_link: EmailLink = False,
    workspace: Folder = HERE,
    json: Json = False,
) -> None:
    """Take a person's password, end their sessions, and print a link where they choose another."""
    with_site(workspace)
    from goldthread.accounts.directory import people as verbs

    person = verbs.must_be_there(handle)
    verbs.reset(by=BY, person=person, two_factor=two_factor)
    way = way_in(person, by_email=email_link, again=True)
    if json:
        as_json({"sign_in_name": person.handle, "what": "reset", "link": way.link, "emailed": way.emailed})
        return
    print(f"{person.handle} is signed out everywhere. {way.said}")


def _say(json: bool, handle: str, what: str, said: str) -> None:
    if json:
        as_json({"sign_in_name": handle, "what": what})
    else:
        print(said)

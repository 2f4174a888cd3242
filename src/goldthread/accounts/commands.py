"""`goldthread audit`, `mail`, `outbox` and `secret`: the audit's keys, emails, what waits, the site's secret."""

from typing import Annotated

import typer

from goldthread.accounts.terminal import HERE, Folder, Json, point_to, prepare, with_site


app = typer.Typer()
audit = typer.Typer(help="The keys that seal the audit; `verify` checks it.", no_args_is_help=True)
mail = typer.Typer(help="Emails that wait, or that were not sent.", no_args_is_help=True)
outbox = typer.Typer(help="Changes that wait to be written to the workspace.", no_args_is_help=True)
secret = typer.Typer(help="The site's secret key, GOLDTHREAD_SECRET_KEY.", no_args_is_help=True)
app.add_typer(audit, name="audit")
app.add_typer(mail, name="mail")
app.add_typer(outbox, name="outbox")
app.add_typer(secret, name="secret")


@audit.callback()
def _audit() -> None:
    """The keys that seal the audit."""


@audit.command()
def rotate(
    workspace: Folder = HERE,
    lost: Annotated[
        bool, typer.Option("--lost", help="The file of keys is lost for good: begin with another.")
    ] = False,
) -> None:
    """Seal the audit with a fresh key from now on; what older keys sealed is still checked with them."""
    with_site(workspace)
    from goldthread.accounts import auditing

    number = auditing.rotate(by="owner", lost=lost)
    print(f"The audit is sealed with key {number} from now on. Keep a copy of {auditing.ring_file()} apart.")


@mail.callback()
def _mail() -> None:
    """Emails that wait, or that were not sent."""


@mail.command("list")
def list_mail(workspace: Folder = HERE, json: Json = False) -> None:
    """List the emails that are not sent, oldest first, with the reason why."""
    with_site(workspace)
    import json as as_json

    from django.conf import settings

    from goldthread.accounts import outgoing_mail as actions
    from goldthread.accounts.mail import queries

    rows = [
        {
            "id": one.pk,
            "to": one.person.handle if one.person else "",
            "what": one.kind,
            "since": one.at.isoformat(),
            "due": one.due.isoformat() if one.due else None,
            "tries": one.tries,
            "reason": one.failed,
        }
        for one in queries.waiting()
    ]
    if json:
        print(as_json.dumps({"sends": settings.EMAIL.on, "waiting": rows}, indent=2))
        return
    if not settings.EMAIL.on:
        print(f"{actions.NO_MAIL} GOLDTHREAD_SMTP says where mail goes.")
    for row in rows:
        when = f"due {str(row['due'])[:16]}" if row["due"] else "given up"
        print(f"{row['what']} to {row['to']}, {when}, tried {row['tries']} times. {row['reason']}".strip())
    if not rows:
        print("Nothing is waiting.")


@mail.command("send")
def send_mail(workspace: Folder = HERE) -> None:
    """Send what is due now, and try again what failed in the last three days."""
    with_site(workspace)
    from goldthread.accounts import outgoing_mail as actions
    from goldthread.accounts.mail import queries, sending

    actions.try_again(by="owner")
    made = 0
    while sent := sending.send_due():
        made += sent
    left = queries.not_sent()
    print(f"{made:,} sent, {len(left):,} not sent.")
    for one in left:
        print(f"{one.kind} to {one.person.handle if one.person else ''}: {one.failed}")
    if left:
        raise typer.Exit(1)


@mail.command("test")
def test_mail(
    address: Annotated[str, typer.Argument(help="Where a test goes, such as your own address.")],
    workspace: Folder = HERE,
) -> None:
    """Send one email that says that email works."""
    with_site(workspace)
    from goldthread.accounts.mail import sending

    sending.send_test(address)
    print(f"Sent to {address}. If it does not arrive, look into the mail server's log.")


@outbox.callback()
def _outbox() -> None:
    """Changes that wait to be written to the workspace."""


@outbox.command("list")
def list_(workspace: Folder = HERE, json: Json = False) -> None:
    """List what waits, oldest first, with the reason why."""
    with_site(workspace)
    import json as as_json

    from goldthread.accounts import outbox as held

    waiting = [
        {
            "id": one.pk,
            "what": one.kind,
            "key": one.key,
            "since": one.at.isoformat(),
            "tries": one.tries,
            "reason": one.failed,
        }
        for one in held.waiting()
    ]
    if json:
        print(as_json.dumps({"waiting": waiting}, indent=2))
        return
    for row in waiting:
        print(f"{row['key']}  since {str(row['since'])[:16]}  tried {row['tries']} times. {row['reason']}".strip())
    if not waiting:
        print("Nothing is waiting.")


@outbox.command()
def deliver(workspace: Folder = HERE) -> None:
    """Try everything that waits again, now."""
    with_site(workspace)
    from goldthread.accounts import outbox as held

    made = held.deliver_waiting(at_once=True)
    left = held.waiting()
    print(f"{made:,} delivered, {len(left):,} still waiting.")
    for one in left:
        print(f"{one.key}: {one.failed}")
    if left:
        raise typer.Exit(1)


@secret.callback()
def _secret() -> None:
    """The site's secret key."""


@secret.command("change")
def change_secret(workspace: Folder = HERE) -> None:
    """Use the workspace with the secret key that is set now: links, sign-ins and two-step sign-in from before stop."""
    point_to(workspace)
    prepare(another_secret=True)
    print("The workspace is used with this secret key from now on. Everyone signs in again; unused links are dead.")
    print("Two-step sign-in from before does not work: `goldthread people reset NAME --two-factor` for each person.")

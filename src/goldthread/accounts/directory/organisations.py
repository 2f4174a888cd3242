"""Organisations are added and changed: keyword-only, by whom, one transaction, one audit event, and then published."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction

from goldthread.accounts import auditing, outbox
from goldthread.accounts.acting import Acting
from goldthread.accounts.directory.by import reach
from goldthread.accounts.directory.rules import (
    KINDS,
    code_of,
    must_commission,
    must_follow,
    name_of,
    shortened,
)
from goldthread.accounts.models import Alias, Delivery, Organisation
from goldthread.accounts.workspaces import Workspace
from goldthread.vocabulary import Directory, ListedOrganisation, NoRight, NotFound, PlainError, WrongUsage, calling


LONGEST_NAME = 200
KEY = "Directory:directory"


class AlreadyCalledSo(PlainError):
    """A code, name or alias belongs to another organisation."""


def named_so(said: str) -> Organisation | None:
    """The organisation that is called so: by its code, an alias or its name."""
    code = directory().code_of(said.strip())
    return Organisation.objects.filter(code=code).first()


def must_be_there(said: str) -> Organisation:
    """The organisation that is called so. Raises NotFound."""
    found = named_so(said)
    if found is None:
        raise NotFound(
            f"No organisation is called {shortened(said)}.", "`goldthread organisations list` shows those there are."
        )
    return found


@transaction.atomic
def add(
    *,
    by: Acting | str,
    code: str,
    name: str,
    kind: str = "provider",
    member: bool = True,
    commissioner: Organisation | None = None,
    aliases: Sequence[str] = (),
    since: date | None = None,
    until: date | None = None,
) -> Organisation:
    """Add an organisation.

    Raises: AlreadyCalledSo where its code, name or an alias belongs to another, NoRight for an administrator who does
    not act for its commissioner, WrongUsage.
    """
    may = reach(by)
    if not may.everything and (commissioner is None or commissioner.code != may.own):
        raise NoRight("Only a commissioner's administrator adds organisations, and as its own providers.")
    _must_commission_others(commissioner)
    code, name = code_of(code), name_of(name, longest=LONGEST_NAME, what="The name")
    facts = _facts(kind=kind, since=since, until=until)
    _lock()
    _must_be_free([code, name, *aliases])
    made = Organisation.objects.create(code=code, name=name, member=member, commissioner=commissioner, **facts)
    _call(made, aliases)
    publish(by=by)
    auditing.record(by=str(by), what="organisation added", about=f"organisation:{code}", aliases=len(set(aliases)))
    return made


@transaction.atomic
def change(
    *,
    by: Acting | str,
    organisation: Organisation,
    name: str | None = None,
    kind: str | None = None,
    commissioner: Organisation | None | str = "as it is",
    aliases: Sequence[str] | None = None,
    since: date | None | str = "as it is",
    until: date | None | str = "as it is",
) -> bool:
    """Change an organisation; what is not given stays. `aliases` are all that it has from now on.

    Gives: whether anything changed. Raises: NotFound, NoRight, AlreadyCalledSo, WrongUsage.
    """
    may = reach(by)
    must_commission(may, organisation.code)
    _lock()
    given: dict[str, Any] = {} if name is None else {"name": name_of(name, longest=LONGEST_NAME, what="The name")}
    given |= {} if kind is None else {"kind": kind}
    given |= {key: day for key, day in (("since", since), ("until", until)) if not isinstance(day, str)}
    if not isinstance(commissioner, str) and commissioner != organisation.commissioner:
        _may_commission(may.everything, organisation, commissioner)
        given["commissioner"] = commissioner
    days = {key: given.get(key, getattr(organisation, key)) for key in ("since", "until")}
    given |= {k: v for k, v in _facts(kind=given.get("kind", organisation.kind), **days).items() if k in given}
    changed = sorted(key for key, value in given.items() if getattr(organisation, key) != value)
    wanted = list(aliases) if aliases is not None else None
    if "name" in changed:  # files may go on calling it so
        wanted = [*(wanted if wanted is not None else _aliases(organisation)), organisation.name]
    _must_be_free([*([given["name"]] if "name" in changed else []), *(wanted or ())], organisation)
    for key in changed:
        setattr(organisation, key, given[key])
    if changed:
        organisation.save(update_fields=changed)
    if wanted is not None and _call(organisation, wanted):
        changed.append("aliases")
    if changed:
        publish(by=by)
        auditing.record(
            by=str(by), what="organisation changed", about=f"organisation:{organisation.code}", fields=changed
        )
    return bool(changed)


def _aliases(organisation: Organisation) -> list[str]:
    return list(organisation.aliases.values_list("said", flat=True))


def _must_commission_others(organisation: Organisation | None) -> None:
    """Raises WrongUsage for a commissioner that is none."""
    if organisation is not None and organisation.kind != "commissioner":
        raise WrongUsage(f"{organisation.name} is not a commissioner.", "Name one that is, or change its kind first.")


def _may_commission(everything: bool, organisation: Organisation, commissioner: Organisation | None) -> None:
    """Raises where who commissions an organisation may not be changed so: it decides who sees its findings."""
    if not everything:
        raise NoRight("Who commissions an organisation is changed by whoever looks after Goldthread.")
    _must_commission_others(commissioner)
    if commissioner is not None and (commissioner == organisation or commissioner.commissioner == organisation):
        raise WrongUsage("An organisation cannot commission itself.", "Name another commissioner.")


def _facts(*, kind: str, since: date | None, until: date | None) -> dict[str, Any]:
    if kind not in KINDS:
        raise WrongUsage(f"There is no kind of organisation “{shortened(kind)}”.", f"Kinds: {', '.join(KINDS)}.")
    must_follow(since, until)
    return {"kind": kind, "since": since, "until": until}


def _lock() -> None:
    """Two changes at once must not give two organisations one name: the second waits, where the database is shared."""
    list(Organisation.objects.select_for_update().order_by("id").values_list("id", flat=True))


def _must_be_free(names: Sequence[str], but: Organisation | None = None) -> None:
    """Raises AlreadyCalledSo for a name that belongs to another organisation."""
    known = directory()
    for said in names:
        if not calling(said):
            raise WrongUsage(f"“{shortened(said)}” cannot be a name: it has no letters or digits.", "Change it.")
        code = known.code_of(said)
        taken = code != said or any(one.code == said for one in known.organisations)
        if taken and (but is None or code != but.code):
            raise AlreadyCalledSo(
                f"“{shortened(said)}” is what files call {code} already.",
                "A name belongs to one organisation: take it away there first, or choose another.",
            )


def _call(organisation: Organisation, aliases: Sequence[str]) -> bool:
    """Let an organisation have these aliases and no others. Gives whether that changed any."""
    own = {calling(organisation.code), calling(organisation.name)}
    wanted = {calling(said): name_of(said, longest=LONGEST_NAME, what="The alias") for said in aliases}
    wanted = {compared: said for compared, said in wanted.items() if compared not in own}
    held = dict(organisation.aliases.values_list("compared", "said"))
    if held == wanted:
        return False
    organisation.aliases.exclude(compared__in=wanted).delete()
    for compared, said in wanted.items():
        Alias.objects.update_or_create(compared=compared, defaults={"organisation": organisation, "said": said})
    return True


@transaction.atomic
def publish(*, by: Acting | str) -> None:
    """Put the directory into the outbox, within the transaction of the change; one that still waits is overtaken."""
    Delivery.objects.filter(key=KEY).delete()
    outbox.publish(by=by, noun=directory())


def directory() -> Directory:
    """Every organisation and what it is called, as it is published."""
    found = Organisation.objects.order_by("code").prefetch_related("aliases")
    return Directory(
        organisations=tuple(
            ListedOrganisation(
                code=one.code,
                name=one.name,
                aliases=tuple(alias.said for alias in one.aliases.all()),
                since=one.since,
                until=one.until,
            )
            for one in found
        )
    )


def unplaced(workspace: Workspace) -> list[str]:
    """What files that are held call an organisation which nobody has added: its feedback waits unseen."""
    known = directory()
    codes = {one.code for one in known.organisations}
    lines = workspace.batches()
    undone = {line.batch for line in lines if line.what == "undo"}
    said = {
        name
        for line in lines
        if line.what == "import" and line.batch not in undone
        for name in line.account.get("organisations", ())
    }
    return sorted(name for name in said if name and known.code_of(name) not in codes)


__all__ = ["AlreadyCalledSo", "add", "change", "directory", "must_be_there", "named_so", "unplaced"]

"""Organisations are added and changed: keyword-only, by whom, one transaction, one audit event, and then published."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction

from goldthread.accounts import auditing, outbox
from goldthread.accounts.acting import Acting
from goldthread.accounts.directory import names as names_in_files
from goldthread.accounts.directory.by import reach
from goldthread.accounts.directory.rules import (
    KINDS,
    Reach,
    code_of,
    must_commission,
    must_follow,
    name_of,
    shortened,
)
from goldthread.accounts.models import Alias, Delivery, FormerName, Organisation
from goldthread.accounts.opened import workspace as opened
from goldthread.accounts.workspaces import WorkspaceLike
from goldthread.vocabulary import Directory, ListedOrganisation, NoRight, NotFound, PlainError, WrongUsage, calling


LONGEST_NAME = 200
KEY = "Directory:directory"


class AlreadyCalledSo(PlainError):
    """A code, name or alias belongs to another organisation, or is not this administrator's to take."""


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
    _may_be(may, kind)
    _must_be_free(may, [code, name, *aliases], near=_near(may, [code, name, *aliases]))
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
    if kind is not None and kind != organisation.kind:
        _may_be(may, kind)
        given["kind"] = kind
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
    asked = [*([given["name"]] if "name" in changed else []), *(wanted or ())]
    _must_be_free(may, asked, organisation, near=(may.own, organisation.code, organisation.name))
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
        raise NoRight("Who commissions an organisation is changed by the person who looks after Goldthread.")
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


def _may_be(may: Reach, kind: str) -> None:
    """Raises WrongUsage where an administrator would make a commissioner: that decides who may see whose findings."""
    if kind == "commissioner" and not may.everything:
        raise WrongUsage(
            "Only the person who looks after Goldthread makes an organisation a commissioner.", "Choose another kind."
        )


def _near(may: Reach, said: Sequence[str]) -> list[str]:
    """What names of a new organisation may begin with: the commissioner's code, or a name that files of theirs use."""
    used = {} if may.everything else names_in_files.uses(opened())
    return [may.own, *(one for one in said if names_in_files.may_take(may, one, used))]


def _must_be_free(may: Reach, said: Sequence[str], but: Organisation | None = None, *, near: Sequence[str]) -> None:
    """Raises AlreadyCalledSo for a name that belongs or is reserved to another, or is not theirs to take."""
    known, codes = directory(), set(Organisation.objects.values_list("code", flat=True))
    reserved = dict(FormerName.objects.values_list("compared", "organisation__code"))
    used: names_in_files.Uses | None = None
    for one in said:
        compared = _compared(one)
        code = known.code_of(one)
        holder = code if code in codes else reserved.get(compared, "")
        if holder and but is not None and holder == but.code:
            continue
        if holder and may.holds(holder):
            raise _there(one) if but is None and one == holder else _held(one, holder)
        if used is None and not may.everything:
            used = names_in_files.uses(opened())
        if holder or not names_in_files.may_take(may, one, used or {}, near):
            raise _not_here(one)


def _compared(said: str) -> str:
    """What is compared of a name. Raises WrongUsage for nothing, or too much."""
    compared = calling(said)
    if not compared:
        raise WrongUsage(f"“{shortened(said)}” cannot be a name: it has no letters or digits.", "Change it.")
    if len(compared) > LONGEST_NAME:
        raise WrongUsage(f"“{shortened(said)}” is longer than {LONGEST_NAME} letters and digits.", "Shorten it.")
    return compared


def _there(code: str) -> AlreadyCalledSo:
    return AlreadyCalledSo(f"{code} is there already.", f"Use `goldthread organisations change {code}`.")


def _held(said: str, code: str) -> AlreadyCalledSo:
    return AlreadyCalledSo(
        f"“{shortened(said)}” is, or was, what files call {code}.",
        "A name belongs to one organisation. Choose another, or have it taken away there and released on the command "
        "line: `goldthread organisations change CODE --release NAME`.",
    )


def _not_here(said: str) -> AlreadyCalledSo:
    """One answer, whatever the reason, so that it tells nothing of others."""
    return AlreadyCalledSo(
        f"“{shortened(said)}” cannot be taken here: only a name that files of your own organisations use, and nobody "
        "else's, or one that begins with your own code.",
        "The person who looks after Goldthread can give it on the command line.",
    )


def _call(organisation: Organisation, aliases: Sequence[str]) -> bool:
    """Let an organisation have these aliases and no others; those it gives up stay reserved to it.

    Gives whether that changed any.
    """
    own = {calling(organisation.code), calling(organisation.name)}
    wanted = {calling(said): name_of(said, longest=LONGEST_NAME, what="The alias") for said in aliases}
    wanted = {compared: said for compared, said in wanted.items() if compared not in own}
    held = dict(organisation.aliases.values_list("compared", "said"))
    organisation.former_names.filter(compared__in={*own, *wanted}).delete()
    if held == wanted:
        return False
    for compared in held.keys() - wanted.keys() - own:
        FormerName.objects.create(organisation=organisation, said=held[compared], compared=compared)
    organisation.aliases.exclude(compared__in=wanted).delete()
    for compared, said in wanted.items():
        Alias.objects.update_or_create(compared=compared, defaults={"organisation": organisation, "said": said})
    return True


@transaction.atomic
def release(*, by: Acting | str, organisation: Organisation, said: str) -> None:
    """Let others have a name that an organisation gave up. Raises NoRight in the browser, NotFound for none."""
    if not reach(by).everything:
        raise NoRight("Only the person who looks after Goldthread releases a name.")
    if not organisation.former_names.filter(compared=calling(said)).delete()[0]:
        raise NotFound(f"{organisation.code} has given up no name “{shortened(said)}”.", "Take the alias away first.")
    auditing.record(by=str(by), what="name released", about=f"organisation:{organisation.code}")


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


def unplaced(workspace: WorkspaceLike, *, by: Acting | str) -> list[str]:
    """What files that are held call an organisation which nobody has added: its feedback waits unseen.

    Shown to whoever brought those files in, the commissioner over them, and the command line; names of rows that an
    upload left out to the command line alone, since nobody else may take them (decision 0021).
    """
    known, may = directory(), reach(by)
    codes = {one.code for one in known.organisations}
    lines = workspace.imports.batches()
    undone = {line.batch for line in lines if line.what == "undo"}
    said = {
        name
        for line in lines
        if line.what == "import" and line.batch not in undone
        for name in (*line.account.get("organisations", ()), *(line.account.get("left", ()) if may.everything else ()))
    }
    used = {} if may.everything else names_in_files.uses(workspace)
    strange = (name for name in said if name and known.code_of(name) not in codes)
    return sorted(name for name in strange if names_in_files.may_take(may, name, used))


__all__ = ["AlreadyCalledSo", "add", "change", "directory", "must_be_there", "named_so", "release", "unplaced"]

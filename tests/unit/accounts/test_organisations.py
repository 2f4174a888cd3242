"""Organisations and what files call them: one name, one organisation."""

from types import SimpleNamespace

import pytest

from goldthread.accounts.directory import organisations
from goldthread.accounts.directory.organisations import AlreadyCalledSo
from goldthread.accounts.models import Alias, AuditEvent, Organisation
from goldthread.accounts.rules import Role
from goldthread.vocabulary import NoRight, NotFound, WrongUsage
from tests.unit.accounts.conftest import acting


@pytest.fixture
def files(monkeypatch):
    """Lets files of some issuers use some names; as a site begins, none does."""
    lines = []
    held = SimpleNamespace(imports=SimpleNamespace(batches=lambda: lines))
    monkeypatch.setattr(organisations, "opened", lambda: held)

    def bring(issuer: str, *names: str) -> None:
        account = {"organisations": list(names), "issuer": issuer}
        lines.append(SimpleNamespace(what="import", batch=str(len(lines)), account=account))

    bring.workspace = held
    return bring


def test_an_organisation_is_found_by_whatever_files_call_it(system):
    organisations.change(by="test", organisation=system.royal, aliases=["St. Elsewhere's", "Royal & General"])
    for said in ("TRH", "trh", "Royal Hospital", " ROYAL  hospital.", "st elsewheres", "Royal and General"):
        assert organisations.named_so(said) == system.royal
    for said in ("", "—", "Royal", "Far"):
        assert organisations.named_so(said) is None


def test_one_name_is_one_organisations(system):
    organisations.change(by="test", organisation=system.royal, aliases=["The Royal"])
    for refused in (
        lambda: organisations.change(by="test", organisation=system.home, aliases=["the royal!"]),
        lambda: organisations.change(by="test", organisation=system.home, name="THE ROYAL"),
        lambda: organisations.change(by="test", organisation=system.home, aliases=["trh"]),
        lambda: organisations.change(by="test", organisation=system.home, aliases=["Royal Hospital"]),
        lambda: organisations.add(by="test", code="TheRoyal", name="Another"),
        lambda: organisations.add(by="test", code="TRH", name="Another"),
        lambda: organisations.add(by="test", code="TNW", name="New", aliases=["Home care"]),
    ):
        with pytest.raises(AlreadyCalledSo):
            refused()
    assert list(Alias.objects.filter(organisation__code__startswith="T").values_list("said", flat=True)) == [
        "The Royal"
    ]


def test_a_code_that_is_there_already_is_said_so_and_where_to_change_it(system):
    with pytest.raises(AlreadyCalledSo, match=r"TRH is there already\. Use `goldthread organisations change TRH`"):
        organisations.add(by="test", code="TRH", name="Another Hospital")
    with pytest.raises(AlreadyCalledSo, match="is, or was, what files call TRH"):
        organisations.add(by="test", code="TXX", name="Royal Hospital")


def test_the_name_before_stays_an_alias(system):
    organisations.change(by="test", organisation=system.royal, name="Royal Infirmary")
    assert organisations.named_so("Royal Hospital") == system.royal
    organisations.change(by="test", organisation=system.royal, aliases=[])
    assert organisations.named_so("Royal Hospital") is None


def test_a_name_that_was_given_up_stays_reserved_until_it_is_released(system):
    organisations.change(by="test", organisation=system.royal, name="Royal Infirmary")
    organisations.change(by="test", organisation=system.royal, aliases=[])
    with pytest.raises(AlreadyCalledSo):
        organisations.change(by="test", organisation=system.far, aliases=["royal hospital"])
    assert organisations.change(by="test", organisation=system.royal, aliases=["Royal Hospital"])
    organisations.change(by="test", organisation=system.royal, aliases=[])
    with pytest.raises(NoRight):
        organisations.release(by=acting("t.bo", system.board), organisation=system.royal, said="Royal Hospital")
    organisations.release(by="test", organisation=system.royal, said="ROYAL HOSPITAL")
    with pytest.raises(NotFound):
        organisations.release(by="test", organisation=system.royal, said="Royal Hospital")
    assert organisations.change(by="test", organisation=system.far, aliases=["royal hospital"])


def test_a_name_is_taken_by_whoever_brought_its_files_in_or_their_commissioner_alone(system, files):
    """The administrator of another board must not have what a trust's files call it."""
    files("TRH", "Royal Maternity Wing", "Both of us")
    files("TFA", "Both of us")
    files("", "From the server")
    bo, other = acting("t.bo", system.board), acting("t.bo", system.other)
    names = ("Royal Maternity Wing", "Both of us", "From the server", "Nobody's yet", "TRH", "Royal Hospital")
    said = set()
    for name in names:
        for refused in (
            lambda name=name: organisations.change(by=other, organisation=system.far, aliases=[name]),
            lambda name=name: organisations.change(by=other, organisation=system.far, name=name),
            lambda name=name: organisations.add(by=other, code="TOC1", name=name, commissioner=system.other),
        ):
            with pytest.raises(AlreadyCalledSo) as error:
                refused()
            said.add(str(error.value).replace(name, "…"))
    assert len(said) == 1 and "TRH" not in said.pop(), "one answer, which tells nothing of others"
    assert organisations.unplaced(files.workspace, by=other) == []
    assert organisations.unplaced(files.workspace, by=bo) == ["Royal Maternity Wing"]
    assert len(organisations.unplaced(files.workspace, by="test")) == 3
    for name in names[1:4]:
        with pytest.raises(AlreadyCalledSo, match="cannot be taken here"):
            organisations.change(by=bo, organisation=system.royal, aliases=[name])
    assert organisations.change(by=bo, organisation=system.royal, aliases=["Royal Maternity Wing", "TRH Ward 7"])
    assert organisations.change(by="test", organisation=system.far, aliases=list(names[1:4]))


def test_an_import_with_more_names_than_its_account_lists_may_have_used_any(system, files):
    files("TFA", *(f"Practice {n}" for n in range(1_000)))
    files("TRH", "Royal Wing")
    with pytest.raises(AlreadyCalledSo):
        organisations.change(by=acting("t.bo", system.board), organisation=system.royal, aliases=["Royal Wing"])


def test_a_commissioners_administrator_makes_no_commissioner(system, files):
    bo = acting("t.bo", system.board)
    with pytest.raises(WrongUsage):
        organisations.change(by=bo, organisation=system.royal, kind="commissioner")
    with pytest.raises(WrongUsage):
        organisations.add(by=bo, code="TIC2", name="TIC two", kind="commissioner", commissioner=system.board)
    assert organisations.change(by=bo, organisation=system.royal, kind="council")


def test_aliases_that_only_repeat_the_name_are_not_kept(system):
    assert not organisations.change(by="test", organisation=system.royal, aliases=["trh", "ROYAL HOSPITAL"])
    assert not system.royal.aliases.exists()


@pytest.mark.parametrize("alias", ["", "  ", "—", "…", "\u202e", "\ufdfa" * 200])
def test_an_alias_without_a_letter_or_digit_or_with_too_many_is_refused(system, alias):
    with pytest.raises(WrongUsage):
        organisations.change(by="test", organisation=system.royal, aliases=[alias])


def test_only_its_commissioner_changes_an_organisation(system, files):
    files("TRH", "The Royal")
    ada, bo = acting("t.ada", system.royal), acting("t.bo", system.board)
    before = AuditEvent.objects.count()
    with pytest.raises(NoRight):
        organisations.change(by=ada, organisation=system.royal, aliases=["Far"])
    with pytest.raises(NotFound):
        organisations.change(by=ada, organisation=system.home, name="Mine")
    with pytest.raises(NotFound):
        organisations.change(by=bo, organisation=system.far, name="Mine")
    with pytest.raises(NoRight):
        organisations.change(by=bo, organisation=system.board, name="Mine")
    with pytest.raises(NoRight):
        organisations.change(by=bo, organisation=system.royal, commissioner=None)
    assert AuditEvent.objects.count() == before
    assert organisations.change(by=bo, organisation=system.royal, aliases=["The Royal"])


def test_a_commissioners_administrator_adds_its_own_providers_alone(system, files):
    files("TIC", "TNW")
    bo = acting("t.bo", system.board)
    for commissioner in (None, system.other):
        with pytest.raises(NoRight):
            organisations.add(by=bo, code="TNW", name="New", commissioner=commissioner)
    with pytest.raises(WrongUsage):
        organisations.add(by=acting("t.ada", system.royal), code="TNW", name="New", commissioner=system.royal)
    with pytest.raises(NoRight):
        organisations.add(
            by=acting("t.bo", system.board, Role.COMMISSIONER), code="TNW", name="New", commissioner=system.board
        )
    assert organisations.add(by=bo, code="TNW", name="TNW New", commissioner=system.board).commissioner == system.board


def test_who_commissions_is_a_commissioner_and_never_itself(system):
    for wrong in (system.home, system.royal):
        with pytest.raises(WrongUsage):
            organisations.change(by="test", organisation=system.royal, commissioner=wrong)
    assert organisations.change(by="test", organisation=system.royal, commissioner=None)
    assert Organisation.objects.get(code="TRH").commissioner is None


def test_what_files_call_nobody_is_listed(system):
    lines = [
        SimpleNamespace(what="import", batch="1", account={"organisations": ["trh", "The Unknown", ""]}),
        SimpleNamespace(what="import", batch="2", account={"organisations": ["Undone"]}),
        SimpleNamespace(what="undo", batch="2", account={}),
        SimpleNamespace(what="publication", batch="", account={}),
    ]
    held = SimpleNamespace(imports=SimpleNamespace(batches=lambda: lines))
    assert organisations.unplaced(held, by="test") == ["The Unknown"]

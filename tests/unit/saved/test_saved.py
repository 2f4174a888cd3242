"""Saved searches: whose they are, what is refused, and what a withdrawal takes."""

import pytest

from goldthread.vocabulary import Cut, NoRight, NotFound, WrongUsage
from goldthread.workspace.saved import asked_of, cut_asked
from tests.builders.site import cast


PEOPLE = cast()

from goldthread.accounts.acting import acting  # noqa: E402
from goldthread.accounts.models import AuditEvent, Person  # noqa: E402
from goldthread.saved import actions, erasing, queries, rules  # noqa: E402
from goldthread.saved.models import SavedSearch  # noqa: E402


TOLD = "Nobody told my brother which door to use"


@pytest.fixture(autouse=True)
def none_saved():
    SavedSearch.objects.all().delete()
    yield
    SavedSearch.objects.all().delete()


@pytest.fixture
def ben():
    return acting(PEOPLE["ben"])


@pytest.fixture
def fay():
    return acting(PEOPLE["fay"])


def keep(by, name="Letters", words="letter", **more):
    return actions.keep(by=by, name=name, words=words, asked=more.pop("asked", {}), **more)


def test_a_person_keeps_one_of_a_name_and_sees_what_colleagues_share(ben, fay):
    first = keep(ben, asked={"role": ["carer"], "theme": []})
    assert first.asked == {"role": ["carer"]} and first.organisation == "XWR"
    assert keep(ben, words="letters").pk == first.pk
    keep(ben, name="For all", shared=True)
    assert [one.name for one in queries.seen_by(ben)] == ["For all", "Letters"]
    assert [one.name for one in queries.seen_by(fay)] == ["For all"]
    assert queries.seen_by(acting(PEOPLE["cath"])) == []


def test_nobody_deletes_anothers(ben, fay):
    mine = keep(ben, shared=True)
    with pytest.raises(NotFound):
        actions.delete(by=fay, token=mine.token)
    owners = actions.keep_for_owner(by="test", name="Tea", words="tea", asked={})
    with pytest.raises(NotFound):
        actions.delete(by=ben, token=owners.token)
    assert actions.delete(by=ben, token=mine.token) == "Letters"
    assert actions.delete_for_owner(by="test", name="TEA") == "Tea"
    with pytest.raises(NotFound, match="searches list"):
        actions.delete_for_owner(by="test", name="Tea")


def test_the_owners_are_seen_by_nobody_on_the_site(ben):
    actions.keep_for_owner(by="test", name="Tea", words="tea", asked={})
    assert queries.seen_by(ben) == [] and [one.name for one in queries.owners()] == ["Tea"]
    assert keep(ben, name="Tea").person == ben.person, "a person may have one of the same name"


@pytest.mark.parametrize("given", [{"name": " "}, {"name": "x" * 81}, {"words": "\x00 "}])
def test_what_says_too_little_or_too_much_is_refused(ben, given):
    with pytest.raises(WrongUsage):
        keep(ben, **given)
    assert not SavedSearch.objects.exists()


def test_fifty_are_enough_and_an_older_one_may_be_replaced(ben, monkeypatch):
    monkeypatch.setattr(rules, "MOST", 2)
    keep(ben, name="One")
    keep(ben, name="Two")
    with pytest.raises(WrongUsage, match="2 saved searches already"):
        keep(ben, name="Three")
    assert keep(ben, name="Two", words="again").words == "again"


def test_somebody_without_a_role_keeps_none():
    nobody = Person.objects.create(handle="no-role", name="No role")
    with pytest.raises(NoRight):
        keep(acting(nobody))
    assert queries.seen_by(acting(nobody)) == []
    nobody.delete()


def test_the_audit_says_that_and_not_what(ben):
    mine = keep(ben, name="Quince", words="marmalade")
    actions.delete(by=ben, token=mine.token)
    events = AuditEvent.objects.filter(about=str(mine))
    assert [one.what for one in events.order_by("id")] == ["search saved", "search deleted"]
    assert not any(word in str(one.detail).casefold() for one in events for word in ("quince", "marmalade"))


def test_a_withdrawal_takes_whoever_s_search_repeats_what_was_told(ben):
    keep(ben, name="Part", words='"my brother which door to use"')
    keep(ben, name="nobody told my brother which door to use", words="named after it")
    keep(ben, name="Filter", asked={"service": [TOLD]})
    actions.keep_for_owner(by="test", name="Owner's", words=TOLD, asked={})
    keep(ben, name="Other", words="brother door")
    assert erasing.erase("", [TOLD]) == 0 and erasing.erase("0" * 32) == 0
    assert erasing.erase("0" * 32, [TOLD]) == 4
    assert [one.name for one in SavedSearch.objects.all()] == ["Other"]
    assert erasing.erase("0" * 32, [TOLD]) == 0


def test_what_narrows_a_cut_is_written_by_the_names_of_addresses_and_read_again():
    cut = Cut(sentiments=("4", "5"), roles=("carer",), pathway="home", touchpoint="letter", teams=("Lilac",))
    assert asked_of(cut) == {
        "sentiment": ["4", "5"],
        "role": ["carer"],
        "pathway": "home",
        "point": "letter",
        "team": ["Lilac"],
    }
    assert cut_asked("one", asked_of(cut)) == cut
    assert cut_asked("one", {"sentiment": ["negative"]}) == Cut(sentiments=("4", "5")), "as a page writes it"

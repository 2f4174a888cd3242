"""What contracts meet that nobody plans: withdrawn words, a retired measure, a party that is no more, odd months."""

from datetime import date, timedelta

import pytest

from goldthread.commitments import rules
from goldthread.vocabulary import NoRight, WrongUsage
from tests.builders.evidence import KEY
from tests.builders.site import cast
from tests.web.contract_site import PEOPLE, at, clause, come_in, here, need, panel, reported, right, today, told


cast()

from goldthread.accounts import clock  # noqa: E402
from goldthread.accounts.actions import withdraw  # noqa: E402
from goldthread.accounts.directory import organisations  # noqa: E402
from goldthread.accounts.models import Organisation  # noqa: E402
from goldthread.commitments import parties, queries  # noqa: E402
from goldthread.commitments.actions import contracts, measures, results  # noqa: E402
from goldthread.commitments.models import Contract, MeasureRecord  # noqa: E402
from tests.builders import round as made  # noqa: E402


__all__ = ["clause", "here", "need", "panel", "reported", "today", "told"]


def test_a_clause_on_a_retired_measure_says_so_and_can_only_end(clause):
    made.endorse(clause)
    measures.retire(by="test", measure=clause.measure, why="Nobody asks it any more.")
    clause.measure.refresh_from_db()
    cath, seen = come_in("cath"), queries.standing_of(clause)
    page = right(cath.get(at(clause)))
    assert "Check again" in page and "Its measure is retired: end this clause" in page
    assert "Sign it" not in page
    signs = {"name": "Pat Doe", "job": "Director", "seen": seen}
    assert "has ended" in right(cath.post(at(clause, "sign"), signs), 400)
    assert "Retired on" in right(cath.get(at(clause.measure)))
    with pytest.raises(WrongUsage, match="retired"):
        contracts.add_clause(
            by="test",
            contract=clause.contract,
            measure=clause.measure,
            wording="Another.",
            place="grant",
            organisation="XIC",
        )


def test_no_organisation_of_another_board_takes_a_party_s_place(reported):
    """It would see the clause's small figures, and results before they are shown, without having been asked."""
    board = organisations.add(by="test", code="XIB", name="Another Board", kind="commissioner")
    organisations.add(by="test", code="XIT", name="Another Trust", commissioner=board)
    ends, cath = f"/contracts/{reported.contract.key}/parties/end/", come_in("cath")
    assert "Another Trust" not in right(cath.get(ends))
    given = {"organisation": "XWR", "on": str(date.today())}
    assert cath.post(ends, given | {"successor": "XIT"}).status_code == 400
    assert "XIT" not in parties.party_codes(reported.contract)
    assert cath.post(ends, given | {"successor": "XTC"}).status_code == 302


def test_a_party_that_is_no_more_is_followed_by_another_who_must_sign(reported, here):
    assert queries.state_of(reported) == "agreed"
    cath = come_in("cath")
    yesterday = date.today() - timedelta(days=1)
    ends = f"/contracts/{reported.contract.key}/parties/end/"
    given = {"organisation": "XWR", "on": str(yesterday), "successor": "XTC"}
    assert "cannot be in the past" in right(cath.post(ends, given), 400)
    with clock.as_of(yesterday):
        assert cath.post(ends, given).status_code == 302
    held = queries.clause(made.Scope.owner(), reported.key)
    assert queries.state_of(held) == "endorsed", "what the old party signed is no signature of the new one"
    page = right(cath.get(at(reported)))
    assert "Tarrowdale Community Services has still to sign it." in page
    assert "no longer a party" in right(cath.get(f"/contracts/{reported.contract.key}/"))
    with pytest.raises(NoRight):
        results.report(
            by="test",
            workspace=here,
            clause=held,
            organisation="XWR",
            period=made.month(1),
            numerator=1,
            denominator=2,
        )


def test_one_measure_in_two_contracts_is_counted_alike_and_said(clause):
    other = contracts.add(
        by="test",
        title="Home care",
        edition="council",
        starts=made.STARTS,
        ends=made.ENDS,
        parties=[("XIC", "commissioner"), ("XWC", "council")],
    )
    contracts.add_clause(
        by="test",
        contract=other,
        measure=clause.measure,
        wording=made.CLAUSE,
        place="section-75",
        organisation="XIC",
    )
    page = right(come_in("cath").get(at(clause.measure)))
    assert "2 clauses use it" in page


def test_withdrawn_words_leave_the_clause_which_says_how_many_remain(panel, here):
    said = {77: "The lamp by the door was never on.", 78: "Nobody had told the neighbour."}
    made.keep(here.store, [{"n": n, "text": text, "role": "carer", "organisation": "XWR"} for n, text in said.items()])
    tokens = [made.quote(here, PEOPLE["cath"], n) for n in said]
    held = made.need(here, PEOPLE["cath"], panel, passages=tokens)
    clause, cath = made.clause(here, PEOPLE["cath"], panel, [str(held)]), come_in("cath")
    assert said[77] in right(cath.get(at(clause)))
    withdraw(by="test", workspace=here, respondent=KEY.identify("person", "77"))
    page = right(cath.get(at(clause)))
    assert said[77] not in page and said[78] in page
    assert "1 source withdrawn, 1 remains." in page
    assert said[77] not in right(cath.get(at(clause.measure)))


def test_each_month_comes_once_when_clocks_change():
    starts, ends = date(2026, 1, 1), date(2026, 12, 31)
    months = rules.periods(starts, ends, date(2027, 1, 1), 1)
    assert months == [f"2026-{n:02}" for n in range(1, 13)], "March and October have a day of another length"
    for day in (date(2026, 3, 29), date(2026, 10, 25)):  # the days on which they change
        with clock.as_of(day):
            assert clock.today() == day
            assert rules.periods(starts, ends, clock.today(), 1)[-1] == f"{day:%Y}-{day.month - 1:02}"


def test_a_quarter_is_due_when_its_last_month_is_over():
    starts, ends = date(2026, 4, 1), date(2027, 3, 31)
    assert rules.periods(starts, ends, date(2026, 6, 30), 3) == []
    assert rules.periods(starts, ends, date(2026, 7, 1), 3) == ["2026-04"]


@pytest.mark.parametrize("title", ["Add", "Measures", "return", "Meetings"])
def test_a_title_that_is_a_word_of_our_addresses_has_a_page_too(here, title):
    held = contracts.add(
        by="test",
        title=title,
        edition="council",
        starts=made.STARTS,
        ends=made.ENDS,
        parties=[("XIC", "commissioner"), ("XWC", "council")],
    )
    assert title in right(come_in("cath").get(f"/contracts/{held.key}/"))
    assert Contract.objects.get(key=held.key).title == title


def test_hostile_words_are_only_words(here, panel):
    nasty = "<script>alert(1)</script> =cmd()\u202e"
    held = measures.draft(by="test", workspace=here, scope=made.OWNER, panel=panel, body=made.body(wording=nasty))
    html = come_in("cath").get(at(held)).content.decode()
    assert "<script>alert" not in html and "\u202e" not in html
    assert MeasureRecord.objects.filter(pk=held.pk).exists()


def test_only_a_commissioner_of_all_of_its_services_changes_a_measure(clause):
    from goldthread.accounts.acting import acting

    assert parties.keeps_measure(acting(PEOPLE["cath"]), clause.measure.organisations)
    assert not parties.keeps_measure(acting(PEOPLE["cath"]), ["XWR", "XOT"])
    assert not parties.keeps_measure(acting(PEOPLE["nell"]), ["XWR"])
    assert come_in("nell").post(at(clause.measure, "retire"), {"why": "x"}).status_code == 403
    assert Organisation.objects.filter(code="XOT").exists()


def test_how_a_contract_with_many_clauses_stands_takes_as_many_queries_as_one(clause, django_queries):
    for n in range(20):
        contracts.add_clause(
            by="test",
            contract=clause.contract,
            measure=clause.measure,
            wording=f"Clause {n}.",
            place="grant",
            organisation="XIC",
        )
    from goldthread.commitments import standings

    every = queries.clauses_of([clause.contract])
    few = django_queries(lambda: standings.of_all(every[:1]))
    assert django_queries(lambda: standings.of_all(every)) == few


@pytest.fixture
def django_queries():
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def count(act) -> int:
        with CaptureQueriesContext(connection) as seen:
            act()
        return len(seen)

    return count

"""Results of several clauses, held against each other before they are told (CONTRACTS §5 g)."""

from datetime import date, timedelta

import pytest

from goldthread.vocabulary import Membership, PathwayMap, Touchpoint
from goldthread.workspace import Workspace
from tests.builders.evidence import KEY, keep
from tests.builders.site import cast


cast()

from goldthread.accounts import clock  # noqa: E402
from goldthread.commitments import rules  # noqa: E402
from goldthread.commitments.actions import contracts, results  # noqa: E402
from tests.builders import crossing  # noqa: E402
from tests.builders import round as made  # noqa: E402
from tests.builders.crossing import FIRST, MONTHS  # noqa: E402


@pytest.fixture
def workspace(tmp_path):
    with made.undone():
        yield crossing.workspace(tmp_path)


@pytest.fixture
def clauses(workspace):
    return crossing.clauses(workspace)


def told(workspace, clause, period):
    found = results.compute(by="test", workspace=workspace, clause=clause, period=period)
    return found.numerator, found.denominator


def test_months_of_carers_one_by_one_do_not_leave_two_patients_of_a_quarter(workspace, clauses):
    everybody, carers = clauses
    assert told(workspace, everybody, FIRST) == (47, 62)
    assert [told(workspace, carers, month) for month in MONTHS] == [(15, 20), (15, 20), (None, None)]


def test_nor_does_the_quarter_after_the_months(workspace, clauses):
    everybody, carers = clauses
    assert [told(workspace, carers, month) for month in MONTHS] == [(15, 20)] * 3
    assert told(workspace, everybody, FIRST) == (None, None)


def test_a_party_that_ends_leaves_its_results_of_whom_they_were(workspace, clauses):
    """Everybody of a provider, which then ends; carers of it under a second contract would leave two patients."""
    everybody, _ = clauses
    assert told(workspace, everybody, FIRST) == (47, 62)
    assert everybody.results.last().counted == ["XWR"]
    contracts.end_party(by="test", contract=everybody.contract, organisation="XWR", on=date.today(), successor="XWC")
    again = made.clause(workspace, "test", made.panel("test"), [], body=made.body(period="quarter"))
    made.endorse(again)
    made.sign(again)
    with clock.as_of(date.today() + timedelta(days=1)):
        assert told(workspace, again, FIRST) == (None, None)


# People who are counted more than once


def asked_of_ten(workspace, *, first=710_000, **more):
    """Ten people a month answer no, over two years. Takes: from which number on they are told apart."""
    said = {"role": "patient", "organisation": "XWR", "extra": ((ASKED, "No"),)} | more
    pieces = [
        {"n": first + 100 * back + k, "date": rules.first_day(made.month(back)).replace(day=9)} | said
        for back in range(1, 25)
        for k in range(10)
    ]
    keep(workspace.store, pieces)


def by_the_same(workspace, people, *, months=MONTHS, value="Yes"):
    """The same few people answer in each of these months."""
    pieces = [
        {
            "n": 700_000 + 100 * MONTHS.index(month) + k,
            "date": rules.first_day(month).replace(day=9),
            "role": "patient",
            "organisation": "XWR",
            "respondent": KEY.identify("person", f"few {k}"),
            "extra": ((ASKED, value),),
        }
        for month in months
        for k in range(people)
    ]
    keep(workspace.store, pieces)


def agreed(workspace, definition):
    held = made.clause(
        workspace, "test", made.panel("test"), [], body=made.body(definition=definition, cut={}, period="quarter")
    )
    made.endorse(held)
    made.sign(held)
    return held


ASKED = "Did anyone ring you?"
ANSWERS = {"share answering yes": {"question": ASKED, "yes": ["Yes"], "no": ["No"]}}
EVENTS = {"share of events": {"kind": "complaints", "field": ASKED, "good": ["Yes"], "other": ["No"]}}


@pytest.mark.parametrize(("people", "said"), [(2, (None, None)), (4, (None, None)), (5, (15, 45))])
def test_a_quarter_in_which_the_same_few_answer_each_month_is_not_told(workspace, people, said):
    asked_of_ten(workspace)
    by_the_same(workspace, people)
    assert told(workspace, agreed(workspace, ANSWERS), FIRST) == said


def test_events_of_one_person_are_not_told_beside_a_month_without_any(workspace):
    asked_of_ten(workspace, kind="complaints")
    often = {
        "date": rules.first_day(MONTHS[1]).replace(day=9),
        "organisation": "XWR",
        "kind": "complaints",
        "respondent": KEY.identify("person", "often"),
        "extra": ((ASKED, "Yes"),),
    }
    keep(workspace.store, [{"n": 720_000 + k} | often for k in range(6)])
    assert told(workspace, agreed(workspace, EVENTS), FIRST) == (None, None)


def test_two_answers_of_one_side_may_come_from_the_same_people(workspace):
    """Three people say *Yes* in one month and *Mostly* in the next: they are three, not six."""
    asked_of_ten(workspace)
    by_the_same(workspace, 3, months=MONTHS[:1])
    by_the_same(workspace, 3, months=MONTHS[1:2], value="Mostly")
    both = {"share answering yes": {"question": ASKED, "yes": ["Yes", "Mostly"], "no": ["No"]}}
    assert told(workspace, agreed(workspace, both), FIRST) == (None, None)


OF_EVERYBODY, OF_CARERS = {}, {"role": "carer"}


def by_quarter(workspace, *cuts, definition):
    """Clauses of one contract that count the same by quarter, each of its own people."""
    panel, same, held = made.panel("test"), {}, []
    for cut in cuts:
        body = made.body(definition=definition, cut=cut, period="quarter")
        held.append(made.clause(workspace, "test", panel, [], body=body, **same))
        same = {"contract": held[0].contract}
        made.endorse(held[-1])
        made.sign(held[-1])
    return held


@pytest.mark.parametrize("cuts", [(OF_EVERYBODY, OF_CARERS), (OF_CARERS, OF_EVERYBODY)])
@pytest.mark.parametrize(("people", "is_told"), [(2, False), (4, False), (5, True)])
def test_what_two_results_leave_is_of_five_different_people(workspace, cuts, people, is_told):
    """Two patients answer in each month: everybody less carers leaves six answers, and they are two people's."""
    asked_of_ten(workspace)
    asked_of_ten(workspace, first=730_000, role="carer", extra=((ASKED, "Yes"),))
    by_the_same(workspace, people)
    first, second = (told(workspace, one, FIRST) for one in by_quarter(workspace, *cuts, definition=ANSWERS))
    every = {"carer": (30, 30), "": (30 + 3 * people, 60 + 3 * people)}
    assert first == every[cuts[0].get("role", "")]
    assert second == (every[cuts[1].get("role", "")] if is_told else (None, None))


def test_events_that_two_results_leave_are_of_five_different_people(workspace):
    """Ten complaints of carers a month, and six more of one patient."""
    asked_of_ten(workspace, kind="complaints")
    asked_of_ten(workspace, first=730_000, kind="complaints", role="carer", extra=((ASKED, "Yes"),))
    often = {"respondent": KEY.identify("person", "often"), "role": "patient", "kind": "complaints"}
    said = {"date": rules.first_day(MONTHS[1]).replace(day=9), "organisation": "XWR", "extra": ((ASKED, "Yes"),)}
    keep(workspace.store, [{"n": 750_000 + k} | often | said for k in range(6)])
    everybody, carers = by_quarter(workspace, OF_EVERYBODY, OF_CARERS, definition=EVENTS)
    assert told(workspace, everybody, FIRST) == (36, 66)
    assert told(workspace, carers, FIRST) == (None, None)


def drawn(workspace, version, *services):
    """The journey as it is drawn from now on: every moment of these services."""
    workspace.published.publish(
        PathwayMap(
            key="home",
            version=version,
            title=f"Home {version}",
            about="Going home",
            members=tuple(Membership(organisation="XWR", service=one) for one in services),
            touchpoints=(Touchpoint(key="leaving", title="Leaving", about="x", kinds=("discharge",)),),
        )
    )


def test_a_journey_that_is_drawn_anew_has_no_second_result_in_the_quarter(tmp_path):
    """What two drawings differ by are six answers, of the two people of a ward."""
    held = Workspace(tmp_path / "workspace")
    made.tell(held, months=2)
    sizes, rows = {"A": (31, 22), "B": (34, 27), "D": (38, 29)}, []
    for back in range(1, 25):
        month = made.month(back)
        said = {"date": rules.first_day(month).replace(day=9), "role": "patient", "organisation": "XWR"}
        for place, (service, (yes, no)) in enumerate(sizes.items(), 1):
            rows += [
                said | {"n": 100_000 * place + 100 * back + k, "service": service, "extra": ((ASKED, answer),)}
                for k, answer in enumerate(["Yes"] * yes + ["No"] * no)
            ]
        if month in MONTHS:
            two = [KEY.identify("person", str(k)) for k in range(2)]
            more = said | {"service": "C", "extra": ((ASKED, "Yes"),)}
            rows += [more | {"n": 900_000 + 100 * back + k, "respondent": one} for k, one in enumerate(two)]
    keep(held.store, rows)
    definition = {"share answering yes": {"question": ASKED, "yes": ["Yes"], "no": ["No"]}}

    def promised(**cut):
        body = made.body(definition=definition, cut={"pathway": "home", **cut}, period="quarter")
        return made.agreed(made.clause(held, "test", made.panel("test"), [], body=body))

    with made.undone():
        drawn(held, 1, "A", "B", "D", "C")
        first = promised()
        assert told(held, first, FIRST) == (315, 549)
        drawn(held, 2, "A", "B", "D", "C")
        assert held.measures.is_drawn_as("home", first.results.get().store_version), "only its title is another"
        drawn(held, 3, "A", "B", "D")
        assert not held.measures.is_drawn_as("home", first.results.get().store_version)
        assert told(held, promised(role="patient"), FIRST) == (None, None)

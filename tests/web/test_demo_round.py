"""The demo's round in the order of its dates, and whose thanks a ward reads."""

from goldthread.accounts import clock
from goldthread.accounts.acting import acting
from goldthread.accounts.models import Person
from goldthread.commitments.models import Clause, ClauseResult, MeasureRecord, Signature
from goldthread.partnership.models import Decision, Need, ReleasedWords
from goldthread.thread.models import QuotedPassage
from goldthread.web.understand.panels import week
from tests.web.conftest import TODAY


def test_nothing_was_decided_before_what_it_rests_on_and_nothing_in_the_future(site):
    told = [one.told_on for one in QuotedPassage.objects.filter(by="demo")]
    need = Need.objects.get(key="knowing-who-is-coming")
    decision = Decision.objects.get(key="knowing-comes-first")
    measures = list(MeasureRecord.objects.filter(by="demo"))
    clauses = list(Clause.objects.filter(by="demo"))
    assert len(told) == 5 and max(told) < need.on
    assert need.on < decision.on <= min(one.on for one in measures)
    assert max(one.on for one in measures) < min(one.on for one in clauses)
    assert max(one.on for one in clauses) <= min(one.at.date() for one in Signature.objects.all())
    results = [one.at.date() for one in ClauseResult.objects.all()]
    assert max(one.at.date() for one in Signature.objects.all()) < min(results)
    assert max(results) <= TODAY
    assert all(one.first_at.date() <= TODAY for one in ReleasedWords.objects.all())


def test_the_ward_is_thanked_by_patients_and_carers(site):
    with clock.as_of(TODAY):
        shown = week(acting(Person.objects.get(handle="fay")))
    assert shown["thanks"].items
    assert {one.role for one in shown["thanks"].items} <= {"patient", "carer"}

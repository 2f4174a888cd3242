"""The home page of somebody who reads one organisation of a journey that passes through others."""

from goldthread.vocabulary import Scope
from goldthread.web.understand import panels
from goldthread.workspace.recently import newest_day, recent


def test_a_journey_through_others_is_shown_by_the_financial_year(site):
    own = frozenset({"XWR"})
    scope = Scope(person="una", audience="commissioner", organisations=own, words_from=own)
    cut = recent(site, scope, newest_day(site, scope))
    assert site.findings.is_exact(scope, cut) and cut.since.month != 4, "the half year, exactly"
    found = panels.first_journey(scope, cut)
    assert found is not None and found.told

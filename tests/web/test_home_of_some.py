"""The home page of somebody who reads one organisation of a journey, and of somebody who reads none."""

from django.db import transaction

from goldthread.accounts.directory import organisations, people, posts
from goldthread.accounts.rules import Role
from goldthread.vocabulary import Scope
from goldthread.web.understand import panels
from goldthread.workspace.recently import newest_day, recent
from tests.web.conftest import said, signed_in


def test_a_journey_through_others_is_shown_by_the_financial_year(site):
    own = frozenset({"XWR"})
    scope = Scope(person="una", audience="commissioner", organisations=own, words_from=own)
    cut = recent(site, scope, newest_day(site, scope))
    assert site.findings.is_exact(scope, cut) and cut.since.month != 4, "the half year, exactly"
    found = panels.first_journey(scope, cut)
    assert found is not None and found.told


def test_somebody_whose_organisation_commissions_none_is_told_so(site):
    with transaction.atomic():
        board = organisations.add(by="test", code="XLO", name="Lone Board", kind="commissioner")
        person = people.join(by="test", handle="lou", name="Lou", post=posts.Post(board, Role.COMMISSIONER))
        browser = signed_in(person)
        for page in ("/home/", "/understand/"):
            shown = said(browser.get(page))
            assert "Lone Board commissions. It does not commission any here yet." in shown
            assert "fewer than 5" not in shown
        transaction.set_rollback(True)

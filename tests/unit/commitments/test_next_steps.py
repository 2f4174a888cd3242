"""The next step of a clause, for each who looks, in each state."""

from dataclasses import replace

import pytest

from goldthread.commitments import rules
from goldthread.commitments.presenters.next_steps import Looker, next_step


DRAFT = rules.ClauseFacts(
    answered=0,
    endorsed=False,
    has_quorum=False,
    was_answered=False,
    departed=(),
    unsigned=("XIC", "XWR"),
    pair_waits=False,
    stale=False,
)
ENDORSED = replace(DRAFT, answered=5, endorsed=True, has_quorum=True)
AGREED = replace(ENDORSED, unsigned=())
REFUSED = replace(DRAFT, answered=5, has_quorum=True)
MEMBER, HOST, PARTY, KEEPER = Looker(answers=True), Looker(enters=True), Looker(words=True), Looker(keeps=True)


@pytest.mark.parametrize(
    ("facts", "who", "link"),
    [
        (DRAFT, MEMBER, "Answer now"),
        (DRAFT, HOST, "Ask members, and enter an answer"),
        (DRAFT, PARTY, ""),
        (replace(DRAFT, was_answered=True), MEMBER, "Answer now"),
        (REFUSED, PARTY, "Change the wording"),
        (REFUSED, Looker(), ""),
        (ENDORSED, Looker(signs=True, words=True), "Sign it"),
        (ENDORSED, PARTY, ""),
        (replace(ENDORSED, watched=True), Looker(signs=True), "See what the measure needs"),
        (AGREED, Looker(due="2026-05"), "Report it"),
        (AGREED, Looker(meeting="next"), "Open the agenda"),
        (AGREED, Looker(), "See the results"),
        (replace(AGREED, pair_waits=True), PARTY, ""),
        (replace(AGREED, stale=True), PARTY, "See what to check again"),
        (replace(AGREED, retired=True), KEEPER, "End this clause"),
        (replace(AGREED, retired=True), PARTY, ""),
    ],
)
def test_each_state_has_one_step_for_each_who_looks(facts, who, link):
    found = next_step(facts, who, clause="c", measure="m", waits=["It waits."], when="May 2026")
    assert found is not None and found.link == link and found.said
    assert bool(found.link) == bool(found.page)
    if not link:
        assert "It waits." in found.said, "who has nothing to do reads what it waits for"


def test_an_ended_clause_has_none():
    assert next_step(replace(AGREED, ended=True), Looker(keeps=True), clause="c", measure="m", waits=()) is None

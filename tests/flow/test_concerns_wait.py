"""Words that may mean danger wait for a person: found on the way in, seen under one right, cleared by nobody else."""

import json
from dataclasses import replace

import pytest

from goldthread import coding
from goldthread.vocabulary import CONCERNS, Code, NoRight, NotFound, Scope, WrongUsage
from tests.builders.scopes import reviewing
from tests.builders.site import cast
from tests.flow.traces import traces


DANGER = "I told the marzipan clerk that I want to kill myself"
RAISED = "Tonight I will speak to my solicitor about the lampshade"
ROWS = [
    ("XWR W7 1 - Q1", "what_good", f"{DANGER}."),
    ("XWR W7 2 - Q1", "could_improve", f"{RAISED}."),
    *[(f"XWR W7 {n} - Q1", "what_good", f"The tea was hot on day {n}.") for n in range(10, 40)],
]
SAFEGUARDING = reviewing("XWR")


@pytest.fixture
def told(workspace, comments):
    (account,) = workspace.imports.gather([comments("told.csv", ROWS)])
    assert (account.error, account.kept, account.concerned) == ("", len(ROWS), 2)
    return workspace, account


def waiting(workspace, **how):
    return workspace.concerns.queue(SAFEGUARDING, **how)


def test_they_wait_with_why_and_since_when(told):
    workspace, _ = told
    queue = waiting(workspace)
    assert queue.total == 2
    found = {one.passage.text: one for one in queue.items}
    assert found[f"{DANGER}."].why == (("Someone may be in danger", "kill myself"),)
    assert all(one.since and not one.looked for one in queue.items)


def test_danger_stands_first_then_safeguarding_then_the_rest_by_the_clock(workspace, comments):
    said = [
        "I will speak to my solicitor.",
        "He hit me in the lift.",
        f"{DANGER}.",
        "You can reach me on [PHONE].",
        "She slapped him and I want to die.",
    ]
    for n, one in enumerate(said):
        workspace.imports.gather([comments(f"{n}.csv", [(f"XWR W7 {n} - Q1", "what_good", one)])])
    shown = [one.passage.text for one in waiting(workspace).items]
    assert (set(shown[:2]), shown[2], set(shown[3:])) == ({said[2], said[4]}, said[1], {said[0], said[3]})
    assert [one.passage.text for page in range(5) for one in waiting(workspace, limit=1, offset=page).items] == shown


@pytest.mark.parametrize(
    "scope",
    [
        Scope.owner(),
        Scope.nobody(),
        replace(SAFEGUARDING, use="improve care"),
        replace(SAFEGUARDING, use="report to commissioners"),
    ],
)
def test_nobody_reads_them_for_another_use(told, scope):
    workspace, _ = told
    with pytest.raises(NoRight):
        workspace.concerns.queue(scope)
    with pytest.raises(NoRight):
        workspace.concerns.decide("0" * 32, scope, by="x")


def test_another_organisation_sees_none(told):
    workspace, _ = told
    dai = replace(SAFEGUARDING, organisations=frozenset({"XOT"}), words_from=frozenset({"XOT"}))
    assert workspace.concerns.queue(dai).total == 0
    with pytest.raises(NotFound):
        workspace.concerns.decide(waiting(workspace).items[0].passage.id, dai, by="dai")


def test_a_person_decides_and_nothing_shows_it_to_others(told):
    workspace, _ = told
    first, second = waiting(workspace).items
    workspace.concerns.decide(first.passage.id, SAFEGUARDING, by="person:hana", action="safeguarding_told")
    workspace.concerns.decide(second.passage.id, SAFEGUARDING, by="person:hana")
    assert waiting(workspace).total == 0
    looked = {one.passage.id: one for one in waiting(workspace, decided=True).items}
    assert looked[first.passage.id].acted == "Passed to safeguarding"
    assert looked[second.passage.id].looked and looked[second.passage.id].acted == ""
    for one in workspace.words.passages(limit=100).items:
        assert not [code for code in one.codes if code.framework.startswith("concern")]
    with pytest.raises(WrongUsage):
        workspace.concerns.decide(first.passage.id, SAFEGUARDING, by="person:hana", action="cleared by software")


def test_changed_words_wait_again_and_an_undo_takes_them_out(told, comments, monkeypatch):
    workspace, _ = told
    first = next(one for one in waiting(workspace).items if "marzipan" in one.passage.text)
    workspace.concerns.decide(first.passage.id, SAFEGUARDING, by="person:hana")
    monkeypatch.setattr("goldthread.evidence.batches.datetime", Tomorrow)
    changed = [(ROWS[0][0], ROWS[0][1], "Nobody listened and I still want to die.")]
    (later,) = workspace.imports.gather([comments("later.csv", changed)])
    assert (later.replaced, later.concerned) == (1, 1)
    assert {one.passage.text for one in waiting(workspace).items} == {changed[0][2], f"{RAISED}."}
    workspace.imports.undo(later.batch)
    assert {one.passage.text for one in waiting(workspace).items} == {f"{RAISED}."}


class Tomorrow:
    """A clock that is a day ahead."""

    @classmethod
    def now(cls, zone):
        from datetime import datetime, timedelta

        return datetime.now(zone) + timedelta(days=1)


@pytest.fixture
def told_before(workspace, comments, monkeypatch):
    """Words that came in when nothing was looked for."""
    nothing = coding.RankedAnswer(0.0, ())
    monkeypatch.setattr("goldthread.intake.working.coding.ranked_concerns", lambda told, _: [nothing] * len(told))
    (account,) = workspace.imports.gather([comments("told.csv", ROWS)])
    monkeypatch.undo()
    assert waiting(workspace).total == 0
    return workspace, account


def test_words_that_came_in_before_are_looked_at_again_once(told_before, capsys):
    from goldthread.cli.commands import app

    workspace, _ = told_before
    before = workspace.imports.counts()["digest"]
    app(["look-again", "--workspace", str(workspace.folder), "--json"], standalone_mode=False)
    assert json.loads(capsys.readouterr().out) == {"read": len(ROWS), "concerned": 2}
    assert {one.passage.text for one in waiting(workspace).items} == {f"{DANGER}.", f"{RAISED}."}
    first = waiting(workspace).items[0]
    workspace.concerns.decide(first.passage.id, SAFEGUARDING, by="person:hana")
    assert workspace.concerns.look_again() == (len(ROWS), 0)
    assert (waiting(workspace).total, waiting(workspace, decided=True).total) == (1, 1)
    assert workspace.imports.counts()["digest"] == before and workspace.maintenance.verify().whole
    assert [line.what for line in workspace.imports.batches()][:3] == ["concerns", "marks", "concerns"]


def test_what_was_found_before_concerns_were_ranked_waits_whatever_the_length_until_it_is_ranked(
    workspace, comments, monkeypatch
):
    code = Code(CONCERNS, "danger", "concerns/1", 0.0, "suggested", 0, 3)
    unranked = coding.RankedAnswer(0.0, (code,))
    monkeypatch.setattr("goldthread.intake.working.coding.ranked_concerns", lambda told, _: [unranked] * len(told))
    workspace.imports.gather([comments("told.csv", ROWS[:3])])
    monkeypatch.undo()
    assert waiting(workspace, least=0.99).total == 3
    assert workspace.concerns.look_again() == (3, 1)
    found = {one.passage.text: one for one in waiting(workspace).items}
    assert all(0 < one.probability < 1 for one in found.values()) and len(found) == 3
    assert waiting(workspace, least=0.2).items[0].passage.text == f"{DANGER}."
    assert "The tea was hot on day 10." not in {one.passage.text for one in waiting(workspace, least=0.1).items}
    assert workspace.concerns.look_again() == (3, 0)


def test_what_was_found_again_goes_with_an_undo_and_with_a_withdrawal(told_before, comments):
    workspace, account = told_before
    (other,) = workspace.imports.gather(
        [comments("other.csv", [("XWR W9 1 - Q1", "what_good", "He hit me in the lift.")])]
    )
    workspace.concerns.look_again()
    assert waiting(workspace).total == 3
    workspace.imports.undo(other.batch)
    assert waiting(workspace).total == 2 and workspace.concerns.look_again() == (len(ROWS), 0)
    first = next(one for one in waiting(workspace).items if "marzipan" in one.passage.text)
    workspace.withdrawals.withdraw(source=account.source, external_id=ROWS[0][0])
    assert traces(workspace.folder, [DANGER, first.passage.id]) == []
    assert {one.passage.text for one in waiting(workspace).items} == {f"{RAISED}."}


def test_a_kill_between_finding_and_saying_so_loses_nothing_and_doubles_nothing(told_before, monkeypatch):
    workspace, _ = told_before

    def killed(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr("goldthread.evidence.looking_again.write_entry", killed)
    with pytest.raises(KeyboardInterrupt):
        workspace.concerns.look_again()
    monkeypatch.undo()
    assert workspace.concerns.look_again() == (len(ROWS), 0)
    queue = waiting(workspace)
    assert queue.total == 2 and all(len(one.why) == 1 for one in queue.items)


def test_withdrawn_words_leave_the_queue_and_everything_else(told):
    workspace, account = told
    first = next(one for one in waiting(workspace).items if "marzipan" in one.passage.text)
    workspace.concerns.decide(first.passage.id, SAFEGUARDING, by="person:hana", action="help_called")
    workspace.withdrawals.withdraw(source=account.source, external_id=ROWS[0][0])
    assert traces(workspace.folder, [DANGER, first.passage.id]) == []
    assert {one.passage.text for one in waiting(workspace).items} == {f"{RAISED}."}
    assert waiting(workspace, decided=True).total == 0


@pytest.fixture(scope="module", autouse=True)
def opened_before_any_test():
    """The site's own workspace, opened before a test has a home of its own for keys, which is gone with the test."""
    cast()
    from goldthread.accounts import opened

    opened.workspace()


@pytest.fixture
def site(told, monkeypatch):
    cast()
    monkeypatch.setattr("goldthread.web.listen.views.concerns.workspace", lambda: told[0])
    return told[0]


def come_in(handle):
    from django.test import Client

    browser = Client()
    assert browser.post(f"/who/{handle}/").status_code == 302
    return browser


def test_the_page_shows_the_queue_to_the_one_with_the_right_and_records_the_decision(site, caplog):
    from goldthread.accounts.models import AuditEvent

    caplog.set_level("DEBUG")
    hana = come_in("hana")
    page = hana.get("/listen/concerns/").content.decode()
    assert DANGER in page and "Someone may be in danger" in page and "less than an hour" in page
    assert "<script" not in page.split("<main")[1].split("</main>")[0]
    key = waiting(site).items[0].passage.id
    assert hana.post(f"/listen/concerns/{key}/", {"decision": "help_called"}, follow=True).status_code == 200
    event = AuditEvent.objects.order_by("-id").filter(what="concern looked at").first()
    assert (event.about, event.detail) == (f"feedback:{key}", {"action": "help_called"})
    assert "Hana reviewed this on" in hana.get("/listen/concerns/?looked=yes").content.decode()
    assert waiting(site).total == 1
    assert AuditEvent.objects.filter(what="concerns read").exists()
    assert not [record for record in caplog.records if "marzipan" in record.getMessage()]
    assert not AuditEvent.objects.filter(detail__icontains="marzipan").exists()


@pytest.mark.parametrize("handle", ["cath", "fay", "asha", "ben", "dai"])
def test_everyone_else_is_refused(site, handle):
    browser, key = come_in(handle), waiting(site).items[0].passage.id
    assert browser.get("/listen/concerns/").status_code == 403
    assert browser.post(f"/listen/concerns/{key}/", {"decision": "none"}).status_code == 403
    assert waiting(site).total == 2


def test_odd_requests_do_nothing(site):
    hana, key = come_in("hana"), waiting(site).items[0].passage.id
    assert hana.post(f"/listen/concerns/{key}/").status_code == 400
    assert hana.post(f"/listen/concerns/{key}/", {"decision": "<script>"}).status_code == 400
    assert hana.post(f"/listen/concerns/{'0' * 32}/", {"decision": "none"}).status_code == 404
    assert hana.get("/listen/concerns/?page=99999999999999999999").status_code == 200
    assert waiting(site).total == 2


def test_the_promises_in_force_are_said_to_hold_words_back(told):
    from goldthread.vocabulary import Terms

    workspace, _ = told
    workspace.published.publish(Terms(uses=frozenset({"improve care"}), made_by="panel:1"))
    queue = waiting(workspace)
    assert (queue.total, bool(queue.held_back)) == (0, True)


def test_machine_marks_are_the_frameworks_own(told):
    workspace, _ = told
    assert {code.framework for one in waiting(workspace).items for code in one.passage.codes} == {CONCERNS}

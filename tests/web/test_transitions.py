"""A step between organisations counts for them only once each has accepted it, by somebody who acts for it."""

import os
import subprocess
import sys

import pytest

from goldthread.accounts.acting import acting
from goldthread.accounts.models import AuditEvent, Person
from goldthread.pathways import actions, queries
from goldthread.vocabulary import NoRight
from tests.web.conftest import said


KEY, POINT = "home-after-a-fall", "ward-to-home"
PAGE = f"/understand/pathways/{KEY}/"
ACCEPT = f"/pathways/{KEY}/moments/{POINT}/accept/"
BUTTON = "Stop accepting this step for Wenbrook Royal Hospital"


def decide(browser, holds: str):
    return browser.post(ACCEPT, {"based_on": queries.pathway(KEY).version, "holds": holds}, follow=True)


def seen(site) -> int:
    """How many answers Ben's trust counts at the step."""
    scope = acting(Person.objects.get(handle="ben")).scope()
    steps = {step.key: step.n or 0 for step in site.findings.journey(scope=scope, pathway=KEY).steps}
    return steps[POINT]


@pytest.fixture
def ben(come_in):
    yield (browser := come_in("ben"))
    decide(browser, "yes")


def test_what_others_were_told_counts_only_while_everyone_accepts(site, ben):
    everyones = seen(site)
    page = ben.get(PAGE)
    assert "Everyone who takes part has accepted this step" in said(page) and BUTTON in said(page)
    assert "no longer accepts the step" in said(decide(ben, "no"))
    page = ben.get(PAGE)
    assert "Waiting for Wenbrook Royal Hospital to accept this step" in said(page)
    own = seen(site)
    assert 0 < own < everyones
    assert "has accepted the step" in said(decide(ben, "yes"))
    assert seen(site) == everyones


def test_only_somebody_who_acts_for_one_of_them_decides_and_it_is_audited(site, come_in, ben):
    for handle in ("cath", "fay", "asha", "dai"):
        browser = come_in(handle)
        assert browser.post(ACCEPT, {"holds": "no"}).status_code == 403
        assert "this step for" not in said(browser.get(PAGE))
    before = AuditEvent.objects.count()
    decide(come_in("hana"), "no")
    event = AuditEvent.objects.order_by("-id").first()
    assert AuditEvent.objects.count() == before + 1 and event.what == "transition no longer accepted"
    assert (event.about, event.detail["organisation"]) == (f"pathway:{KEY}", "XWR")
    with pytest.raises(NoRight, match="takes part"):
        dai = acting(Person.objects.get(handle="dai"))
        actions.accept(by=dai, workspace=site, pathway=KEY, touchpoint=POINT)


def test_a_step_that_was_changed_meanwhile_is_not_accepted_unseen(ben):
    page = ben.post(ACCEPT, {"based_on": 0, "holds": "yes"})
    assert page.status_code == 400 and "changed this journey meanwhile" in said(page)


def test_a_moment_that_is_no_step_between_organisations_cannot_be_accepted(ben):
    page = ben.post(f"/pathways/{KEY}/moments/the-ward/accept/", {"based_on": queries.pathway(KEY).version})
    assert page.status_code == 400 and "no step between organisations" in said(page)


def command(site, *words):
    env = os.environ | {"GOLDTHREAD_WORKSPACE": str(site.folder)}
    return subprocess.run(
        [sys.executable, "-m", "goldthread.cli", "transitions", *words],
        capture_output=True,
        encoding="utf-8",
        env=env,
        check=False,
    )


def test_commands_decide_as_a_person_of_the_organisation(site, ben):
    done = command(site, "take-back", KEY, POINT, "--person", "ben")
    assert (done.returncode, done.stdout) == (0, f"XWR no longer accepts {KEY} {POINT}.\n"), done.stderr
    assert f"{KEY} {POINT}: accepted by XWC, XTC; waits for XWR." in command(site, "list").stdout
    done = command(site, "accept", KEY, POINT, "--person", "cath")
    assert done.returncode == 1 and "can accept it" in done.stderr and "Traceback" not in done.stderr
    assert command(site, "accept", KEY, POINT, "--person", "nobody").returncode == 1
    assert command(site, "accept", KEY, POINT, "--person", "ben").returncode == 0

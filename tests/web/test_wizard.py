"""A form of several steps: forwards, back, in two tabs, after a restart, when it is over, and for nobody else."""

import os
import subprocess
import sys
from datetime import timedelta

import pytest
from django import forms
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from goldthread.accounts.models import Person, Right
from goldthread.forms import erasing
from goldthread.forms.drafts import KEPT_FOR
from goldthread.forms.fields import NOT_KEPT, FileField, TextField
from goldthread.forms.form import Form
from goldthread.forms.models import Draft
from goldthread.forms.wizard import Step, Wizard
from goldthread.pathways import queries
from tests.builders.forms_on_pages import page_of
from tests.web.conftest import TODAY, said


BEGIN = "/understand/add-a-journey/"
NAME = {"title": "Getting a wheelchair", "about": "From asking to sitting in it"}
SERVICE = {"organisation": "XTC", "service": "Wheelchairs"}
MOMENT = {"moment": "The fitting", "kinds": ["aftercare"]}


@pytest.fixture
def cath(come_in):
    yield come_in("cath")
    Draft.objects.all().delete()


def begun(browser, **given) -> str:
    """The address of the second step of a draft that is begun."""
    answer = browser.post(BEGIN, NAME | given)
    assert answer.status_code == 302
    return answer.url


def to_the_end(browser) -> str:
    """The address of the page on which answers are checked, with every step filled in."""
    moment = browser.post(begun(browser), SERVICE).url
    return browser.post(moment, MOMENT).url


def values(answer) -> dict[str, str]:
    return {one.name: one.value for form in page_of(answer.content.decode()).forms for one in form.controls}


def test_steps_lead_to_a_page_that_tells_every_answer_and_then_it_is_done_once(cath):
    check = to_the_end(cath)
    told = said(cath.get(check))
    for words in ("Check your answers", *NAME.values(), "Tarrowdale Community Services", "Wheelchairs", "The fitting"):
        assert words in told
    assert Draft.objects.count() == 1
    with transaction.atomic():
        done = cath.post(check, follow=True)
        assert "is added" in said(done) and queries.pathway("getting-a-wheelchair").members[0].service == "Wheelchairs"
        assert Draft.objects.count() == 0
        assert cath.post(check).status_code == 404 and "Begin again" in said(cath.get(check))
        transaction.set_rollback(True)  # nothing is published, and other tests find the site as it was


def test_nothing_is_kept_before_the_first_step_is_right(cath):
    assert cath.get(BEGIN).status_code == 200
    wrong = cath.post(BEGIN, {"title": "", "about": "Typed all the same"})
    assert wrong.status_code == 400 and values(wrong)["about"] == "Typed all the same"
    assert Draft.objects.count() == 0


def test_a_wrong_step_says_so_and_is_still_there_after_going_back(cath):
    service = begun(cath)
    wrong = cath.post(service, {"service": "Half a name"})
    assert wrong.status_code == 400 and 'href="#id_organisation"' in wrong.content.decode()
    assert values(wrong)["service"] == "Half a name"
    back = cath.post(service, {"service": "Another half", "go": "back"})
    assert back.status_code == 302 and back.url == service.replace("service", "name")
    assert values(cath.get(back.url))["title"] == NAME["title"]
    assert values(cath.get(service))["service"] == "Another half"


def test_who_goes_back_and_changes_an_answer_comes_on_again(cath):
    check = to_the_end(cath)
    name = check.replace("check", "name")
    assert f'href="{name}"' in cath.get(check).content.decode()
    again = cath.post(name, NAME | {"title": "Getting a wheelchair in time"})
    assert again.url == check and "in time" in said(cath.get(check))


def test_no_step_is_jumped_over(cath):
    service = begun(cath)
    ahead = cath.get(service.replace("service", "check"))
    assert ahead.status_code == 302 and ahead.url == service
    assert cath.post(service.replace("service", "check")).url == service
    assert cath.get(service.replace("service", "lunch")).status_code == 404


def test_an_answer_that_is_right_no_longer_is_asked_again(cath):
    check = to_the_end(cath)
    draft = Draft.objects.get()
    draft.answers["service"]["organisation"] = ["XOT"]
    draft.save()
    assert cath.post(check).url == check.replace("check", "service")


def test_two_tabs_do_not_know_of_each_other(cath):
    one, other = begun(cath), begun(cath, title="Getting a wheelchair, too")
    assert one != other
    cath.post(one, SERVICE)
    cath.post(other, SERVICE | {"service": "Chairs"})
    assert values(cath.get(one))["service"] == "Wheelchairs" and values(cath.get(other))["service"] == "Chairs"


def test_a_restart_loses_nothing(cath):
    service = begun(cath)
    cath.post(service, {"service": "Half a name"})
    code = f"""
import sys
from datetime import date
import django; django.setup()
from django.test import Client
from goldthread.accounts import clock
browser = Client()
browser.cookies["{settings.SESSION_COOKIE_NAME}"] = "{cath.cookies[settings.SESSION_COOKIE_NAME].value}"
with clock.as_of(date.fromisoformat("{TODAY}")):
    answer = browser.get("{service}")
print(answer.status_code, "Half a name" in answer.content.decode())
print(answer.headers, file=sys.stderr)
"""
    how = {
        "GOLDTHREAD_WORKSPACE": str(settings.WORKSPACE),
        "GOLDTHREAD_DEMO": "1",
        "GOLDTHREAD_SECRET_KEY": settings.SECRET_KEY,
    }
    other = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=os.environ | how, timeout=120, check=False
    )
    assert other.stdout.split() == ["200", "True"], other.stderr[-2000:]


def test_what_was_begun_is_over_after_a_day(cath):
    service = begun(cath)
    Draft.objects.update(at=timezone.now() - KEPT_FOR - timedelta(minutes=1))
    over = cath.get(service)
    assert over.status_code == 404 and "more than 24 hours ago" in said(over)
    begun(cath)
    assert Draft.objects.count() == 1, "the old one is deleted"


def test_nobody_else_finds_it_nor_the_same_person_under_another_right(cath, come_in):
    service = begun(cath)
    for handle, status in (("ben", 403), ("dai", 403), ("fay", 403)):
        assert come_in(handle).get(service).status_code == status
    another = Right.objects.create(
        person=Person.objects.get(handle="hana"),
        organisation=Person.objects.get(handle="cath").rights.get().organisation,
        role="commissioner",
    )
    try:
        hana = come_in("hana")
        hana.post("/acting/", {"right": another.pk})
        assert hana.get(service).status_code == 404, "another person's"
        Draft.objects.update(person=another.person)
        assert hana.get(service).status_code == 404, "begun under another right"
        Draft.objects.update(right=another.pk)
        assert hana.get(service).status_code == 200
    finally:
        another.delete()


def test_a_withdrawal_takes_drafts_that_repeat_what_was_told(cath):
    words = "I lay on the floor until the milkman came round"
    service = begun(cath, about=words)
    begun(cath)
    assert erasing.erase("nobody", ["Something else that someone else told us once"]) == 0
    assert erasing.erase("somebody", [f"{words} at six."]) == 1 and Draft.objects.count() == 1
    assert cath.get(service).status_code == 404


def test_a_very_long_answer_is_refused_and_not_kept(cath):
    service = begun(cath)
    long = cath.post(service, {"service": "x" * 300_000})
    assert long.status_code == 400 and "x" * 300_000 in long.content.decode()
    assert Draft.objects.get().answers.keys() == {"name"}


def test_files_and_passwords_do_not_wait_in_a_draft():
    secret = {"word": TextField("Password", eraser=NOT_KEPT, most=9, widget=forms.PasswordInput)}
    for fields in (secret, {"file": FileField("A file", missing="Choose a file")}):
        step = Step("one", "One", type("OneStep", (Form,), fields))
        with pytest.raises(TypeError, match="cannot wait in a draft"):
            type("Wrong", (Wizard,), {"name": "wrong", "title": "Wrong", "steps": (step,)})


def test_every_step_says_in_the_menu_where_it_is(cath):
    page = cath.get("/understand/add-a-journey/", follow=True)
    assert page.status_code == 200
    assert '<a href="/understand/journey/" aria-current="true">Journey</a>' in page.content.decode()


def test_what_somebody_left_is_offered_to_go_on_with_or_to_start_again(cath, come_in):
    assert "did not finish" not in said(cath.get(BEGIN))
    service = begun(cath)
    page = cath.get(BEGIN)
    assert f"You began this on {timezone.now():%-d %B %Y} and did not finish." in said(page)
    assert f'href="{service}"' in page.content.decode(), "at the step that waits"
    assert "did not finish" not in said(cath.get(service))
    token = values(page)["again"]
    other = come_in("fay")
    other.post("/understand/add-a-journey/", {"again": token})
    assert Draft.objects.filter(token=token).exists(), "nobody else deletes it"
    assert cath.post(BEGIN, {"again": token}).status_code == 302
    assert Draft.objects.count() == 0 and "did not finish" not in said(cath.get(BEGIN))


def test_a_draft_that_has_every_answer_is_offered_at_its_last_page(cath):
    check = to_the_end(cath)
    assert f'href="{check}"' in cath.get(BEGIN).content.decode()
    Draft.objects.update(at=timezone.now() - KEPT_FOR - timedelta(minutes=1))
    assert "did not finish" not in said(cath.get(BEGIN)), "it is a day old"

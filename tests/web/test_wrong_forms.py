"""A wrong form keeps what was typed and says what to mend, on every page that has one: this finds them by itself.

Each of the demo's people, two administrators and a stranger open every address of theirs, and follow the links there.
Whatever form they find is filled wrongly and sent.
"""

from contextlib import contextmanager
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import Resolver404, get_resolver, resolve, reverse
from django.urls.exceptions import NoReverseMatch

from goldthread.accounts.directory import access, people
from goldthread.accounts.directory.posts import Post
from goldthread.accounts.models import Organisation, Person
from goldthread.accounts.registry.pages import PAGES
from goldthread.accounts.rules import Role
from goldthread.forms.form import Form
from goldthread.forms.models import Draft
from goldthread.forms.wizard import Wizard
from tests.builders import contract_forms, together
from tests.builders.forms_on_pages import TYPED, page_of
from tests.builders.round import tell, undone
from tests.house.test_forms import every_form


LONG = "Lampshade " * 2_200
"""More than any text may be long."""
MARKS = "\u202e\u2066\u202a\u2069\u200f"
"""What turns the direction of text, and is neither kept nor shown again."""
NO_DAY, NO_CHOICE = "31/31/2031", "no such choice"
CAST = ("cath", "fay", "asha", "ben", "hana", "nell")
BOXES = {"Events", "WhichAnswers", "Values", "SuggestWords"}
"""Steps and pages that hold nothing but boxes of what is there: `test_contract_pages.py` leaves them empty."""
LEFT_OUT = {"Order", "MailChoice", "CloseMany", "SecondLook"} | BOXES
"""An order of dates that an address names and that there is not is read as none, as filters are; a site that sends no
mail does not ask when, which `signing/test_mail.py` tries. Closing many answers, and a second look at some, have
nothing to get wrong but an empty choice in a queue that is not there yet: `tests/flow/test_reviewing.py` makes one."""
NEVER_SHOWN = {"code"}
"""A code works once, and is not shown again; passwords neither."""


@pytest.fixture(scope="module")
def everybody(site):
    """Browsers of everyone who may find a form, and a stranger's with a link to choose a password."""
    browsers = {"stranger": Client()}
    for handle in CAST:
        browsers[handle] = Client()
        assert browsers[handle].post(f"/who/{handle}/").status_code == 302
    made = {}
    for handle, code in (("w.ada", "XWR"), ("w.bo", "XIC")):
        place = Organisation.objects.get(code=code)
        made[handle] = people.join(by="test", handle=handle, name=handle, post=Post(place, Role.ADMINISTRATOR))
        browsers[handle] = Client()
        browsers[handle].force_login(made[handle])
    link = access.shown(by="test", person=made["w.ada"], site="/")
    browsers["new"] = Client()
    assert browsers["new"].get(urlsplit(link).path).status_code == 302
    first = {handle: steps_of_wizards(browsers[handle]) for handle in CAST}
    first["new"] = [f"/password/{made['w.ada'].reference}/choose/"]
    first["cath"].append("/understand/search/?q=waiting")
    with undone():
        for handle, paths in pages_of_panels(together.everything(site) | together.on_paper()).items():
            first[handle] = [*paths, *first.get(handle, [])]
        tell(site)
        held = {handle: Person.objects.get(handle=handle) for handle in CAST}
        for handle, paths in contract_forms.addresses(site, held).items():
            first[handle] = [*paths, *first.get(handle, [])]
        yield browsers, first
    Draft.objects.all().delete()
    Person.objects.filter(handle__startswith="w.").delete()


def pages_of_panels(held) -> dict[str, list[str]]:
    """Where the forms of panels, needs, decisions and releases are that no link of the demo leads to."""
    panel, need, decision = (f"/together/{kind}/" for kind in ("panels", "needs", "decisions"))
    cath = [f"{panel}{held['panel'].key}/{rest}" for rest in ("", "seats/?q=ash", "quorum/")]
    cath += [f"{need}{held['need'].key}/{rest}" for rest in ("", "enter/", "reword/", "put-together/", "take-apart/")]
    cath += [f"{decision}{held['opened'].key}/{rest}" for rest in ("enter/", "last-day/")]
    cath += [f"{decision}{held['over'].key}/{rest}" for rest in ("close/", "no-decision/")]
    cath.append(f"{decision}{held['short'].key}/ask-again/")
    cath.append(f"{decision}{held['paper'].key}/")
    cath += [f"{decision}{held['decided'].key}/{rest}" for rest in ("ask-again/", "depart/")]
    cath += [f"{decision}{held['raised'].key}/hands/", f"/together/write-a-need/?quoted={held['loose'].token}"]
    cath += [f"/together/words/ask/need/{held['need'].key}/", f"/together/words/{held['release'].token}/"]
    cath += [f"{panel}{held['quiet'].key}/end/"]
    nell = [f"{decision}{held['opened'].key}/"]
    return {"cath": cath, "nell": nell, "asha": [f"{decision}{held['proposed'].key}/", f"{need}{held['need'].key}/"]}


def steps_of_wizards(browser) -> list[str]:
    """The address of every step of every wizard, each in a draft that somebody has begun."""
    acting, found = browser.get("/home/").wsgi_request.acting, []
    wizards = {page.view.__self__ for _, page in PAGES.all().values() if hasattr(page.view, "__self__")}
    for one in sorted((one for one in wizards if issubclass(one, Wizard)), key=lambda one: one.name):
        draft = Draft.objects.create(person=acting.person, right=acting.right.key, wizard=one.name)
        found += [reverse(f"{one.name}_step", args=[draft.token, step.name]) for step in one.steps]
    return found


def without_arguments() -> list[str]:
    """Every address of the site that needs nothing to be filled in."""
    found = []
    for name in get_resolver().reverse_dict:
        if isinstance(name, str):
            try:
                found.append(reverse(name))
            except NoReverseMatch:
                continue
    return sorted(found)


def kind_of(path: str) -> str:
    """The name of an address, with the step or the kind of thing that it shows. Raises Resolver404."""
    found = resolve(urlsplit(path).path)
    parts = (found.url_name, found.kwargs.get("step"), found.kwargs.get("kind"))
    return " ".join(part for part in parts if part)


def walked(browser, first):
    """Pages that a person can open, one of each kind."""
    kinds, waiting = set(), list(first)
    while waiting:
        path = waiting.pop(0)
        try:
            kind = kind_of(path)
        except Resolver404:
            continue
        if kind in kinds or "." in urlsplit(path).path:  # documents take long, and hold no form
            continue
        answer = browser.get(path)
        opened = answer.status_code == 200
        if not opened or not answer.headers["Content-Type"].startswith("text/html"):
            continue
        kinds.add(kind)
        page = page_of(answer.content.decode())
        yield path, page
        waiting += [one for one in page.links if one.startswith("/") and not one.startswith("/static/")]


@contextmanager
def noting_wrong():
    """The classes of forms that were found wrong meanwhile."""
    seen, usual = set(), Form.full_clean

    def note(self):
        usual(self)
        if self.is_bound and self.errors:
            seen.add(type(self))

    Form.full_clean = note
    yield seen
    Form.full_clean = usual


def filled_wrongly(form):
    """What is sent, and what of it must be on the page that comes back."""
    sent, kept = {}, []
    for one in form.controls:
        if one.kind in ("hidden",):
            sent.setdefault(one.name, []).append(one.value)
        elif one.kind == "date":
            sent[one.name] = NO_DAY
        elif one.kind in ("select", "radio"):
            sent[one.name] = NO_CHOICE
        elif one.kind == "checkbox" and one.name not in sent:
            sent[one.name] = one.value
            kept.append(one)
        elif one.kind in TYPED or one.kind == "password":
            sent[one.name] = MARKS + LONG if one.kind in TYPED else LONG
    return sent, kept


def can_be_wrong(form) -> bool:
    typed = form.of(*TYPED, "password")
    return bool(typed) if form.method == "get" else bool(typed or form.of("select", "radio", "file"))


def send(browser, path, form, sent):
    address = form.action or path
    return browser.get(address, sent) if form.method == "get" else browser.post(address, sent)


def same(page, form):
    """The form on the page that came back; a box alone may lead to a page where it has more around it."""
    return next(one for one in page.forms if set(form.key) <= set(one.key))


def check(answer, form, sent, ticked, where):
    """Say that it is wrong, where, and with everything that was typed."""
    html = answer.content.decode()
    page = page_of(html)
    assert answer.status_code == (403 if where.startswith("account_login") else 400), f"{where}: {answer.status_code}"
    assert "<title>Error: " in html, f"{where}: the title does not say so"
    assert page.has_summary and page.summary_leads_to, f"{where}: no error summary"
    assert not {one[1:] for one in page.summary_leads_to} - set(page.ids), f"{where}: the summary leads nowhere"
    assert len(page.ids) == len(set(page.ids)), f"{where}: an id is there twice"
    again = same(page, form)
    messages = [one.id for one in again.controls if f"{one.id}-error" in page.ids]
    assert messages, f"{where}: nothing is said beside a field"
    for one in again.of(*TYPED):
        if one.name not in NEVER_SHOWN and one.name in sent:
            assert one.value.strip() == sent[one.name].strip(MARKS).strip(), f"{where}: {one.name} lost what was typed"
    for one in ticked:
        held = next(box for box in again.of("checkbox") if (box.name, box.value) == (one.name, one.value))
        assert held.checked, f"{where}: {one.name} lost its tick"
    assert not [one for one in again.of("password") if one.value], f"{where}: a password is shown"


def test_every_wrong_form_keeps_what_was_typed_and_says_what_to_mend(everybody):
    browsers, first = everybody
    tried = set()
    with noting_wrong() as seen:
        for handle, browser in browsers.items():
            for path, page in walked(browser, [*first.get(handle, []), *without_arguments()]):
                for form in page.forms:
                    kind = kind_of(form.action or path)
                    if not can_be_wrong(form) or (kind, form.key) in tried:
                        continue
                    tried.add((kind, form.key))
                    sent, ticked = filled_wrongly(form)
                    check(send(browser, path, form, sent), form, sent, ticked, f"{kind}, found by {handle} on {path}")
    unseen = {one.__name__ for one in every_form() if issubclass(one, Form) and visible(one)} - {
        one.__name__ for made in seen for one in made.__mro__
    }
    assert unseen == LEFT_OUT, f"no page was found on which these forms were wrong: {sorted(unseen - LEFT_OUT)}"


def visible(form) -> bool:
    """Whether a form has a field in which something can be wrong; filters leave out what they do not know."""
    from django import forms

    held = [one for one in form.base_fields.values() if not one.widget.is_hidden]
    return any(not isinstance(one, forms.BooleanField) for one in held)

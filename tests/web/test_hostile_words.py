"""Whatever people wrote is shown as text: never as markup, a template, a link or a command."""

import csv
import html

import pytest
from django.template import engines

from goldthread.vocabulary import Cut


HOSTILE = [
    "<script>document.title='taken'</script> The ward was clean and the nurses kind to us",
    "<img src=x onerror=alert(1)> The food was cold every single evening of my stay",
    "{{ 7 * 191 }} {% include 'front/who.html' %} the doctor explained everything well to me",
    "</p></blockquote><h1>Closed</h1> we waited four hours in the corridor on a trolley",
    '" onmouseover="alert(1) the physio helped me to walk again after my fall at home',
    "javascript:alert(1) is what someone wrote on the card about the noise at night",
    '=HYPERLINK("http://elsewhere.example") the discharge letter never came to my doctor',
    "\u202eesrever si sihT and the staff were patient with my mother every day",
]
SERVICE = "<b>Ward</b> {{ 3 * 3 }}"


@pytest.fixture(scope="module")
def brought(site, tmp_path_factory):
    path = tmp_path_factory.mktemp("hostile") / "odd<b>name.csv"
    with path.open("w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out)
        writer.writerow(["Comment ID", "Date", "Service", "FFT score", "What was good?"])
        for at, words in enumerate(HOSTILE * 2):
            writer.writerow([f"H{at}", "2031-11-05", SERVICE, "1", words])
    (account,) = site.imports.gather([path], issuer="XWR")
    assert account.kept == len(HOSTILE) * 2, account
    yield account
    site.imports.undo(account.batch)


def pages(site, brought, come_in):
    ben = come_in("ben")
    yield ben.get("/understand/words/?since=2031-11-05&until=2031-11-05").content.decode()
    for passage in site.words.passages(cut=Cut(batch=brought.batch), limit=20).items:
        yield ben.get(f"/understand/words/{passage.id}/").content.decode()
    yield ben.get(f"/listen/imports/{brought.batch}/").content.decode()
    yield ben.get("/understand/themes/").content.decode()


def test_no_tag_of_theirs_becomes_a_tag(site, brought, come_in):
    for page in pages(site, brought, come_in):
        for tag in ("<script>document", "<img", "<b>Ward", "<b>name", "<h1>Closed", ' onmouseover="alert'):
            assert tag not in page
        assert "1337" not in page


def test_their_words_are_shown_as_they_wrote_them(site, brought, come_in):
    page = next(pages(site, brought, come_in))
    assert html.escape("<script>document.title", quote=False) in page
    assert "{{ 7 * 191 }}" in page


DAYS, NAMED = ("since", "until"), ("service", "theme", "pathway", "sentiment", "role", "point", "organisation")
"""What a page refuses where nobody knows the value: a day as wrong, a name as not there."""


@pytest.mark.parametrize(
    "query",
    [
        "service=<script>alert(1)</script>",
        "theme={{7*191}}",
        "feeling=%00",
        "since=2031-13-45",
        "until=banana",
        "pathway=../../etc/passwd",
        "sentiment=9",
        "role=owner",
        "page=-1",
        "page=99999999999999999999",
        "page=٣",
        "minute=999",
        "minute=٣",
        "point='; drop table feedback; --",
        "organisation=" + "x" * 5000,
    ],
)
@pytest.mark.parametrize("path", ["/understand/words/", "/understand/themes/", "/understand/journey/", "/home/"])
def test_odd_addresses_are_answered_in_plain_words(come_in, path, query):
    answer = come_in("ben").get(f"{path}?{query}")
    name = query.partition("=")[0]
    refused = 0 if path == "/home/" else 400 if name in DAYS else 404 if name in NAMED else 0
    assert answer.status_code == (refused or 200)
    assert "<script>alert" not in answer.content.decode() and "1337" not in answer.content.decode()


def test_no_template_prints_what_hides_or_turns_text(site):
    (engine,) = engines.all()
    made = engine.env
    shown = made.from_string("{{ a }}|{{ b }}|{% set c = a %}{{ c | upper }}").render(a="x\u202ey\x1b[2J\x07", b="<b>")
    assert "\u202e" not in shown and "\x1b" not in shown and "\x07" not in shown
    assert "&lt;b&gt;" in shown

"""What every answer carries: nothing from elsewhere, nothing inline, nothing kept by proxies, nothing framed."""

import re

import pytest
from django.test import Client


OPEN = ["/", "/public/", "/about/", "/about/figures/", "/about/next/", "/accessibility/", "/sign-in/", "/nowhere/"]
CLOSED = [
    "/home/",
    "/understand/",
    "/understand/themes/",
    "/understand/journey/?pathway=home-after-a-fall",
    "/understand/words/",
    "/listen/imports/",
]


def answers(come_in):
    ben = come_in("ben")
    yield from ((path, Client().get(path)) for path in OPEN)
    yield from ((path, ben.get(path)) for path in CLOSED)


def test_every_answer_forbids_what_is_not_ours(come_in):
    for path, answer in answers(come_in):
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy and "unsafe" not in policy, path
        assert "frame-ancestors 'none'" in policy and "form-action 'self'" in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["X-Frame-Options"] == "DENY"
        assert answer.headers["Referrer-Policy"] == "same-origin"
        assert "no-store" in answer.headers["Cache-Control"], path


def test_no_page_holds_inline_styles_or_scripts_or_calls_another_server(come_in):
    for path, answer in answers(come_in):
        page = answer.content.decode()
        assert not re.search(r"<[a-z][^>]*\s(style|on[a-z]+)=", page), path
        assert "<style" not in page, path
        assert not re.search(r"<script(?![^>]*\ssrc=)[^>]*>", page), path
        assert set(re.findall(r'(?:src|href|action)="(https?:)?//', page)) == set(), path


@pytest.mark.parametrize("name", ["goldthread/goldthread.css", "goldthread/parts.css", "goldthread/thread.svg"])
def test_our_own_files_are_served_and_call_nobody(name):
    answer = Client().get(f"/static/{name}")
    assert answer.status_code == 200
    assert b"http://" not in b"".join(answer).replace(b"http://www.w3.org", b"")


@pytest.mark.parametrize(
    ("path", "who"),
    [("/listen/imports/upload/", "ben"), ("/understand/search/saved/", "cath")],
)
def test_an_address_that_takes_forms_only_says_so_when_it_is_opened_as_a_page(come_in, path, who):
    answer = come_in(who).get(path)
    assert answer.status_code == 405 and answer.headers["Allow"] == "POST"
    assert "There is no page here" in answer.content.decode()

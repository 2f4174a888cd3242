"""Each link that a page shows somebody leads to a page that they may open: none refuses them, none is not there."""

from collections import Counter
from urllib.parse import urlsplit

import pytest
from django.urls import Resolver404, resolve

from goldthread.accounts.models import Person
from tests.builders.forms_on_pages import page_of
from tests.web.conftest import signed_in


MOST = 4
"""How many addresses of a kind are opened: of a thread, the words that one may read and those that one may not."""


def kind_of(path: str) -> tuple[str, ...]:
    """The name of an address and the kind of thing that it shows. Raises Resolver404."""
    found = resolve(urlsplit(path).path)
    return found.url_name or "", found.kwargs.get("kind", ""), found.kwargs.get("step", "")


def dead(browser) -> list[str]:
    """Where links from home lead that do not open, each with the page that shows it."""
    found, opened, met, waiting = [], Counter(), {"/home/"}, [("/home/", "")]
    while waiting:
        path, shown_on = waiting.pop(0)
        try:
            kind = kind_of(path)
        except Resolver404:
            found.append(f"{shown_on} leads to {path}, which is not there")
            continue
        if opened[kind] == MOST or "." in urlsplit(path).path:  # documents take long
            continue
        opened[kind] += 1
        answer = browser.get(path)
        shown, leads_on = answer.status_code == 200, answer.status_code == 302
        if not shown and not leads_on:
            found.append(f"{shown_on} leads to {path}, which answers {answer.status_code}")
        if not shown or not answer.headers["Content-Type"].startswith("text/html"):
            continue
        links = [one.partition("#")[0] for one in page_of(answer.content.decode()).links]
        fresh = [one for one in dict.fromkeys(links) if one.startswith("/") and not one.startswith("/static/")]
        waiting += [(one, path) for one in fresh if one not in met]
        met.update(fresh)
    assert len(opened) > 5, "links lead on from home"
    return found


@pytest.mark.parametrize("handle", ["cath", "asha", "fay", "ben", "nell", "owen", "hana"])
def test_no_link_leads_to_a_page_that_refuses(site, handle):
    assert dead(signed_in(Person.objects.get(handle=handle))) == []

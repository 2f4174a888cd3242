"""A presenter given one store's shared tables and another's raw rows prints the first, byte for byte.

Faces are found by themselves: every page that a partner and a commissioner without an agreement reach by following
links, every address that takes nothing, every document and chart behind them, every `show` command in every form that
its help names. A new one that goes round the shared tables fails here without a line of its own. GOLDTHREAD_LONG=1 asks
as the commissioner too, and each page with two filters at once.
"""

import io
import os
import re
import zipfile
from collections import Counter
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pyarrow as pa
import pyarrow.compute as pc
import pytest
from django.conf import settings
from django.urls import Resolver404, get_resolver, resolve
from typer.testing import CliRunner

from goldthread import documents
from goldthread.accounts.actions import share_words
from goldthread.insight import asking
from goldthread.vocabulary import Cut, Scope, Table, WrongUsage
from goldthread.vocabulary.answers import RawCells
from goldthread.web.understand.presenters import figures
from tests.house.test_addresses import walked
from tests.web.conftest import WARD, links


FALL = "home-after-a-fall"
CUTS = (
    f"pathway={FALL}",
    f"service={WARD}&role=carer&when=2031-10",
    f"pathway={FALL}&role=carer",
    "when=2031/32",
    "theme=Parking",
    "organisation=XWR",
)
CLOSED = ("/understand/words", "/understand/search")
"""Pages of words alone, which are closed by right."""
LONG = os.environ.get("GOLDTHREAD_LONG") == "1"
MOST, TRIES = 2 if LONG else 1, 2
"""Of so many filters together each page is asked once."""
LEADS_AWAY = {"large_print", "account_logout", "be"}
TOKEN = re.compile(r'csrfmiddlewaretoken" value="\w+"|nonce="[^"]+"|\b(clip|gradient_)\d+')
"""What is different each time: tokens of a request, and a chart's own numbers of its parts."""
ACCOUNTS = {"counts", "words", "search"}
"""Commands that show no figures of cuts: an account is never suppressed, words are closed by right."""
NOT_WRITTEN = "Use .csv, .json, .xlsx or .html."
WITHIN = {"journey_html"}
"""What only another document is made of."""
FORMS = re.compile(r"\.[a-z]{3,4}\b")


def plain(made: bytes) -> bytes:
    """A document without the moment at which it was made."""
    if made[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(made)) as held:
            names = [name for name in sorted(held.namelist()) if "docProps/core" not in name]
            return b"\n".join(plain(held.read(name)) if name.endswith("xlsx") else held.read(name) for name in names)
    if made[:4] in (b"%PDF", b"\x89PNG"):
        return made
    return TOKEN.sub("", made.decode()).encode()


def crawled(browser) -> list[str]:
    """One address of every kind that can be reached: by its name, and by which filters it carries."""
    waiting = ["/home/", *(one.path for one in walked(get_resolver().url_patterns) if "0" * 24 not in one.path)]
    waiting += [f"{page}?{cut}" for page in _narrowed() for cut in CUTS]
    found: dict[tuple[str, frozenset[str]], str] = {}
    tried: Counter[tuple[str, frozenset[str]]] = Counter()
    while waiting:
        address = waiting.pop(0)
        kind = _kind(address)
        if kind is None or kind in found or kind[0] in LEADS_AWAY or tried[kind] == TRIES:
            continue
        tried[kind] += 1
        answer = browser.get(address)
        if answer.status_code == 200:
            found[kind] = address
            if answer.headers["Content-Type"].startswith("text/html"):
                waiting += links(answer)
    return list(found.values())


def _narrowed() -> list[str]:
    """Every address that shows figures of a cut and takes nothing in its path."""
    paths = [one.path for one in walked(get_resolver().url_patterns)]
    return [path for path in paths if path.startswith(("/understand/", "/listen/before")) and "0" * 24 not in path]


def _kind(address: str) -> tuple[str, frozenset[str]] | None:
    parts = urlsplit(address)
    try:
        name = resolve(parts.path).url_name or parts.path
    except Resolver404:
        return None
    given = [f"{key}={value}" if key == "exact" else key for key, value in parse_qsl(parts.query)]
    if parts.path.endswith((".pdf", ".docx", ".pptx", ".xlsx", ".png", ".svg")) or parts.path.startswith(
        CLOSED
    ):  # one of each kind: all are made alike
        given = [one for one in given if one.startswith("exact")]
    return name, frozenset(given[:MOST])


def commands() -> list[list[str]]:
    """Every `show` command in every form that its help says it writes."""
    import typer

    from goldthread.cli.commands import app

    group = typer.main.get_command(app).commands["show"]
    made = []
    for name, command in group.commands.items():
        out = next((one for one in command.params if "--out" in one.opts), None)
        if name not in ACCOUNTS and out is not None:
            made += [[name, ending] for ending in FORMS.findall(out.help)] + [[name, "--role", "carer", ".json"]]
    return made


def printed_by_commands(folder: Path) -> dict[str, bytes]:
    from goldthread.cli.commands import app

    made = {}
    for name, *cut, ending in commands():
        out = folder / f"{name}-{len(cut)}{ending}"
        words = ["show", name, *cut, "--workspace", str(settings.WORKSPACE), "--out", str(out)]
        done = CliRunner().invoke(app, words)
        if isinstance(done.exception, WrongUsage) and NOT_WRITTEN in str(done.exception):
            continue  # the help is one sentence for several commands
        assert done.exit_code == 0, (words, done.output, done.exception)
        made[" ".join([name, *cut, ending])] = plain(out.read_bytes())
    return made


def printed(browsers, addresses, folder) -> dict[str, bytes]:
    """What every face prints, by what it is."""
    made = printed_by_commands(folder)
    for who, browser in browsers.items():
        made |= {f"{who} {one}": plain(browser.get(one).content) for one in addresses[who]}
    return made


@pytest.fixture
def browsers(site, come_in):
    """A partner, and a commissioner whose agreements have ended."""
    agreed = [one for one in site.published.agreements() if one.reader == "XIC"]
    for one in agreed:
        share_words(by="test", agreement=replace(one, until="2001-01-01"), workspace=site)
    yield {"asha": come_in("asha")} | ({"cath": come_in("cath")} if LONG else {})
    for one in agreed:
        share_words(by="test", agreement=one, workspace=site)


@pytest.fixture
def others(site, monkeypatch):
    """Two stores: tables as they were disclosed the first time are kept; `lie` then makes all raw rows another's."""
    pytest.importorskip("weasyprint")
    held, disclose, ask = {}, asking.disclosed, type(site.store).ask

    def key(store, scope, *asked, **how):
        seen = sorted(scope.organisations or ())
        told = sorted((k, v if isinstance(v, tuple | str) else ()) for k, v in how.items())
        return repr((scope.audience, seen, scope.reads_words, asked, told))

    def keeping(*asked, **how):
        return held.setdefault(key(*asked, **how), disclose(*asked, **how))

    def more(columns):
        """The same cells with a thousand more in each figure."""
        numbers = [name for name in columns.column_names if pa.types.is_integer(columns.schema.field(name).type)]
        for name in numbers:
            at = columns.column_names.index(name)
            columns = columns.set_column(at, name, pc.add(columns.column(at), 1_000))
        return columns

    def other_rows(store, scope, question, cut=Cut(), **how):
        found = ask(store, scope, question, cut, **how)
        if isinstance(found, RawCells):
            return replace(found, columns=more(found.columns))
        if not isinstance(found, Table):
            return found
        rows = tuple({k: v + 1_000 if type(v) is int else v for k, v in row.items()} for row in found.rows)
        return replace(found, rows=rows, denominator=987_654, people=987_654)

    class Others:
        def lie(self):
            monkeypatch.setattr(type(site.store), "ask", other_rows)
            monkeypatch.setattr(asking, "disclosed", lambda *asked, **how: held[key(*asked, **how)])

        def let_out(self):
            monkeypatch.setattr(asking, "disclosed", disclose)

    monkeypatch.setattr(asking, "disclosed", keeping)
    return Others()


def differing(one, other):
    return sorted(name for name in one if one[name] != other.get(name))


def test_every_face_is_made_of_shared_tables_alone(browsers, others, tmp_path, monkeypatch):
    made = set()
    for name in documents.__all__:
        make = getattr(documents, name)
        monkeypatch.setattr(
            documents, name, lambda *a, _make=make, _name=name, **how: (made.add(_name), _make(*a, **how))[1]
        )
    addresses = {who: crawled(browser) for who, browser in browsers.items()}
    first = printed(browsers, addresses, tmp_path)
    assert made | WITHIN == set(documents.__all__), "a kind of document that no face makes: let one make it"
    assert all(len(each) >= 20 for each in addresses.values()), addresses
    others.lie()
    assert differing(first, printed(browsers, addresses, tmp_path)) == []
    others.let_out()  # the other store's rows do show where nothing keeps them out
    few = {"asha": [one for one in addresses["asha"] if "?" not in one]}
    found = printed({"asha": browsers["asha"]}, few, tmp_path)
    let_out = differing({name: first[name] for name in found}, found)
    for kind in ("known/brief.json", "themes/", "/home/"):
        assert any(kind in name for name in let_out), (kind, let_out)


def test_a_presenter_that_goes_round_is_caught(site, browsers, others, tmp_path, monkeypatch):
    """One that asks the store itself: what this file is for."""
    bars = figures.bars

    def going_round(table):
        raw = site.store.ask(Scope.owner(), "themes", Cut())
        return bars(raw.with_rows(tuple(row | {"share": None} for row in raw.rows)))

    monkeypatch.setattr(figures, "bars", going_round)
    asha = browsers["asha"]
    first = plain(asha.get("/understand/themes/").content)
    others.lie()
    assert plain(asha.get("/understand/themes/").content) != first

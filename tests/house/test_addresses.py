"""Every address answers strangers, Dai of another trust, and one who may use it, with the one status that it must.

Addresses are found by walking the site, however deep they are included. What is not in a table here is closed:
strangers are sent to sign in, Dai is refused. A page with an address of its own needs a line in MEMBERS; pages that an
app registers are guarded by the registry, and need none.
"""

import re
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType

import django
import pytest


django.setup()

from django.contrib.auth.decorators import login_not_required  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.http import HttpResponse  # noqa: E402
from django.test import Client, override_settings  # noqa: E402
from django.urls import Resolver404, get_resolver, resolve  # noqa: E402
from django.urls.resolvers import RoutePattern, URLPattern, URLResolver  # noqa: E402
from django.utils.regex_helper import normalize  # noqa: E402

from goldthread.accounts import cast  # noqa: E402
from goldthread.accounts.registry.pages import PAGES, Page, guarded  # noqa: E402
from goldthread.accounts.rules import Permission  # noqa: E402


KEY = "0" * 24
SAMPLES = Path(__file__).parents[1] / "samples"
FILLERS = {"kind": "clause", "point": "a-moment", "handle": "dai"}
BY_CONVERTER = {
    "IntConverter": "1",
    "UUIDConverter": "00000000-0000-0000-0000-000000000000",
    "SlugConverter": KEY,
    "StringConverter": "nothing",
    "PathConverter": "x",
}
OPEN = {
    "front": (200, 405),
    "be": (405, 302),
    "large_print": (405, 302),
    "public": (200, 405),
    "about": (200, 405),
    "coming": (200, 405),
    "reading": (200, 405),
    "figures": (200, 405),
    "accessibility": (200, 405),
    "choose_password": (404, 404),
    "password_link": (302, 302),
    "account_login": (200, 403),
    "account_inactive": (403, 405),
    "mfa_authenticate": (302, 302),
    "mfa_login_webauthn": (302, 302),
    "socialaccount_login_cancelled": (200, 405),
    "openid_connect_login": (404, 404),
    "openid_connect_callback": (404, 404),
    "account_reset_password": (200, 200),
    "account_reset_password_done": (200, 405),
}
"""What strangers get on GET and POST where the door is open."""
OWN = {
    "own_account": (200, 405),
    "mail_choice": (200, 400),
    "account_change_password": (302, 302),
    "mfa_index": (200, 405),
    "mfa_list_webauthn": (200, 405),
    "mfa_deactivate_totp": (404, 404),
    "mfa_view_recovery_codes": (404, 405),
    "account_reauthenticate": (403, 403),
    "mfa_reauthenticate": (403, 403),
    "mfa_reauthenticate_webauthn": (403, 403),
    "mfa_activate_totp": (403, 403),
    "mfa_generate_recovery_codes": (403, 403),
    "mfa_add_webauthn": (403, 403),
    "mfa_remove_webauthn": (403, 403),
}
"""One's own account: what whoever signs in without a password or second factor gets, Dai too. It is nobody else's."""
DAI = (
    OPEN | OWN | {"front": (302, 405), "account_login": (302, 302), "account_logout": (405, 302), "acting": (403, 403)}
)
"""What Dai gets where it is not a refusal like all others."""
READ, FORM = "read", "form"
MEMBERS = {
    "home": ("fay", 200, READ),
    "overview": ("asha", 200, READ),
    "themes": ("asha", 200, READ),
    "months_pptx": ("asha", 200, READ),
    "months_xlsx": ("asha", 200, READ),
    "months_png": ("asha", 200, READ),
    "months_svg": ("asha", 200, READ),
    "journey": ("asha", 200, READ),
    "poster": ("asha", 200, READ),
    "known": ("asha", 200, READ),
    "known_pdf": ("asha", 200, READ),
    "known_word": ("asha", 200, READ),
    "known_json": ("asha", 200, READ),
    "pathways": ("asha", 200, READ),
    "pathway": ("asha", 404, READ),
    "before_you_ask": ("asha", 200, READ),
    "threads": ("asha", 200, READ),
    "thread": ("asha", 404, READ),
    "pathway_rename": ("cath", 404, FORM),
    "pathway_services": ("cath", 404, FORM),
    "pathway_end_service": ("cath", 404, FORM),
    "pathway_moments": ("cath", 404, FORM),
    "pathway_moment": ("cath", 404, READ),
    "pathway_move": ("cath", 404, FORM),
    "pathway_remove": ("cath", 404, FORM),
    "thread_quote": ("cath", 404, FORM),
    "thread_date_away": ("cath", 404, FORM),
    "thread_unlink": ("cath", 404, FORM),
    "thread_link_again": ("cath", 404, FORM),
    "search": ("fay", 200, READ),
    "words": ("fay", 200, READ),
    "comment": ("fay", 404, READ),
    "like": ("fay", 404, READ),
    "cite": ("fay", 404, READ),
    "concerns": ("hana", 200, READ),
    "looked": ("hana", 404, READ),
    "imports": ("cath", 200, READ),
    "account": ("cath", 404, READ),
    "upload": ("ben", 400, FORM),
    "preview": ("ben", 404, READ),
    "keep": ("ben", 404, FORM),
    "leave": ("ben", 404, FORM),
    "undo": ("ben", 404, FORM),
    "mend": ("ben", 404, READ),
    "acting": ("ben", 200, READ),
    "account_logout": ("ben", 302, FORM),
}
"""Who may use it; what they get, of things that do not exist and forms that are empty; whether it is read or sent to.
Where it is read, a form sent to it gets 405; where it takes forms only, so does who asks for it as a page."""
BOTH = {"acting": 400, "looked": 404, "pathway_moment": 404}
"""Addresses that are read and take a form: what an empty form gets."""
ENDS_SESSION = {"account_logout", "be", "acting"}


@dataclass(frozen=True)
class Address:
    name: str
    path: str


def fill(pattern) -> str:
    """The text of one pattern, its parts filled in. Raises KeyError for a converter that nobody knows."""
    if isinstance(pattern, RoutePattern):
        text = str(pattern)
        for name, converter in pattern.converters.items():
            filled = FILLERS.get(name) or BY_CONVERTER[type(converter).__name__]
            text = re.sub(rf"<(?:\w+:)?{name}>", filled, text)
        return text
    text, names = normalize(pattern.regex.pattern)[0]
    return text % {name: FILLERS.get(name, KEY) for name in names}


def walked(patterns, before="", space=""):
    for entry in patterns:
        path = before + fill(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from walked(entry.url_patterns, path, f"{space}{entry.namespace}:" if entry.namespace else space)
        else:
            assert isinstance(entry, URLPattern), f"{entry!r} is neither an address nor an include"
            yield Address(f"{space}{entry.name or path}", f"/{path}")


ADDRESSES = list(walked(get_resolver().url_patterns))
each_address = pytest.mark.parametrize("address", ADDRESSES, ids=lambda address: address.name)
each_method = pytest.mark.parametrize("method", ["get", "post"])


@pytest.fixture(scope="module", autouse=True)
def people():
    call_command("migrate", verbosity=0, interactive=False)
    cast.load_cast()
    signed_in.cache_clear()


@cache
def signed_in(handle: str) -> Client:
    client = Client()
    assert client.post(f"/who/{handle}/").status_code == 302
    return client


def ask(address: Address, method: str, handle: str = ""):
    if not handle:
        return getattr(Client(), method)(address.path)
    answer = getattr(signed_in(handle), method)(address.path)
    if address.name in ENDS_SESSION:
        signed_in.cache_clear()
    return answer


def takes(address: Address) -> set[str]:
    """The methods that an address says it takes; all, where its own view or guard decides after the right was asked."""
    allowed = signed_in("dai").options(address.path).headers.get("Allow", "GET, POST")
    return {one.strip().lower() for one in allowed.split(",")}


@each_method
@each_address
def test_strangers_are_sent_to_sign_in_but_for_open_pages(address, method):
    answer = ask(address, method)
    if address.name in OPEN:
        assert answer.status_code == OPEN[address.name][method == "post"]
    else:
        assert answer.status_code == 302
        assert answer.url.startswith("/sign-in/?next=")


@each_method
@each_address
def test_dai_of_another_trust_is_refused_everywhere_but_on_open_pages(address, method):
    if address.name in DAI:
        must = DAI[address.name][method == "post"]
    else:
        must = 403 if method in takes(address) else 405
    assert ask(address, method, "dai").status_code == must


@each_method
@pytest.mark.parametrize("address", [one for one in ADDRESSES if one.name in MEMBERS], ids=lambda one: one.name)
def test_who_may_use_it_gets_the_status_that_it_must_have(address, method):
    handle, must, kind = MEMBERS[address.name]
    if (method == "get") != (kind == READ):
        must = BOTH.get(address.name, 405)
    assert ask(address, method, handle).status_code == must


@each_method
@pytest.mark.parametrize("address", [one for one in ADDRESSES if one.name in OWN], ids=lambda one: one.name)
def test_ones_own_account_is_the_same_for_everybody(address, method):
    assert ask(address, method, "ben").status_code == OWN[address.name][method == "post"]


def test_every_address_that_no_app_registers_says_what_its_members_get():
    missing = {one.name for one in ADDRESSES} - set(OPEN) - set(OWN) - set(MEMBERS) - set(PAGES.all())
    assert missing == set(), "say in MEMBERS who may use it and what they get, or in OPEN what strangers get"


def test_no_line_of_a_table_is_of_an_address_that_is_gone():
    assert (set(OPEN) | set(DAI) | set(MEMBERS) | set(BOTH) | ENDS_SESSION) - {one.name for one in ADDRESSES} == set()


def test_addresses_are_found_however_deep_they_are_included():
    from django.urls import include, path, re_path

    def page(request, **how):
        raise AssertionError("not reached")

    deep = [path("<int:n>/", page, name="deep"), re_path(r"^code/(?P<code>[a-z]+)/$", page, name="regex")]
    nested = [path("a/", include([path("<slug:kind>/", include((deep, "inner"), namespace="inner"))]))]
    assert [(one.name, one.path) for one in walked(nested)] == [
        ("inner:deep", "/a/clause/1/"),
        ("inner:regex", f"/a/clause/code/{KEY}/"),
    ]


def unguarded():
    """A view that checks nothing; another one each time, since `login_not_required` marks the one that it is given."""
    return lambda request, **_: HttpResponse("open")


@pytest.fixture
def planted(monkeypatch):
    """The site with a page planted three includes deep, each level with a part to fill in; gives its address."""
    from django.urls import include, path

    def plant(view):
        deep = [path("<slug:key>/", view, name="planted")]
        nested = [path("deeper/<int:n>/", include([path("still/", include(deep))]))]
        site = ModuleType("tests_planted_site")
        site.urlpatterns = [path("", include("goldthread.config.urls")), path("deep/<slug:kind>/", include(nested))]
        monkeypatch.setitem(sys.modules, site.__name__, site)
        settings.enable()
        return next(one for one in walked(get_resolver().url_patterns) if one.name == "planted")

    settings = override_settings(ROOT_URLCONF="tests_planted_site")
    yield plant
    settings.disable()


def test_a_planted_nested_page_that_is_open_to_strangers_is_caught(planted):
    address = planted(login_not_required(unguarded()))
    assert address.path == f"/deep/clause/deeper/1/still/{KEY}/"
    with pytest.raises(AssertionError):
        test_strangers_are_sent_to_sign_in_but_for_open_pages(address, "get")


def test_a_planted_nested_page_that_asks_no_permission_is_caught(planted):
    address = planted(unguarded())
    test_strangers_are_sent_to_sign_in_but_for_open_pages(address, "get")
    with pytest.raises(AssertionError):
        test_dai_of_another_trust_is_refused_everywhere_but_on_open_pages(address, "get")


@each_method
def test_a_planted_nested_page_behind_the_guard_of_the_registry_is_refused_as_it_must(planted, method):
    page = Page("", login_not_required(unguarded()), "planted", needs=Permission.SEE_FINDINGS)
    address = planted(guarded(page))
    test_strangers_are_sent_to_sign_in_but_for_open_pages(address, method)
    test_dai_of_another_trust_is_refused_everywhere_but_on_open_pages(address, method)
    assert ask(address, method, "asha").status_code == (200 if method == "get" else 405)


def bookmarked() -> list[Address]:
    lines = (SAMPLES / "addresses.tsv").read_text(encoding="utf-8").splitlines()
    return [Address(*line.split("\t")) for line in lines]


@pytest.mark.parametrize("address", bookmarked(), ids=lambda address: address.name)
def test_an_address_that_people_have_bookmarked_is_where_it_was_or_leads_on_for_good(address):
    try:
        assert resolve(address.path).url_name == address.name
    except Resolver404:
        assert Client().get(address.path).status_code == 301, "redirect it permanently: people have kept it"


def test_a_converter_that_nobody_knows_fails_loudly():
    from django.urls import path, register_converter
    from django.urls.converters import StringConverter, get_converters

    class Odd(StringConverter):
        regex = "[a-z]"

    if "odd" not in get_converters():
        register_converter(Odd, "odd")
    with pytest.raises(KeyError, match="Odd"):
        list(walked([path("<odd:letter>/", lambda request: None, name="odd")]))

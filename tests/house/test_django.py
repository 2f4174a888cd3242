"""Every Django field is declared personal or not, and every address refuses strangers and Dai."""

import re

import django
import pytest


django.setup()

from django.apps import apps  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import get_resolver  # noqa: E402

from goldthread.accounts import cast  # noqa: E402


OPEN = {
    "front",
    "be",
    "large_print",
    "coming",
    "sign_in",
    "public",
    "about",
    "figures",
    "reading",
    "accessibility",
    "choose_password",
}
FILLERS = {"kind": "clause", "point": "a-moment", "handle": "dai"}
BY_KIND = {"int": "1", "uuid": "00000000-0000-0000-0000-000000000000", "slug": "0" * 24, "str": "nothing", "path": "x"}


@pytest.fixture(scope="module", autouse=True)
def people():
    call_command("migrate", verbosity=0, interactive=False)
    cast.load_cast()


def every_pattern(patterns, before=""):
    """Each address of the site, whatever includes it."""
    for entry in patterns:
        if hasattr(entry, "url_patterns"):
            yield from every_pattern(entry.url_patterns, before + str(entry.pattern))
        else:
            yield entry.name, before + str(entry.pattern)


def addresses():
    for name, route in every_pattern(get_resolver().url_patterns):
        path = re.sub(r"<(?:(\w+):)?(\w+)>", lambda m: FILLERS.get(m[2], BY_KIND[m[1] or "str"]), route)
        yield pytest.param(name, f"/{path}", id=name or path)


def ours():
    return [model for model in apps.get_models() if model.__module__.startswith("goldthread.")]


@pytest.mark.parametrize("model", ours(), ids=lambda model: model.__name__)
def test_every_field_is_declared_personal_or_not(model):
    declared = [*model.PERSONAL, *model.NOT_PERSONAL]
    assert sorted(field.name for field in model._meta.local_fields) == sorted(declared)


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize(("name", "path"), list(addresses()))
def test_every_address_refuses_strangers(name, path, method):
    answer = getattr(Client(), method)(path)
    if name in OPEN:
        assert answer.status_code in (200, 302, 403, 404, 405)
    else:
        assert answer.status_code == 302 and answer.url.startswith("/sign-in/")


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize(("name", "path"), list(addresses()))
def test_every_address_refuses_dai_of_another_trust(name, path, method):
    dai = Client()
    assert dai.post("/who/dai/").status_code == 302
    answer = getattr(dai, method)(path)
    if name not in OPEN and name != "sign_out":
        assert answer.status_code in (403, 405)


def test_migrations_are_complete():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)

"""Settings for real use: safe by default, a loud sentence where something is missing, and never the demo's cast."""

import os
import socket
import subprocess
import sys

import pytest


SECRET = "x" * 50
SAFE = {"GOLDTHREAD_HTTPS": "1", "GOLDTHREAD_SECRET_KEY": SECRET, "GOLDTHREAD_HOSTS": "feedback.example.nhs.uk"}
SHOW = """
import django; django.setup()
from django.conf import settings as s
print(s.DEBUG, s.DEMO, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SECURE_SSL_REDIRECT, s.SECURE_HSTS_SECONDS > 0,
      s.SESSION_COOKIE_HTTPONLY, s.X_FRAME_OPTIONS)
"""


def run(tmp_path, script, **given):
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GOLDTHREAD_", "DATABASE_URL"))}
    env = kept | {
        "GOLDTHREAD_WORKSPACE": str(tmp_path / "site"),
        "DJANGO_SETTINGS_MODULE": "goldthread.config.settings",
    }
    return subprocess.run([sys.executable, "-c", script], env=env | given, capture_output=True, text=True, timeout=120)


def test_real_use_is_safe_once_it_is_set_up(tmp_path):
    done = run(tmp_path, SHOW, **SAFE)
    assert done.stdout.split() == ["False", "False", "True", "True", "True", "True", "True", "DENY"], done.stderr


def test_without_any_setting_nothing_is_shown_that_should_stay_inside(tmp_path):
    assert run(tmp_path, SHOW).stdout.split()[:2] == ["False", "False"]


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"GOLDTHREAD_SECRET_KEY": ""}, "Set GOLDTHREAD_SECRET_KEY"),
        ({"GOLDTHREAD_SECRET_KEY": "short"}, "Set GOLDTHREAD_SECRET_KEY"),
        ({"GOLDTHREAD_HOSTS": ""}, "Set GOLDTHREAD_HOSTS"),
        ({"GOLDTHREAD_HOSTS": "*"}, "Set GOLDTHREAD_HOSTS"),
        ({"GOLDTHREAD_DEMO": "1"}, "GOLDTHREAD_DEMO lets anyone in"),
        ({"GOLDTHREAD_DEBUG": "1"}, "GOLDTHREAD_DEBUG shows"),
        ({"GOLDTHREAD_DEMO": "perhaps"}, "GOLDTHREAD_DEMO must be 1 or 0"),
        ({"DATABASE_URL": "mysql://x/y"}, "DATABASE_URL must begin with postgresql://"),
    ],
)
def test_what_is_missing_or_unsafe_stops_the_site_with_a_sentence(tmp_path, given, sentence):
    done = run(tmp_path, SHOW, **(SAFE | given))
    assert done.returncode != 0
    assert sentence in done.stderr.strip().splitlines()[-1]
    assert SECRET not in done.stderr


def test_the_cast_is_never_made_outside_the_demo(tmp_path):
    script = """
import django; django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from goldthread.accounts import cast
from goldthread.accounts.models import Person
from goldthread.vocabulary import PlainError
try:
    cast.load_cast()
except PlainError as error:
    print(error, Person.objects.count())
"""
    done = run(tmp_path, script)
    assert done.stdout.strip().endswith("Add real people instead. 0"), done.stderr


def test_the_secret_that_is_made_is_for_its_owner_alone(tmp_path):
    assert run(tmp_path, SHOW).returncode == 0
    secret = tmp_path / "site" / ".site" / "site-secret"
    assert len(secret.read_text()) > 40 and secret.stat().st_mode & 0o077 == 0


def goldthread(tmp_path, *words, **given):
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GOLDTHREAD_", "DATABASE_URL"))}
    command = [sys.executable, "-m", "goldthread.cli", *words, "--workspace", str(tmp_path / "site")]
    return subprocess.run(command, env=kept | given, capture_output=True, text=True, timeout=120)


def test_people_are_added_with_a_link_that_opens_once(tmp_path):
    goldthread(tmp_path, "init")
    who = ("people", "add", "gita", "--name", "Gita", "--role", "analyst", "--organisation", "RXX")
    refused = goldthread(tmp_path, *who)
    assert refused.returncode == 2 and "Give --organisation-name" in refused.stderr
    added = goldthread(tmp_path, *who, "--organisation-name", "An Invented Trust")
    assert added.stdout.startswith("gita may sign in."), added.stderr
    assert goldthread(tmp_path, *who).stdout == "gita is analyst at RXX.\n"
    link = added.stdout.split()[-1].partition(":8000")[2]
    script = f"""
import django; django.setup()
from django.test import Client
site = Client()
given = {{"password": "a long sentence of one's own"}}
here = site.get("{link}").url
print(site.get(here).status_code, site.post(here, given).url, site.get("{link}", follow=True).status_code)
print(site.post("/sign-in/", given | {{"login": "gita"}}).url, site.get("/home/").status_code)
"""
    assert run(tmp_path, script).stdout.split() == ["200", "/sign-in/", "404", "/home/", "200"]


def test_a_role_that_is_none_is_said(tmp_path):
    done = goldthread(tmp_path, "people", "add", "x", "--name", "X", "--role", "king", "--organisation", "RXX")
    assert done.returncode == 2 and "Roles: ward team, analyst" in done.stderr


ADD = ("people", "add", "gita", "--name", "Gita", "--role", "analyst", "--organisation", "RXX")
NAMED = ("--organisation-name", "An Invented Trust")
OTHER_SECRET = {"GOLDTHREAD_SECRET_KEY": "y" * 50}


def free_port() -> str:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return str(taken.getsockname()[1])


def test_a_workspace_remembers_its_secret_once_somebody_was_added(tmp_path):
    goldthread(tmp_path, "init")
    assert goldthread(tmp_path, "people", "list").returncode == 0
    assert goldthread(tmp_path, "people", "list", **OTHER_SECRET).returncode == 0, "nothing depends on it yet"
    link = goldthread(tmp_path, *ADD, *NAMED).stdout.split()[-1]
    for words in (("people", "list"), ("serve", "--port", free_port()), ("worker", "--once")):
        refused = goldthread(tmp_path, *words, **OTHER_SECRET)
        assert refused.returncode == 1 and "Traceback" not in refused.stderr, words
        assert "was used with another secret key" in refused.stderr and "in every shell" in refused.stderr
    assert goldthread(tmp_path, "people", "list").returncode == 0
    held = tmp_path / "site" / ".site"
    kept = held / "secret-print"
    assert (held / "site-secret").read_text() not in kept.read_text() and kept.stat().st_mode & 0o077 == 0
    path = link.partition(":8000")[2]
    asked = "import django; django.setup()\nfrom django.test import Client\n"
    asked += f"print(Client().get('{path}', follow=True).status_code)"
    assert run(tmp_path, asked).stdout.split() == ["200"]


def test_a_secret_is_changed_on_purpose(tmp_path):
    goldthread(tmp_path, "init")
    goldthread(tmp_path, *ADD, *NAMED)
    changed = goldthread(tmp_path, "secret", "change", **OTHER_SECRET)
    assert changed.returncode == 0 and "unused links are dead" in changed.stdout, changed.stderr
    assert goldthread(tmp_path, "people", "list", **OTHER_SECRET).returncode == 0
    back = goldthread(tmp_path, "people", "list")
    assert back.returncode == 1 and "and none is set here" in back.stderr


@pytest.mark.parametrize(
    ("words", "given", "sentence"),
    [
        (("people", "list"), {"GOLDTHREAD_SECRET_KEY": "short"}, "Set GOLDTHREAD_SECRET_KEY"),
        (("serve", "--port", "PORT"), {"GOLDTHREAD_HOSTS": ""}, "Set GOLDTHREAD_HOSTS"),
        (("worker", "--once"), {"GOLDTHREAD_UPLOAD_LIMIT_MB": "plenty"}, "must be a number of megabytes"),
        (("outbox", "list"), {"GOLDTHREAD_HTTPS": "perhaps"}, "must be 1 or 0"),
    ],
)
def test_commands_say_a_wrong_setting_in_a_sentence(tmp_path, words, given, sentence):
    goldthread(tmp_path, "init")
    words = [free_port() if one == "PORT" else one for one in words]
    done = goldthread(tmp_path, *words, **(SAFE | given))
    assert done.returncode == 1 and sentence in done.stderr and len(done.stderr.splitlines()) == 1, done.stderr


def test_the_demo_is_refused_on_a_site_for_real_use_in_a_sentence(tmp_path):
    goldthread(tmp_path, "init")
    (tmp_path / "site" / ".demo").touch()
    done = goldthread(tmp_path, "serve", "--demo", "--port", free_port(), **SAFE)
    assert done.returncode == 1 and done.stderr.startswith("GOLDTHREAD_DEMO lets anyone in"), done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("given", "begins"),
    [
        ({}, "http://127.0.0.1:8000/"),
        ({"GOLDTHREAD_HOSTS": "feedback.example"}, "http://feedback.example:8000/"),
        ({"GOLDTHREAD_ADDRESS": "http://feedback.example:81/"}, "http://feedback.example:81/"),
        (SAFE, "https://feedback.example.nhs.uk/"),
        (SAFE | {"GOLDTHREAD_ADDRESS": "https://other.example.nhs.uk"}, "https://other.example.nhs.uk/"),
    ],
)
def test_links_begin_with_the_address_of_the_site(tmp_path, given, begins):
    goldthread(tmp_path, "init")
    added = goldthread(tmp_path, *ADD, *NAMED, **given)
    assert added.stdout.split()[-1].startswith(begins), added.stdout + added.stderr


@pytest.mark.parametrize("wrong", ["feedback.example", "ftp://feedback.example", "https://feedback.example/here"])
def test_an_address_that_is_none_is_refused(tmp_path, wrong):
    goldthread(tmp_path, "init")
    done = goldthread(tmp_path, "people", "list", GOLDTHREAD_ADDRESS=wrong)
    assert done.returncode == 1 and done.stderr.startswith("GOLDTHREAD_ADDRESS must look like"), done.stderr
    unsafe = goldthread(tmp_path, "people", "list", **SAFE, GOLDTHREAD_ADDRESS="http://feedback.example")
    assert unsafe.returncode == 1 and "must begin with https://" in unsafe.stderr


def test_links_follow_the_port_that_the_site_was_served_at(tmp_path):
    goldthread(tmp_path, "init")
    port = free_port()
    said = f"""
import django; django.setup()
from goldthread.cli.told import where_it_is
print(where_it_is("127.0.0.1", {port}))
print(where_it_is("0.0.0.0", {port}))
"""
    lines = run(tmp_path, said).stdout.splitlines()
    assert lines[0] == f"Goldthread is at http://127.0.0.1:{port}/ (stop it with Ctrl-C)."
    assert f"Links for people begin http://127.0.0.1:{port}/" in lines[2] and "GOLDTHREAD_ADDRESS" in lines[2]
    added = goldthread(tmp_path, *ADD, *NAMED)
    assert added.stdout.split()[-1].startswith(f"http://127.0.0.1:{port}/"), added.stdout


def test_a_proxy_is_believed_about_https_only_where_it_is_set(tmp_path):
    script = "from django.conf import settings\nprint(settings.SECURE_PROXY_SSL_HEADER)"
    assert run(tmp_path, script, **SAFE).stdout.strip() == "None"
    believed = run(tmp_path, script, **SAFE, GOLDTHREAD_FORWARDED_PROTO="1", GOLDTHREAD_PROXIES="1")
    assert believed.stdout.strip() == "('HTTP_X_FORWARDED_PROTO', 'https')"
    half = run(tmp_path, script, **SAFE, GOLDTHREAD_FORWARDED_PROTO="1")
    assert half.returncode != 0 and "needs GOLDTHREAD_PROXIES" in half.stderr

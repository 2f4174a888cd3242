"""Settings for real use: safe by default, a loud sentence where something is missing, and never the demo's cast."""

import os
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
        ({"GOLDTHREAD_DEMO": "1"}, "GOLDTHREAD_DEMO lets anybody in"),
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
print(site.get("{link}").status_code, site.post("{link}", given).url, site.get("{link}").status_code)
print(site.post("/sign-in/", given | {{"login": "gita"}}).url, site.get("/home/").status_code)
"""
    assert run(tmp_path, script).stdout.split() == ["200", "/sign-in/", "404", "/home/", "200"]


def test_a_role_that_is_none_is_said(tmp_path):
    done = goldthread(tmp_path, "people", "add", "x", "--name", "X", "--role", "king", "--organisation", "RXX")
    assert done.returncode == 2 and "Roles: ward team, analyst" in done.stderr

"""A site's first day, as the guide tells it: import first, then add the organisation and its people, then sign in."""

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest


FILE = (
    "Date,Organisation,Ward,What was good?,What could be better?\n"
    "13/05/2026,The Royal N.H.S. Trust,Ward 7,The nurses were kind,Less waiting\n"
    "14/05/2026,the royal nhs trust,Ward 7,Everyone smiled at me,Nothing\n"
    "14/05/2026,Another Trust,Ward 1,The garden is lovely,Quieter nights\n"
)
SEEN = """
import django; django.setup()
from django.test import Client
site = Client()
choose = site.get({link!r}).headers.get("Location", {link!r})
site.post(choose, {{"password": "a long sentence of one's own"}})
from goldthread.accounts.models import Person
site.force_login(Person.objects.get(handle="gita"))
words = site.get("/understand/words/").content.decode()
for said in ("nurses were kind", "Everyone smiled", "garden is lovely"):
    print(said in words)
print(site.get("/listen/imports/").content.decode().count("feedback.csv"))
"""


@pytest.fixture
def run(tmp_path):
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GOLDTHREAD_", "DATABASE_URL"))}
    kept["GOLDTHREAD_WORKSPACE"] = str(tmp_path / "site")
    kept["DJANGO_SETTINGS_MODULE"] = "goldthread.config.settings"

    def run(*words: str, script: str = "") -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", script] if script else [sys.executable, "-m", "goldthread.cli", *words]
        return subprocess.run(command, env=kept, capture_output=True, text=True, timeout=120, stdin=subprocess.DEVNULL)

    return run


def test_import_first_then_add_organisation_and_person_then_see(tmp_path, run):
    (tmp_path / "feedback.csv").write_text(FILE)
    assert run("init").returncode == 0
    accounts = json.loads(run("import", str(tmp_path / "feedback.csv"), "--json").stdout)["files"]
    assert accounts[0]["kept"] == 3
    before = json.loads(run("show", "counts", "--json").stdout)
    strange = json.loads(run("organisations", "list", "--json").stdout)["unplaced"]
    assert strange == ["Another Trust", "The Royal N.H.S. Trust", "the royal nhs trust"]
    assert run("organisations", "add", "RXX", "--name", "The Royal NHS Trust").returncode == 0
    added = run("people", "add", "gita", "--name", "Gita", "--role", "analyst", "--organisation", "the royal nhs trust")
    assert added.returncode == 0, added.stderr
    link = "/" + added.stdout.split()[-1].split("/", 3)[3]
    seen = run(script=SEEN.format(link=link))
    assert seen.stdout.split() == ["True", "True", "False", "0"], seen.stderr  # the file is another's too
    assert run("organisations", "change", "RXX", "--alias", "another trust").returncode == 0
    assert run(script=SEEN.format(link=link)).stdout.split() == ["True", "True", "True", "0"]
    after = json.loads(run("show", "counts", "--json").stdout)
    assert {**after, "store_version": 0} == {**before, "store_version": 0}
    again = json.loads(run("import", str(tmp_path / "feedback.csv"), "--json").stdout)["files"][0]
    assert (again["kept"], again["duplicates"]) == (0, 3)


def test_a_file_that_says_no_organisation_says_what_to_do(tmp_path, run):
    (tmp_path / "feedback.csv").write_text("Date,What was good?\n13/05/2026,The nurses were kind\n")
    told = run("import", str(tmp_path / "feedback.csv"))
    assert "--issuer" in told.stdout + told.stderr
    for code in ("RXX", "The Trust"):
        told = run("import", str(tmp_path / "feedback.csv"), "--issuer", code)
        assert "do not say whose they are" not in told.stdout + told.stderr


def commands_of_the_readme():
    """What the README says to run so that a colleague sees one's files, but for serving."""
    text = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    block = text.partition("export GOLDTHREAD_WORKSPACE=my-site\n")[2].partition("```")[0]
    return [shlex.split(line)[1:] for line in block.splitlines() if not line.endswith(" serve")]


OPENED = """
import django; django.setup()
from django.test import Client
site = Client()
choose = site.get({link!r}).headers.get("Location", {link!r})
site.post(choose, {{"password": "a long sentence of one's own"}})
from goldthread.accounts.models import Person
site.force_login(Person.objects.get(handle="sam"))
print(Person.objects.get(handle="sam").has_usable_password())
print("nurses were kind" in site.get("/understand/words/").content.decode())
print(site.get("/listen/imports/").content.decode().count("feedback.csv"))
"""


def test_a_colleague_sees_a_file_after_the_commands_that_the_readme_prints(tmp_path, run, monkeypatch):
    (tmp_path / "exports").mkdir()
    (tmp_path / "exports" / "feedback.csv").write_text(
        "Date,Ward,What was good?,What could be better?\n13/05/2026,Ward 7,The nurses were kind,Less waiting\n"
    )
    monkeypatch.chdir(tmp_path)
    done = [run(*words) for words in commands_of_the_readme()]
    assert [one.returncode for one in done] == [0, 0, 0, 0], [one.stderr for one in done]
    link = "/" + next(word for word in done[-1].stdout.split() if "://" in word).split("/", 3)[3]
    assert run(script=OPENED.format(link=link)).stdout.split() == ["True", "True", "1"]


WRONG = [
    (("people", "add"), "Say a sign-in name, --organisation, --role too"),
    (("people", "add", "x y", "--name", "X", "--organisation", "RXX", "--role", "analyst"), "cannot be a sign-in name"),
    (("people", "add", "x", "--from", "y.csv"), "Not both"),
    (("people", "add", "--from", "nowhere.csv"), "cannot be read"),
    (("people", "change", "nobody", "--name", "X"), "Nobody signs in as nobody"),
    (("people", "change", "x", "--organisation", "RXX"), "both --organisation and --role"),
    (("people", "end", "nobody", "--on", "31/05/2026"), "Nobody signs in"),
    (("people", "reset", "nobody"), "Nobody signs in"),
    (("people", "list", "--role", "king"), "There is no role"),
    (("people", "list", "--organisation", "Nowhere"), "No organisation is called"),
    (("organisations", "add", "R/X", "--name", "X"), "cannot be a code"),
    (("organisations", "add", "RZZ", "--name", "X", "--kind", "palace"), "There is no kind"),
    (("organisations", "add", "RZZ", "--name", "X", "--commissioner", "RXX"), "is not a commissioner"),
    (("organisations", "change", "RXX", "--without-alias", "X"), "has no alias"),
    (("organisations", "change", "RXX", "--since", "2026-02-30"), "is not a day"),
]


def test_wrong_input_is_a_sentence_and_never_a_traceback(run):
    run("init")
    run("organisations", "add", "RXX", "--name", "The Trust")
    for words, why in WRONG:
        done = run(*words)
        assert done.returncode in (1, 2) and why in done.stderr and "Traceback" not in done.stderr, (words, done.stderr)


def test_a_list_changes_nothing_when_dry_and_is_accounted_for_line_by_line(tmp_path, run):
    run("init")
    run("organisations", "add", "RXX", "--name", "The Trust")
    path = tmp_path / "staff.csv"
    path.write_text("sign-in name,name,organisation,role\nann,Ann,the trust,analyst\nb,B,Nowhere,analyst\n")
    dry = run("people", "add", "--from", str(path), "--dry-run", "--json")
    said = json.loads(dry.stdout)
    assert dry.returncode == 1 and (said["lines"], said["added"], said["refused"]) == (2, 1, 1)
    assert json.loads(run("people", "list", "--json").stdout) == []
    done = run("people", "add", "--from", str(path))
    assert "2 lines: 1 added, 0 changed, 0 ended, 0 unchanged, 1 refused." in done.stdout
    assert "Line 3, b: refused." in done.stdout and "ann chooses a password here: http" in done.stdout
    listed = json.loads(run("people", "list", "--json").stdout)
    assert [(one["sign_in_name"], one["roles"][0]["role"]) for one in listed] == [("ann", "analyst")]
    assert json.loads(run("people", "end", "ann", "--json").stdout) == {"sign_in_name": "ann", "what": "ended"}
    assert json.loads(run("people", "end", "ann", "--json").stdout)["what"] == "unchanged"
    assert json.loads(run("people", "list", "--json").stdout) == []

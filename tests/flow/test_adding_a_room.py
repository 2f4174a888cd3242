"""An app is its own folder and one line: put into a copy of the source it appears everywhere; taken out, nothing stays.

Figure: files under src to touch for an app with a published noun, a reference, a home panel and a menu entry: its own
folder and one line.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.builders import another_room


ROOT = Path(__file__).parents[2]
LINE = another_room.LINE
HOUSE = ("-m", "pytest", "tests/house/test_django.py", "tests/house/test_audit.py", "-q")
STORY = """
import django, sys
django.setup()
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.test import Client
call_command("migrate", verbosity=0)
call_command("makemigrations", check=True, dry_run=True, verbosity=0)
from datetime import date
from goldthread.accounts import actions as accounts, audit_check, cast, outbox
from goldthread.accounts.models import AuditEvent
from goldthread.accounts.opened import workspace
from goldthread.accounts.registry import references
from goldthread.example_room import actions, models
from goldthread.thread import actions as thread
from goldthread.thread.references import read
from goldthread.thread.models import Placeholder
people = cast.load_cast()
def browser(handle):
    made = Client()
    assert made.post(f"/who/{handle}/").status_code == 302
    return made
cath, dai, fay, stranger = browser("cath"), browser("dai"), browser("fay"), Client()

# its pages refuse strangers, Dai and other roles, without a line of its own
for path in ("/example_room/", "/example_room/a-key/"):
    for method in ("get", "post"):
        away = getattr(stranger, method)(path)
        assert away.status_code == 302 and away.url.startswith("/sign-in/"), path
        assert getattr(dai, method)(path).status_code == 403, path
        assert getattr(fay, method)(path).status_code == 403, path
assert cath.get("/example_room/").status_code == 200 and cath.post("/example_room/a-key/").status_code == 405
assert models.Example.objects.count() == 0

# its form writes, audits and publishes; the noun is read back
assert cath.post("/example_room/", {"title": "A call the day before <b>"}).status_code == 302
assert workspace().published.of("Example")["a-call-the-day-before-b"].title == "A call the day before <b>"
assert AuditEvent.objects.filter(what="example added", about="example:a-call-the-day-before-b").count() == 1
assert cath.post("/example_room/", {"title": " "}).status_code == 400
taken = cath.post("/example_room/", {"title": "A call, the day before: b"})
assert taken.status_code == 400 and "title already" in taken.content.decode(), taken.status_code
assert models.Example.objects.count() == AuditEvent.objects.filter(what="example added").count() == 1
assert outbox.waiting() == [] and audit_check.check().wrong == []

# its templates, menu entry and home panel appear to the role that has them
page = cath.get("/example_room/").content.decode()
assert "A call the day before &lt;b&gt;" in page and "Improve" in page and 'aria-current="page"' in page
assert cath.get("/example_room/a-call-the-day-before-b/").status_code == 200
assert cath.get("/example_room/nothing/").status_code == 404
home = cath.get("/home/").content.decode()
assert "Examples in hand" in home and "A call the day before &lt;b&gt;" in home
assert "Examples in hand" not in fay.get("/home/").content.decode()
assert 'href="/example_room/"' not in fay.get("/home/").content.decode()

# the thread shows its reference, to whom it concerns
first = date(2026, 1, 1)
need = Placeholder.objects.create(
    kind="need", key="a-need", wording="To know who.", on=first, organisations=["XWR"], by="test"
)
thread.link(by="test", upper=str(need), lower="example:a-call-the-day-before-b")
assert references.stages().index("example") == references.stages().index("decision") + 1
thread_page = cath.get("/thread/example/a-call-the-day-before-b/").content.decode()
assert "A call the day before &lt;b&gt;" in thread_page and "To know who." in thread_page
assert 'href="/example_room/a-call-the-day-before-b/"' in thread_page
assert "A call the day before &lt;b&gt;" in cath.get(f"/thread/need/{need.key}/").content.decode()
assert dai.get("/thread/example/a-call-the-day-before-b/").status_code in (403, 404)
assert dai.get("/thread/example/a-call-the-day-before-b/").status_code == 403
for wrong in ("lunch:one", "examples:one"):
    try:
        read(wrong)
    except Exception as error:
        assert "Nothing on the thread is called" in str(error)
    else:
        raise AssertionError(wrong)

# withdrawing calls its eraser
asked = actions.add(by="test", title="Asked for", organisations=["XWR"], asked_by="0" * 32)
accounts.forget(by="test", workspace=workspace(), respondent="0" * 32)
asked.refresh_from_db()
assert asked.asked_by == ""
print("whole")
"""


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """A copy of the repository; its files are links to ours, and written anew where changed."""
    into = tmp_path_factory.mktemp("copy")
    left_out = shutil.ignore_patterns("__pycache__")
    for name in ("src", "definitions", "docs"):
        shutil.copytree(ROOT / name, into / name, copy_function=os.link, ignore=left_out)
    (into / "tests").mkdir()
    shutil.copytree(ROOT / "tests" / "house", into / "tests" / "house", ignore=left_out)
    for name in ("pyproject.toml", "tests/conftest.py"):
        shutil.copy(ROOT / name, into / name)
    return into


def rooms_of(copy: Path) -> Path:
    return copy / "src" / "goldthread" / "rooms.py"


def add(copy: Path) -> None:
    """Add the app: its folder and its line."""
    another_room.bring(copy)
    text = rooms_of(copy).read_text(encoding="utf-8")
    rooms_of(copy).unlink()
    rooms_of(copy).write_text(another_room.listed(text), encoding="utf-8")


def remove(copy: Path) -> None:
    """Delete the folder and the line."""
    shutil.rmtree(copy / "src" / "goldthread" / "example_room")
    text = rooms_of(copy).read_text(encoding="utf-8")
    rooms_of(copy).write_text(text.replace(LINE, ""), encoding="utf-8")


def run(copy: Path, workspace: Path, *command: str) -> subprocess.CompletedProcess:
    env = os.environ | {
        "PYTHONPATH": f"{copy / 'src'}:{copy}",
        "GOLDTHREAD_WORKSPACE": str(workspace),
        "GOLDTHREAD_DEMO": "1",
        "XDG_CONFIG_HOME": str(workspace.parent / "keys"),
        "PYTHONDONTWRITEBYTECODE": "1",
        "DJANGO_SETTINGS_MODULE": "goldthread.config.settings",
    }
    return subprocess.run(
        [sys.executable, *command], cwd=copy, env=env, capture_output=True, text=True, check=False, timeout=500
    )


def layers_hold(copy: Path, workspace: Path) -> subprocess.CompletedProcess:
    return run(copy, workspace, "-c", "from importlinter.cli import lint_imports_command as go; go(['--no-cache'])")


def test_an_app_is_its_folder_and_one_line(copy, tmp_path):
    workspace = tmp_path / "workspace"
    before = {path.relative_to(copy) for path in (copy / "src").rglob("*") if path.is_file()}
    add(copy)
    told = run(copy, workspace, "-c", STORY)
    assert told.stdout.strip() == "whole", told.stderr[-3000:]
    listed = run(copy, workspace, "-m", "goldthread.cli", "examples", "list", "--workspace", str(workspace))
    assert "example:a-call-the-day-before-b  A call the day before <b>" in listed.stdout, listed.stderr
    house = run(
        copy, tmp_path / "house", "-m", "pytest", "tests/house/test_django.py", "tests/house/test_audit.py", "-q"
    )
    assert house.returncode == 0, house.stdout[-3000:]
    layers = layers_hold(copy, workspace)
    assert layers.returncode == 0 and "0 broken" in layers.stdout, layers.stdout[-2000:] + layers.stderr[-2000:]
    changed = [path for path in before if not os.path.samefile(copy / path, ROOT / path)]
    assert changed == [Path("src/goldthread/rooms.py")], "one file beside its own folder, and one line of it"

    remove(copy)
    assert rooms_of(copy).read_text() == (ROOT / "src/goldthread/rooms.py").read_text()
    gone = run(copy, tmp_path / "gone", *HOUSE)
    assert gone.returncode == 0, gone.stdout[-3000:]
    assert layers_hold(copy, tmp_path / "gone").returncode == 0
    left = run(copy, workspace, "-m", "goldthread.cli", "verify", "--workspace", str(workspace))
    assert left.returncode == 0, left.stdout + left.stderr


WITHOUT = """
import django
django.setup()
from django.core.management import call_command
from django.test import Client
call_command("migrate", verbosity=0)
call_command("makemigrations", check=True, dry_run=True, verbosity=0)
from goldthread.accounts import cast
cast.load_cast()
ben = Client()
ben.post("/who/ben/")
for address in ("/understand/search/", "/understand/search/?q=letter"):
    page = ben.get(address)
    assert page.status_code == 200 and "Search what people said" in page.content.decode()
    assert "Saved searches" not in page.content.decode() and "Save this search" not in page.content.decode()
assert ben.post("/understand/search/saved/", {"q": "letter", "name": "Letters"}).status_code == 404
print("whole")
"""


def test_without_the_room_of_saved_searches_the_search_page_searches_and_commands_save_in_files(copy, tmp_path):
    workspace, room = tmp_path / "workspace", copy / "src" / "goldthread" / "saved"
    shutil.move(room, tmp_path / "saved")
    text = rooms_of(copy).read_text(encoding="utf-8")
    rooms_of(copy).unlink()
    rooms_of(copy).write_text(text.replace('    "saved",\n', ""), encoding="utf-8")
    try:
        told = run(copy, workspace, "-c", WITHOUT)
        assert told.stdout.strip() == "whole", told.stderr[-3000:]
        cli = ("-m", "goldthread.cli", "show", "search")
        kept = run(copy, workspace, *cli, "letter", "--save", "Letters", "--workspace", str(workspace))
        assert kept.returncode == 0 and (workspace / "searches" / "letters.json").exists(), kept.stderr
        again = run(copy, workspace, *cli, "--saved", "letters", "--workspace", str(workspace))
        assert again.returncode == 0, again.stderr
        assert layers_hold(copy, workspace).returncode == 0
    finally:
        shutil.move(tmp_path / "saved", room)
        rooms_of(copy).write_text(text, encoding="utf-8")

"""With a site, `goldthread renew` leaves no copy of words that were removed, in its database either."""

import subprocess
import sys
from pathlib import Path

from tests.flow.traces import traces


ROOT = Path(__file__).parents[2]
QUOTED = """
import sys
from pathlib import Path
from goldthread.accounts.terminal import with_site
with_site(Path(sys.argv[1]))
from goldthread.thread import actions
from goldthread.vocabulary import Scope
from goldthread.workspace import Workspace
from tests.builders.renewing import EarlierRedactor, earlier
held = Workspace(sys.argv[1])
with earlier(EarlierRedactor(["STAFF_NAME", "NAME"])):
    held.imports.gather([sys.argv[2]])
(one,) = held.words.passages(limit=9).items
actions.quote(by="test", workspace=held, scope=Scope.owner(), feedback=one.id)
"""


def run(*command):
    done = subprocess.run(
        [sys.executable, *command], cwd=ROOT, capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == 0, done.stderr
    return done


def test_copies_in_the_sites_database_go_too(tmp_path, comments, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    for name in ("GOLDTHREAD_WORKSPACE", "GOLDTHREAD_DEMO", "DATABASE_URL", "DJANGO_SETTINGS_MODULE"):
        monkeypatch.delenv(name, raising=False)
    place = tmp_path / "with-site"
    file = comments("told.csv", [("XWR W7 1 - Q1", "what_good", "Nurse Brenda sat with my quince all night.")])
    run("-c", QUOTED, str(place), str(file))
    assert {one.split(":")[0] for one in traces(place, ["Brenda"])} & {"site.sqlite3", "site.sqlite3-wal"}
    done = run("-m", "goldthread.cli", "renew", "--workspace", str(place))
    assert "Quoted passages that changed: 1." in done.stderr
    assert traces(place, ["Brenda"]) == []
    assert run("-m", "goldthread.cli", "renew", "--workspace", str(place)).stderr == ""
    assert "WRONG" not in run("-m", "goldthread.cli", "verify", "--workspace", str(place)).stdout

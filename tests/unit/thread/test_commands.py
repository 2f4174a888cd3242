"""`goldthread thread` and `withdraw` on a workspace with a site beside it, as people run them."""

import json
import os
import subprocess
import sys

from goldthread.workspace import Workspace
from tests.builders.evidence import KEY, keep


WORDS = "Nobody said who would come, or when. I sat up all night."
MAKE = """
import os, sys
os.environ["GOLDTHREAD_WORKSPACE"] = sys.argv[1]
from datetime import date
from pathlib import Path
from goldthread.accounts.terminal import with_site
with_site(Path(sys.argv[1]))
import goldthread
from goldthread.thread import actions
from tests.builders import placeholders
from goldthread.vocabulary import Scope
ws = goldthread.open(sys.argv[1])
told = ws.words.passages(limit=1).items[0]
passage = actions.quote(by="test", workspace=ws, scope=Scope.owner(), feedback=told.id)
today = date(2026, 1, 1)
here = ["XWR"]
need = placeholders.put(kind="need", key="a-need", wording="To know.", on=today, organisations=here)
actions.link(by="test", upper=str(passage), lower=str(need))
"""


def run(folder, *command):
    env = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    return subprocess.run(
        [sys.executable, *command],
        capture_output=True,
        text=True,
        check=False,
        env=env | {"GOLDTHREAD_WORKSPACE": str(folder)},
    )


def test_the_thread_is_followed_and_let_go_from_the_terminal(tmp_path):
    folder = tmp_path / "workspace"
    keep(Workspace(folder).store, [{"n": 1, "text": WORDS, "role": "carer"}])
    made = run(folder, "-c", MAKE, str(folder))
    assert made.returncode == 0, made.stderr
    followed = run(folder, "-m", "goldthread.cli", "thread", "need:a-need", "--json")
    told = json.loads(followed.stdout)
    assert [node["words"] for node in told["knots"]] == [WORDS, None]
    assert told["links"][0]["type"] == "speaks for"
    plain = run(folder, "-m", "goldthread.cli", "thread", "need:a-need")
    assert WORDS in plain.stdout and "To know." in plain.stdout
    whom = KEY.identify("person", "1")
    gone = run(folder, "-m", "goldthread.cli", "withdraw", "--respondent", f"respondent:{whom}", "--json")
    assert gone.returncode == 0, gone.stderr
    assert json.loads(gone.stdout)["left_in"] == []
    after = json.loads(run(folder, "-m", "goldthread.cli", "thread", "need:a-need", "--json").stdout)
    assert after["sources"] == "1 source withdrawn, none remain"
    assert WORDS not in json.dumps(after)


def test_what_is_not_there_is_said_in_a_sentence(tmp_path):
    folder = tmp_path / "workspace"
    Workspace(folder)
    done = run(folder, "-m", "goldthread.cli", "thread", "clause:none")
    assert done.returncode == 1 and done.stderr.startswith("There is nothing of that name here")
    assert run(folder, "-m", "goldthread.cli", "thread", "nonsense").returncode == 2

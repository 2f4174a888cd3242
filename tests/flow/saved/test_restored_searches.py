"""A back-up from before a withdrawal brings no saved search back that repeats the words."""

import sqlite3

from tests.flow.test_restored_withdrawals import BUILD, SAID, SIX, backed_up, run  # noqa: F401  # a fixture
from tests.flow.traces import traces


SAVED = """
from goldthread.saved.models import SavedSearch
SavedSearch.objects.create(name="theirs", words=sys.argv[3], person=carl, organisation="QQQ")
"""


def searches(tmp_path):
    with sqlite3.connect(tmp_path / "held" / "site.sqlite3") as held:
        return held.execute("select count(*) from saved_savedsearch").fetchone()[0]


def test_a_restore_brings_no_search_back_that_repeats_what_was_withdrawn(run, tmp_path):  # noqa: F811
    backed_up(run, tmp_path, BUILD.replace("print(", f"{SAVED}\nprint("))
    assert searches(tmp_path) == 0
    done = run("restore", tmp_path / "back.tar.gz", "--replace")
    assert done.returncode == 0 and "1 withdrawals replayed" in done.stdout, done.stdout + done.stderr
    assert searches(tmp_path) == 0
    assert traces(tmp_path / "held", [SAID, SIX]) == []

"""One import, one tidying and three readers at the same time: nobody meets an error, and in the end all is there."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

from goldthread.workspace import Workspace
from tests.builders import files


READ = """
import sys, time
from goldthread.workspace import Workspace
held = Workspace(sys.argv[1], make=False)
until = time.monotonic() + float(sys.argv[2])
asked = 0
while time.monotonic() < until:
    held.volumes(by=("month",)); held.words(limit=5); held.search("porter", wait=False)
    asked += 1
print(asked)
"""


def test_readers_meet_no_error_while_files_come_and_small_ones_are_joined(tmp_path):
    folder = tmp_path / "workspace"
    held = Workspace(folder)
    held.store.worth_summing = 0
    held.gather(files.text_file(tmp_path, [files.HEADER, *files.answers(8)]))
    held.store.index()
    readers = [
        subprocess.Popen([sys.executable, "-c", READ, str(folder), "4"], stdout=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    with ThreadPoolExecutor() as threads:
        tidying = threads.submit(lambda: [Workspace(folder).store.compact() for _ in range(3)])
        for n in range(3):
            rows = files.answers(6, first=100 * (n + 1))
            held.gather(files.text_file(tmp_path, [files.HEADER, *rows], name=f"more-{n}.csv"))
        tidying.result()
    for reader in readers:
        out, _ = reader.communicate(timeout=120)
        assert reader.returncode == 0 and int(out) > 0
    assert held.counts()["feedback"] == 8 + 18
    assert held.store.small_files() >= 1

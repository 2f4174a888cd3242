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
    held.findings.volumes(by=("month",)); held.words.passages(limit=5); held.words.search("porter", wait=False)
    asked += 1
print(asked)
"""
FOLLOW = """
import sys
from goldthread.workspace import Workspace
held = Workspace(sys.argv[1], make=False)
for _ in sys.stdin:
    print(held.findings.themes(by=("month",)).rows, held.findings.volumes(by=("organisation",)).denominator, flush=True)
"""


def test_readers_meet_no_error_while_files_come_and_small_ones_are_joined(tmp_path):
    folder = tmp_path / "workspace"
    held = Workspace(folder)
    held.store.worth_summing = 0
    held.imports.gather(files.text_file(tmp_path, [files.HEADER, *files.answers(8)]))
    held.store.index()
    readers = [
        subprocess.Popen([sys.executable, "-c", READ, str(folder), "4"], stdout=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    with ThreadPoolExecutor() as threads:
        tidying = threads.submit(lambda: [Workspace(folder).store.compact() for _ in range(3)])
        for n in range(3):
            rows = files.answers(6, first=100 * (n + 1))
            held.imports.gather(files.text_file(tmp_path, [files.HEADER, *rows], name=f"more-{n}.csv"))
        tidying.result()
    for reader in readers:
        out, _ = reader.communicate(timeout=120)
        assert reader.returncode == 0 and int(out) > 0
    assert held.imports.counts()["feedback"] == 8 + 18
    assert held.store.small_files() >= 1


def test_a_process_that_was_asked_before_says_what_a_fresh_one_says_after_each_change(tmp_path):
    folder = tmp_path / "workspace"
    held = Workspace(folder)
    held.store.worth_summing = 0
    held.imports.gather(files.text_file(tmp_path, [files.HEADER, *files.answers(12)]))
    reader = follower(folder)
    before = asked(reader)
    for n in (1, 2):
        rows = files.answers(9, first=100 * n)
        held.imports.gather(files.text_file(tmp_path, [files.HEADER, *rows], name=f"more-{n}.csv"))
        assert asked(reader) == asked(follower(folder), once=True)
    for line in held.store.lines().standing[1:]:
        held.imports.undo(line.batch)
        assert asked(reader) == asked(follower(folder), once=True)
    assert asked(reader, once=True) == before


def follower(folder):
    command = [sys.executable, "-c", FOLLOW, str(folder)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def asked(reader, *, once=False):
    """What a process answers now; it ends where it is asked once."""
    if once:
        return reader.communicate("now\n", timeout=120)[0]
    reader.stdin.write("now\n")
    reader.stdin.flush()
    return reader.stdout.readline()

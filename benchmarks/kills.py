"""Kills imports, undos, withdrawals, restores, migrations and renewals at random moments: what is lost or doubled.

    python benchmarks/kills.py [--times N] [--seed N] [--json]

Each time a copy of a small workspace with its site is worked on by a process of its own, which is killed at a moment
that is drawn from as long as the work takes undisturbed. Then the same is asked for again, and the workspace is
compared with one that was left in peace: answers that are missing (lost), that are there twice (doubled), any other
difference of its contents, whether `verify` finds it whole, and, where somebody withdrew, every file that still holds
their words or their ids, decoded by means of the tests' own. Ends with 1 where anything is not 0.
"""

import argparse
import json
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
WORDS = "The heron on the canal was quizzical about my plastered elbow and I laughed."
NEEDLES = [WORDS, "heron on the canal was quizzical"]
SAID = (
    "Somebody else number {} said that the tea was warm and the nurse was patient with me",
    "I waited for {} minutes in the corridor before anyone told us what would happen next",
    "The doctor explained the {} results to my daughter and gave us time to ask",
    "Nobody could tell me where bay {} was and the signs were hard to read at night",
)
HEADER = "id,respondent id,date,organisation,service,question,comment\n"
ROW = "{0},p{0},2031-11-{1:02},XWR,Ward {2},What was good?,{3}\n"


def write(path: Path, first: int, count: int, *, hers: bool = False) -> Path:
    """A file of comments, one of them hers."""
    rows = [ROW.format(n, n % 27 + 1, n % 7, SAID[n % len(SAID)].format(n)) for n in range(first, first + count)]
    mine = [ROW.format("x1", 5, 1, WORDS)] if hers else []
    path.write_text(HEADER + "".join([*mine, *rows]), encoding="utf-8")
    return path


@dataclass
class Place:
    """Where everything is: the workspace as it is before, its copy that is worked on, and what the work needs."""

    folder: Path
    who: str = ""
    batch: str = ""
    ids: list[str] = field(default_factory=list)

    @property
    def copy(self) -> Path:
        """The workspace that is worked on."""
        return self.folder / "copy"

    def fresh(self, template: str) -> None:
        """Put the workspace back to how it was before."""
        for path in self.folder.glob("copy*"):
            shutil.rmtree(path)
        for path in self.folder.glob("key*"):
            path.unlink()
        for path in (self.folder / f"of-{template}").iterdir():
            shutil.copy(path, self.folder)
        shutil.copytree(self.folder / template, self.copy)

    def keep(self, template: str) -> None:
        """Keep the copy as it is, with its key and what is beside it, to begin with it again."""
        shutil.copytree(self.copy, self.folder / template)
        (self.folder / f"of-{template}").mkdir()
        for path in self.folder.glob("key*"):
            shutil.copy(path, self.folder / f"of-{template}")


# -- what is done, and killed


def site(place: Place) -> Any:
    """Open the copy with its site."""
    from goldthread.accounts.terminal import with_site
    from goldthread.workspace import Workspace

    with_site(place.copy)
    return Workspace(place.copy)


def import_(place: Place, begin: Callable[[], None]) -> None:
    from goldthread.workspace import Workspace

    held = Workspace(place.copy)
    begin()
    held.imports.gather([place.folder / "second.csv"])


def undo(place: Place, begin: Callable[[], None]) -> None:
    from goldthread.vocabulary import NotFound
    from goldthread.workspace import Workspace

    held = Workspace(place.copy)
    begin()
    try:
        held.imports.undo(place.batch)
    except NotFound:
        held.store.clear_dead_batches()  # taken back before the kill


def withdraw(place: Place, begin: Callable[[], None]) -> None:
    held = site(place)
    from goldthread.accounts import actions

    begin()
    actions.withdraw(by="owner", workspace=held, respondent=place.who)


def restore(place: Place, begin: Callable[[], None]) -> None:
    from goldthread.cli.restoring import replay_in
    from goldthread.workspace.restoring import restore as bring_back

    begin()
    bring_back(place.folder / "back.tar.gz", place.copy, replace=True, replay=replay_in)


def migrate(place: Place, begin: Callable[[], None]) -> None:
    from goldthread.workspace import Workspace

    begin()
    Workspace(place.copy)


def renew(place: Place, begin: Callable[[], None]) -> None:
    from goldthread.deidentify import Redactor
    from goldthread.workspace import Workspace

    held = Workspace(place.copy)
    Redactor.version = "redactor/1000"  # whatever is held is older
    begin()
    held.imports.renew()


WORK: dict[str, tuple[str, Callable[[Place, Callable[[], None]], None]]] = {
    "import": ("before", import_),
    "undo": ("before", undo),
    "withdrawal": ("before", withdraw),
    "restore": ("after", restore),
    "migration": ("first", migrate),
    "renewal": ("before", renew),
}
"""Each kind of work: the workspace that it begins with, and what does it."""
WITHDRAWN = ("withdrawal", "restore")


def child(work: Callable[[Callable[[], None]], None]) -> tuple[int, int]:
    """A process that does some work; gives its id, and where it says that it begins."""
    read, told = os.pipe()
    pid = os.fork()
    if pid:
        os.close(told)
        return pid, read
    code = 1
    try:
        os.close(read)
        work(lambda: os.write(told, b"!") and None)
        code = 0
    except BaseException as error:  # a child ends here, whatever it was
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
    finally:
        os._exit(code)


def done(kind: str, place: Place, after: float | None = None) -> tuple[bool, float]:
    """Do some work, or kill it so many seconds after it begins; gives whether it ended well, and how long it took."""
    pid, read = child(lambda begin: WORK[kind][1](place, begin))
    os.read(read, 1)
    began = time.monotonic()
    status = None
    while after is not None and status is None and time.monotonic() < began + after:
        time.sleep(min(0.002, after))
        ended, held = os.waitpid(pid, os.WNOHANG)
        status = held if ended else None
    if status is None:
        if after is not None:
            os.kill(pid, signal.SIGKILL)
        status = os.waitpid(pid, 0)[1]
    os.close(read)
    return status == 0, time.monotonic() - began


# -- what came of it


def state(place: Place, kind: str) -> dict[str, Any]:
    """What a workspace holds, asked by a process of its own."""
    said = place.folder / "said.json"

    def ask(begin: Callable[[], None]) -> None:
        from goldthread.workspace import Workspace
        from tests.flow.traces import traces

        begin()
        held = Workspace(place.copy, make=False)
        counts = held.imports.counts()
        left = traces(place.copy, [*NEEDLES, place.who, *place.ids]) if kind in WITHDRAWN else []
        strangers = held.store.batches_without_a_line()
        redactors = sorted({one.redactor for one in held.words.passages(limit=2_000).items})
        said.write_text(
            json.dumps(
                {
                    "feedback": counts["feedback"],
                    "digest": counts["digest"],
                    "wrong": held.maintenance.verify().wrong,
                    "left": left,
                    "strangers": strangers,
                    "redactors": redactors,
                }
            )
        )

    pid, read = child(ask)
    _, status = os.waitpid(pid, 0)
    os.close(read)
    unreadable = {"feedback": 0, "digest": "", "wrong": ["It cannot be read."], "left": [], "redactors": []}
    found: dict[str, Any] = json.loads(said.read_text()) if status == 0 else unreadable
    said.unlink(missing_ok=True)
    return found


@dataclass
class Tally:
    """What was found, over all kills."""

    kills: Counter[str] = field(default_factory=Counter)
    late: int = 0
    lost: int = 0
    doubled: int = 0
    different: int = 0
    words_left: int = 0
    not_whole: int = 0
    not_finished: int = 0

    def add(self, kind: str, finished: bool, now: dict[str, Any], then: dict[str, Any]) -> None:
        """One kill, and what came of it after the same was asked for again."""
        self.kills[kind] += 1
        self.not_finished += not finished
        self.lost += max(0, then["feedback"] - now["feedback"])
        self.doubled += max(0, now["feedback"] - then["feedback"])
        self.different += any(now[name] != then[name] for name in ("digest", "redactors"))
        self.words_left += len(now["left"])
        self.not_whole += bool(now["wrong"])

    @property
    def bad(self) -> int:
        """Everything that must be 0."""
        return self.lost + self.doubled + self.different + self.words_left + self.not_whole + self.not_finished

    def said(self) -> str:
        """The figures, as they are printed."""
        kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(self.kills.items()))
        return (
            f"{sum(self.kills.values())} kills ({kinds}; {self.late} more came too late and were drawn again): "
            f"{self.lost} answers lost, "
            f"{self.doubled} doubled, {self.different} other contents, words left in {self.words_left} files, "
            f"{self.not_whole} not whole, {self.not_finished} not finished by asking again"
        )


def run(folder: Path, times: int, seed: int) -> Tally:
    """Kill as often as asked, each kind in turn."""
    place, chance, tally = prepare(folder), random.Random(seed), Tally()
    peace: dict[str, tuple[dict[str, Any], float]] = {}
    for number in range(times):
        kind = list(WORK)[number % len(WORK)]
        if kind not in peace:
            place.fresh(WORK[kind][0])
            ended, takes = done(kind, place)
            assert ended, f"the {kind} did not end undisturbed"
            peace[kind] = state(place, kind), takes
            assert not peace[kind][0]["left"] and not peace[kind][0]["wrong"], (kind, peace[kind][0])
        then, takes = peace[kind]
        ended = True
        while ended:  # a kill that came too late is no kill: it is drawn again, from as long as the work took now
            place.fresh(WORK[kind][0])
            ended, took = done(kind, place, chance.uniform(0, takes))
            takes = min(takes, took) if ended else takes
            tally.late += ended
        peace[kind] = then, takes
        finished, _ = done(kind, place)
        now = state(place, kind)
        tally.add(kind, finished, now, then)
        if now["left"] or now["wrong"] or not finished or now["digest"] != then["digest"]:
            print(f"{kind} number {number} of seed {seed}: {now} finished {finished}", file=sys.stderr)
    return tally


def prepare(folder: Path) -> Place:
    """The workspaces that work begins with: one with a site, that after a withdrawal, and one of the first format."""
    import tarfile

    from tests.builders.first_format import NAME

    place = Place(folder)
    os.environ["GOLDTHREAD_KEY_FILE"] = str(folder / "key")
    write(folder / "first.csv", 0, 300, hers=True)
    write(folder / "second.csv", 200, 300)

    def build(begin: Callable[[], None]) -> None:
        begin()
        held = site(Place(folder))
        one, other = (
            held.imports.gather([folder / "first.csv"])[0],
            held.imports.gather([write(folder / "third.csv", 900, 150)])[0],
        )
        hers = next(item for item in held.words.search("quizzical").items)
        cast(held, hers)
        held.maintenance.backup(folder / "back.tar.gz")
        (folder / "made.json").write_text(json.dumps([hers.respondent, other.batch, [hers.id], one.kept]))

    finish(build)
    place.who, place.batch, place.ids, kept = json.loads((folder / "made.json").read_text())
    assert kept == 301
    place.keep("before")
    finish(lambda begin: withdraw(place, begin))
    place.keep("after")
    with tarfile.open(ROOT / "tests" / "samples" / f"{NAME}.tar.gz") as archive:
        archive.extractall(folder / "unpacked", filter="data")
    (folder / "unpacked" / "workspace").rename(folder / "first")
    (folder / "of-first").mkdir()
    shutil.copy(ROOT / "tests" / "samples" / f"{NAME}.key", folder / "of-first" / "key")
    return place


def finish(work: Callable[[Callable[[], None]], None]) -> None:
    """Do some work in a process of its own, undisturbed."""
    pid, read = child(work)
    assert os.waitpid(pid, 0)[1] == 0, "the workspaces could not be made"
    os.close(read)


def cast(held: Any, hers: Any) -> None:
    """What the site holds of her: a passage, a saved search, a reason."""
    from goldthread.accounts.directory import organisations, people, posts
    from goldthread.accounts.rules import Role
    from goldthread.partnership.actions import needs, panels
    from goldthread.saved.models import SavedSearch
    from goldthread.thread import actions as thread
    from goldthread.vocabulary import Scope

    board = organisations.add(by="test", code="XIC", name="Board", kind="commissioner")
    person = people.join(by="test", handle="carl", name="Carl", post=posts.Post(board, Role.COMMISSIONER))
    passage = thread.quote(by="test", workspace=held, scope=Scope.owner(), feedback=hers.id)
    panel = panels.add(by="test", title="Home", host="XIC", organisations=["XWR"], quorum=3, quorum_share=50)
    need = needs.write(by="test", panel=panel, wording="To see out.", passages=[], no_words_because="Said in the room.")
    thread.link(by="test", upper=str(passage), lower=str(need))
    thread.unlink(by="test", upper=str(passage), lower=str(need), kind="speaks for", why=f"She said {NEEDLES[1]}")
    SavedSearch.objects.create(name="Hers", words=NEEDLES[1], person=person, organisation="XIC")


def main() -> None:
    """Kill, compare and print."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--times", type=int, default=200)
    asked.add_argument("--seed", type=int, default=random.randrange(10_000))
    asked.add_argument("--json", action="store_true")
    given = asked.parse_args()
    for name in ("GOLDTHREAD_DEMO", "GOLDTHREAD_WORKSPACE", "DATABASE_URL"):
        os.environ.pop(name, None)
    os.environ["GOLDTHREAD_WORKERS"] = "1"
    import goldthread.evidence.store  # all that a child needs is read before it is forked
    import goldthread.workspace.opening  # noqa: F401

    with tempfile.TemporaryDirectory(prefix="goldthread-kills-") as folder:
        tally = run(Path(folder), given.times, given.seed)
    figures = vars(tally) | {"kills": dict(tally.kills), "seed": given.seed}
    print(json.dumps(figures) if given.json else f"{tally.said()} (seed {given.seed}).")
    raise SystemExit(int(tally.bad > 0))


if __name__ == "__main__":
    main()

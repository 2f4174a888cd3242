"""A column “interpreter language”: read, redacted, kept, counted, shown, and missing in what was there before."""

import os
import shutil
import tarfile
from pathlib import Path

import trying


def main() -> None:
    place = Path(os.environ["GOLDTHREAD_WORKSPACE"]).parent
    names = ("planned", "planned", "emergency", "planned with Jane Willoughby 07700 900123")
    told = trying.file_of(place / "answers.csv", {"Interpreter language": names})
    trying.goldthread("import", str(told))
    again = trying.as_json("import", str(told))
    trying.check(again["files"][0]["duplicates"] == 4 * trying.EACH, "the file brought in again adds nothing")
    counted()
    shown()
    before(place)


def counted() -> None:
    """Figures split by it add up."""
    import goldthread

    held = goldthread.open(os.environ["GOLDTHREAD_WORKSPACE"]).findings.volumes(by=("interpreter",))
    found = {row["interpreter"]: row["n"] for row in held.rows}
    trying.check(found.get("planned") == 2 * trying.EACH and len(found) == 3, "answers are counted by it")
    trying.check(not any("Willoughby" in value or "900123" in value for value in found), "its values are redacted")


def shown() -> None:
    """An answer's page shows it to the analyst, and not to another trust's."""
    import goldthread

    trying.site()
    words = goldthread.open(os.environ["GOLDTHREAD_WORKSPACE"]).words.passages()
    one = next(item for item in words.items if item.interpreter == "emergency")
    address = f"/understand/words/{one.id}/"
    trying.check("emergency" in trying.page(trying.somebody("ben"), address), "an answer's page shows it")
    trying.check(trying.somebody("dai").get(address).status_code == 403, "another trust's analyst does not see it")


def before(place: Path) -> None:
    """A workspace of the first format is brought up, and its answers have no such value."""
    samples = Path("tests") / "samples"
    old = place / "old"
    old.mkdir()
    with tarfile.open(samples / "workspace-format-1.tar.gz") as archive:
        archive.extractall(old, filter="data")
    shutil.copy(samples / "workspace-format-1.key", old / "key")
    os.environ["GOLDTHREAD_KEY_FILE"] = str(old / "key")
    import goldthread

    held = goldthread.open(old / "workspace")
    by_value = held.findings.volumes(by=("interpreter",)).rows
    whole = held.findings.volumes().rows
    trying.check(whole[0]["n"] > 0, "a workspace of the first format still answers")
    trying.check([(row["interpreter"], row["n"]) for row in by_value] == [("", whole[0]["n"])], "there it is missing")


if __name__ == "__main__":
    main()

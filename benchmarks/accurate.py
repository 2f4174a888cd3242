"""How well the accurate coder and the cascade agree with people, and how fast they read.

    python benchmarks/accurate.py [COMMENTS.csv] [--rows 2000] [--json]

Agreement is what `training/average.py` printed when the committed model was fitted: of comments that nothing was
fitted on. Speed is measured here, over the comments given (columns text, and where there are any question_type,
question, fft_score or score, service) or over invented ones; each kind has the cores to itself in turn.
"""

import argparse
import csv
import json
import random
import time
from pathlib import Path

from goldthread import coding
from goldthread.coding.models.encoder import COMMITTED, FACTS
from goldthread.coding.tables import CommentRow


KINDS = ("fast", "accurate", "cascade")
PARTS = (
    "the nurse on {n} was kind",
    "I waited {n} hours",
    "nobody rang back",
    "the food was cold",
    "parking was hard to find",
    "my tablets came late",
    "the crew explained everything",
    "I felt listened to",
    "the ward was noisy at night",
    "please send letters in time",
    "thank you",
    "the booking line failed {n} times",
)


def invented(count: int) -> list[CommentRow]:
    """Comments of about 71 letters on average, no two alike."""
    dice = random.Random(5)
    made = []
    for at in range(count):
        words = ", ".join(part.format(n=dice.randint(2, 99)) for part in dice.sample(PARTS, dice.randint(1, 5)))
        asked = dice.choice(("what_good", "could_improve", "nonspecific"))
        made.append(CommentRow(str(at), f"{words} {at}", asked, "", dice.choice("12345"), "", ""))
    return made


def told(path: Path, count: int) -> list[CommentRow]:
    """Comments of a file."""
    with path.open(encoding="utf-8-sig", newline="") as lines:
        held = [row for row in csv.DictReader(lines) if row["text"].strip()][:count]
    return [
        CommentRow(
            str(at),
            row["text"],
            row.get("question_type") or "",
            row.get("question") or "",
            row.get("fft_score") or row.get("score") or "",
            "",
            row.get("service") or "",
        )
        for at, row in enumerate(held)
    ]


def speed(kind: str, rows: list[CommentRow]) -> dict[str, float]:
    """Comments per second of the clock and of the processors; the model is loaded and warm."""
    coder = coding.open(kind=kind)
    coder.code(invented(50))
    asked = getattr(coder, "asked", 0)
    clock, spent = time.perf_counter(), time.process_time()
    coder.code(rows)
    clock, spent = time.perf_counter() - clock, time.process_time() - spent
    return {
        "comments_per_second": round(len(rows) / clock),
        "comments_per_cpu_second": round(len(rows) / spent),
        "share_read_by_the_encoder": round((getattr(coder, "asked", 0) - asked) / len(rows), 3),
    }


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("comments", nargs="?", type=Path)
    ask.add_argument("--rows", type=int, default=2000)
    ask.add_argument("--json", action="store_true")
    how = ask.parse_args()
    facts = json.loads((COMMITTED / FACTS).read_text(encoding="utf-8"))
    rows = told(how.comments, how.rows) if how.comments else invented(how.rows)
    letters = sum(len(row.text) for row in rows) / len(rows)
    found = {
        "model": facts["version"],
        "bytes": sum(path.stat().st_size for path in COMMITTED.iterdir()),
        "cross_validated": facts["cross_validated"],
        "comments": len(rows),
        "letters_on_average": round(letters, 1),
        "speed": {kind: speed(kind, rows) for kind in KINDS},
    }
    if how.json:
        print(json.dumps(found))
        return
    print(f"{found['model']}, {found['bytes'] / 1e6:.1f} MB")
    for kind in KINDS:
        print(f"  {kind}: " + ", ".join(f"{name} {value}" for name, value in facts["cross_validated"][kind].items()))
    print(f"speed over {len(rows)} comments of {letters:.0f} letters")
    for kind, one in found["speed"].items():
        print(f"  {kind}: " + ", ".join(f"{name} {value}" for name, value in one.items()))


if __name__ == "__main__":
    main()

"""How fast files are read: bytes to rows, and rows to answers. Prints rows a second on one core.

python benchmarks/reading.py [ROWS]
"""

import csv
import sys
import tempfile
import time
import tracemalloc
from itertools import islice
from pathlib import Path

from openpyxl import Workbook

from goldthread import sources
from goldthread.sources.formats import open_sheets


HEADER = ("comment_id", "trust", "date", "service", "question", "question_type", "fft_score", "text")
WORDS = (
    "The nurse on the night shift sat with me until the pain had gone, and nobody hurried her; it meant a lot to me."
)


def rows(count: int):
    for n in range(count):
        yield (
            f"XAA ED {n // 2} - Q{n % 2 + 1}",
            "XAA",
            f"{1 + n % 28:02d}/{1 + n % 12:02d}/2024",
            f"Ward {n % 40}",
            ("What was good?", "What could we do better?")[n % 2],
            ("what_good", "could_improve")[n % 2],
            str(1 + n % 5),
            f"{WORDS} {n}" if n % 7 else "Did not answer",
        )


def timed(what: str, count: int, work) -> None:
    began = time.process_time()
    work()
    took = time.process_time() - began
    print(f"{what:<44} {count / took:>10,.0f} rows a CPU second")


def drain(rows) -> None:
    for _ in rows:
        pass


def main(count: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        text, book = Path(folder, "made.csv"), Path(folder, "made.xlsx")
        with text.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([HEADER, *rows(count)])
        few = min(count, 20_000)
        made = Workbook(write_only=True)
        sheet = made.create_sheet("Data")
        for row in [HEADER, *rows(few)]:
            sheet.append(row)
        made.save(book)
        timed("CSV, bytes to rows", count, lambda: drain(open_sheets(text)[0].rows()))
        timed("CSV, bytes to answers (two passes, dates)", count, lambda: drain(sources.read(text).rows()))
        timed("workbook, bytes to answers", few, lambda: drain(sources.read(book).rows()))
        for part in (count // 10, count):
            tracemalloc.start()
            drain(islice(sources.read(text).rows(), part))
            print(f"memory at its highest after {part:>9,} rows   {tracemalloc.get_traced_memory()[1] / 1e6:>10.1f} MB")
            tracemalloc.stop()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)

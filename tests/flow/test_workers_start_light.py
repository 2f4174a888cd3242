"""A process that works on chunks opens neither the store nor its engines: it would start a second later."""

import subprocess
import sys


def test_a_worker_opens_no_engine():
    engines = "{'duckdb', 'ibis', 'deltalake', 'pandas', 'polars', 'tantivy', 'django'}"
    asked = f"import sys, goldthread.intake.worker; print(sorted({engines} & set(sys.modules)))"
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"


def test_what_a_room_gives_is_what_it_says_whatever_was_opened_before():
    asked = (
        "import goldthread.intake.gathering, goldthread.intake.figures, goldthread.evidence.key as k;"
        "from goldthread import evidence, intake;"
        "print(all(callable(getattr(intake, n)) for n in ('gather', 'look_over', 'redaction_figures')),"
        "all(hasattr(room, n) for room in (evidence, intake) for n in room.__all__), evidence.Key is k.Key)"
    )
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert told.stdout.split() == ["True"] * 3

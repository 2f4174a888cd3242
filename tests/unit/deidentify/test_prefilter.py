"""The prefilter against its slow twins: every pattern tried, and no Hyperscan."""

import importlib.util
import threading
from pathlib import Path

import pytest

from goldthread.deidentify import matching, prefilter
from goldthread.deidentify.patterns import PATTERNS
from goldthread.deidentify.redactor import Redactor


SPEC = importlib.util.spec_from_file_location("patterns_cases", Path(__file__).with_name("test_patterns.py"))
CASES = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(CASES)
TEXTS = [*(text.replace("<", "").replace(">", "") for texts in CASES.GONE.values() for text in texts), *CASES.STAYS]


def hits(found, text):
    plain = text if text.isascii() else ""
    return sorted(found(plain, plain.lower()))


def test_the_prefilter_loses_nothing():
    for text in TEXTS:
        assert hits(matching.found, text) == hits(matching.found_plainly, text), text


def test_without_hyperscan_the_same_is_found(monkeypatch):
    monkeypatch.setattr(prefilter, "hyperscan", None)
    monkeypatch.setattr(matching, "PREFILTER", prefilter.Prefilter(PATTERNS))
    for text in TEXTS:
        if text.isascii():
            assert hits(matching.found, text) == hits(matching.found_plainly, text), text


def test_ordinary_words_pass_no_pattern_at_all():
    assert matching.PREFILTER("the nurse was kind and the food was warm") == ()


@pytest.mark.parametrize("threads", [4])
def test_threads_do_not_disturb_each_other(threads):
    wanted = Redactor().redact(TEXTS)
    got = [None] * threads

    def work(n):
        got[n] = Redactor().redact(TEXTS)

    working = [threading.Thread(target=work, args=(n,)) for n in range(threads)]
    for thread in working:
        thread.start()
    for thread in working:
        thread.join()
    assert all(one == wanted for one in got)

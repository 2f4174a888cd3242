"""The sieve against its slow twins: every form tried, and no Hyperscan."""

import importlib.util
import threading
from pathlib import Path

import pytest

from goldthread.deidentify import patterns, sieve
from goldthread.deidentify.forms import FORMS
from goldthread.deidentify.redactor import Redactor


SPEC = importlib.util.spec_from_file_location("forms_cases", Path(__file__).with_name("test_forms.py"))
CASES = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(CASES)
TEXTS = [*(text.replace("<", "").replace(">", "") for texts in CASES.GONE.values() for text in texts), *CASES.STAYS]


def hits(found, text):
    plain = text if text.isascii() else ""
    return sorted(found(plain, plain.lower()))


def test_the_sieve_loses_nothing():
    for text in TEXTS:
        assert hits(patterns.found, text) == hits(patterns.found_plainly, text), text


def test_without_hyperscan_the_same_is_found(monkeypatch):
    monkeypatch.setattr(sieve, "hyperscan", None)
    slow = sieve.Sieve(FORMS)
    for text in TEXTS:
        if text.isascii():
            found = sorted(hit for form in slow(text.lower()) for hit in form.found(text, text.lower()))
            assert found == hits(patterns.found_plainly, text), text


def test_ordinary_words_pass_no_form_at_all():
    assert patterns.SIEVE("the nurse was kind and the food was warm") == ()


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

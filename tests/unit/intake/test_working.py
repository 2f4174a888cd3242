"""The work on a chunk: identities out, codes beside; the same here and in processes of its own."""

import io
import os

import pytest

from goldthread.evidence import feedback_rows
from goldthread.intake import working
from goldthread.intake.messages import get, put
from goldthread.intake.working import Apart, Here, work, workers
from goldthread.vocabulary import Identity
from tests.builders.evidence import KEY
from tests.builders.raw import answer


def identity(n):
    return Identity(
        id=KEY.identify("id", str(n)),
        respondent=KEY.identify("person", str(n)),
        fingerprint="0" * 16,
        batch="b" * 16,
        row=n,
        kind="comment_table",
        issuer="XWR",
    )


def chunk(*texts):
    return [(answer(text), identity(n)) for n, text in enumerate(texts, 1)]


PLAIN = ("The nurses were kind to my mother.", "Ring me on 07700 900123, please.", "We waited four hours for a bed.")
POLISH = "Bardzo długo czekałam na wizytę i nikt mi nie pomógł, a personel był bardzo niemiły dla mojej matki"


def test_identities_go_codes_come_and_ids_stay():
    rows = work(chunk(*PLAIN)).rows.to_pylist()
    assert [row["id"] for row in rows] == [identity(n).id for n in (1, 2, 3)]
    assert "07700" not in str(rows) and "[PHONE]" in rows[1]["text"]
    assert all(row["themes"] or row["sentiment"] for row in rows[::2])
    assert {row["coder"] for row in rows} == {working.coder("", "fast").version}


def test_nothing_comes_of_no_rows_in_the_shape_of_rows():
    worked = work([])
    assert worked.rows.schema == feedback_rows([], [], "").schema
    assert (worked.rows.num_rows, worked.concerns.num_rows, worked.foreign) == (0, 0, frozenset())


def test_a_row_in_a_language_that_cannot_be_redacted_is_named_and_not_shaped():
    worked = work(chunk(PLAIN[0], POLISH))
    assert worked.foreign == {2}
    assert worked.rows["row"].to_pylist() == [1]
    assert "czekałam" not in str(worked.rows.to_pylist())


def test_a_row_with_one_answer_in_english_stays_and_its_other_answer_without_words():
    both = [(answer(PLAIN[0]), identity(1)), (answer(POLISH), identity(1))]
    worked = work(both)
    assert worked.foreign == frozenset()
    assert worked.rows["answered"].to_pylist() == ["words", "withheld"]
    assert worked.rows["text"].to_pylist()[1] == ""


def test_concerns_are_looked_for_in_what_is_kept():
    worked = work(chunk(PLAIN[0], "I wanted to end my life on that ward."))
    assert worked.concerns["id"].to_pylist() == [identity(2).id]


def test_processes_of_their_own_give_the_same_as_this_one():
    bench = Apart(2)
    try:
        sent = [bench.submit(chunk(*PLAIN)), bench.submit(chunk(PLAIN[2])), bench.submit([])]
        apart = [one.result(timeout=120) for one in sent]
    finally:
        bench.close()
    here = [Here().submit(some).result() for some in (chunk(*PLAIN), chunk(PLAIN[2]), [])]
    for one, other in zip(apart, here, strict=True):
        assert one.rows.to_pylist() == other.rows.to_pylist()
        assert (one.concerns.to_pylist(), one.foreign) == (other.concerns.to_pylist(), other.foreign)


def test_an_error_in_a_worker_travels_back_without_words_and_the_worker_goes_on(monkeypatch):
    monkeypatch.delenv("GOLDTHREAD_DEBUG", raising=False)
    bench = Apart(1)
    try:
        with pytest.raises(RuntimeError, match="in a worker") as failed:
            bench.submit([("SECRET WORDS", identity(1))]).result(timeout=120)
        assert "SECRET" not in str(failed.value)
        assert bench.submit(chunk(PLAIN[0])).result(timeout=120).rows.num_rows == 1
    finally:
        bench.close()


def test_messages_come_out_as_they_went_in_and_a_torn_one_is_the_end():
    stream = io.BytesIO()
    for message in (b"", b"one", b"x" * 100_000):
        put(stream, message)
    stream.seek(0)
    assert [get(stream) for _ in range(4)] == [b"", b"one", b"x" * 100_000, None]
    assert get(io.BytesIO(b"\0\0\0")) is None


@pytest.mark.parametrize(
    ("named", "count"), [("3", 3), ("0", 1), ("", len(os.sched_getaffinity(0))), ("many", len(os.sched_getaffinity(0)))]
)
def test_how_many_processes_is_said_by_the_environment_or_the_machine(monkeypatch, named, count):
    monkeypatch.setenv("GOLDTHREAD_WORKERS", named)
    assert workers() == count


class GaveUp(Exception):
    """Somebody would not wait any longer."""


def test_where_somebody_waits_the_clock_is_looked_at_every_few_answers_though_a_row_holds_thousands(monkeypatch):
    monkeypatch.setattr(working, "FEW", 3)
    looks = []
    whole, waited = work(chunk(*PLAIN * 4)), work(chunk(*PLAIN * 4), check=lambda: looks.append(1))
    assert waited.rows.to_pylist() == whole.rows.to_pylist() and waited.concerns == whole.concerns
    assert len(looks) >= 8, "before each few, while identities are taken out and while codes are put beside"

    def gives_up():
        raise GaveUp

    with pytest.raises(GaveUp):
        Here(check=gives_up).submit(chunk(*PLAIN))


def test_where_somebody_waits_long_answers_are_few(monkeypatch):
    monkeypatch.setattr(working, "LETTERS", 20)
    looks = []
    work(chunk(*PLAIN), check=lambda: looks.append(1))
    assert len(looks) >= 6


def test_a_row_whose_answers_are_worked_on_apart_is_still_judged_whole(monkeypatch):
    monkeypatch.setattr(working, "FEW", 1)
    both = [(answer(text), identity(1)) for text in (POLISH, PLAIN[0])]
    assert work(both, check=lambda: None).foreign == frozenset()
    assert work(chunk(POLISH), check=lambda: None).foreign == {1}

from dataclasses import replace
from datetime import date

import pytest

from goldthread.evidence.search import Index, read_words
from goldthread.evidence.search.segment import fold
from goldthread.evidence.store import maintenance, queries
from goldthread.evidence.tables import Tables
from goldthread.insight import search, similar
from goldthread.vocabulary import THEMES as FRAMEWORK
from goldthread.vocabulary import Code, Cut, NotFound, Scope, Terms, WrongUsage
from tests.builders.evidence import KEY, keep, store


OWNER = Scope.owner()
PROVIDER = Scope(person="ben", audience="provider", organisations=frozenset({"XWR"}), words_from=frozenset({"XWR"}))
WAIT = "The waiting time in clinic was far too long for my mother."


def one(n):
    return KEY.identify("id", str(n))


@pytest.fixture
def held(tmp_path):
    made = store(tmp_path)
    keep(
        made,
        [
            {"n": 1, "text": WAIT, "date": date(2026, 5, 1), "themes": ["Waiting"]},
            {"n": 2, "text": "the WAITING time, in clinic - was far too long for my mother!", "date": date(2026, 4, 1)},
            {"n": 3, "text": "Time spent waiting was fine.", "date": date(2026, 6, 1), "themes": ["Waiting"]},
            {"n": 4, "text": "Waiting times vary and nobody told us.", "organisation": "XTC", "date": None},
            {"n": 5, "text": "Kind nurses.", "answered": "words"},
        ],
    )
    made.index()
    return made


def found(made, words, cut=Cut(), scope=OWNER, **how):  # noqa: B008
    return [item.id for item in made.ask(scope, "search", cut, words=words, **how).items]


def test_words_phrases_and_words_to_leave_out():
    asked = read_words('clinic "waiting time" -parking -“too long”')
    assert (asked.wanted, asked.unwanted) == (("clinic", "waiting time"), ("parking", "too long"))
    with pytest.raises(WrongUsage):
        read_words(' "" -- ')


def test_answers_are_found_newest_first_and_the_same_words_are_folded(held):
    assert found(held, "waiting") == [one(3), one(1), one(4)]
    assert found(held, '"waiting time"') == [one(1), one(4)]
    assert found(held, "waiting -clinic") == [one(3), one(4)]
    first = held.ask(OWNER, "search", words='"waiting time" clinic')
    assert (first.items[0].alike, first.total, first.people) == (1, 2, 2)
    assert found(held, "waiting", limit=1, offset=1) == [one(1)]
    assert fold("Very good.") == 0


def test_a_search_is_cut_like_any_question(held):
    assert found(held, "waiting", scope=PROVIDER) == [one(3), one(1)]
    assert found(held, "waiting", scope=Scope.nobody()) == []
    assert found(held, "waiting", Cut(since=date(2026, 5, 15))) == [one(3)]
    assert found(held, "waiting", Cut(themes=("Waiting",))) == [one(3), one(1)]
    held.mark([(one(2), Code(FRAMEWORK, "Waiting", "person:asha", 1.0, "agreed"))])
    assert found(held, "waiting", Cut(themes=("Waiting",), until=date(2026, 4, 30))) == [one(2)]
    held.publish(Terms(sources=frozenset({"stories"}), made_by="panel:1"))
    assert found(held, "waiting") == []


def test_few_people_open_the_words_that_a_wider_search_opens_and_are_counted(held):
    assert len(search(held, OWNER, "waiting").items) == 3
    wide = search(held, PROVIDER, "waiting")
    narrow = search(held, PROVIDER, "waiting", Cut(themes=("Waiting",)))
    assert (wide.total, wide.people) == (3, None)
    assert narrow.items and {one.id for one in narrow.items} <= {one.id for one in wide.items}
    assert search(held, replace(PROVIDER, words_from=frozenset()), "waiting").total == 0


def test_what_comes_and_goes_is_found_and_not_found(held, tmp_path):
    batch = keep(held, [{"n": 6, "text": "Still waiting for a letter."}])
    assert one(6) in found(held, "letter")
    held.undo(batch)
    assert found(held, "letter") == []
    held.index()
    keep(held, [{"n": 1, "text": "I take that back."}], supersede=[(one(1), held.lines().standing[0].batch)])
    assert one(1) not in found(held, '"waiting time"')


def test_whoever_withdraws_is_in_no_shelf(held, tmp_path):
    segment = next(Index(Tables(held.folder)).newest_first())[1]
    assert segment.has(one(1)) and segment.says(WAIT)
    assert held.withdraw(KEY.identify("person", "1"), tmp_path).left_in == ()
    assert one(1) not in found(held, "waiting")
    assert not any(segment.has(one(1)) for _, segment in Index(Tables(held.folder)).newest_first())
    assert one(3) in found(held, "waiting")


def test_a_result_can_be_cited_and_what_is_like_it_found(held):
    first = held.ask(OWNER, "search", words="clinic").items[0]
    assert held.cite(OWNER, first.id, 4, 16).passage == "waiting time"
    assert one(4) in [item.id for item in similar(held, OWNER, one(3)).items]
    with pytest.raises(NotFound):
        similar(held, PROVIDER, one(4))


def test_what_was_folded_can_be_opened(held):
    opened = held.ask(OWNER, "search", words='"waiting time"', same=one(1))
    assert [item.id for item in opened.items] == [one(1), one(2)]
    assert [item.id for item in held.ask(OWNER, "search", words="waiting", same=one(3)).items] == [one(3)]
    assert held.ask(OWNER, "search", words="waiting", same=one(5)).items == ()
    assert held.ask(PROVIDER, "search", words="waiting", same=one(4)).items == ()


def test_nothing_is_said_of_what_others_brought_in_lately(held, monkeypatch):
    """How much another organisation has just brought in, or that it has, is not for whoever searches their own."""
    monkeypatch.setattr(queries, "FEW_TO_WAIT_FOR", 0)
    monkeypatch.setattr(maintenance, "FEW_TO_INDEX", 0)
    late = "Some answers that came in lately cannot be found yet."
    for n, organisation, readers in ((90, "XTC", [OWNER]), (91, "XWR", [OWNER, PROVIDER])):
        keep(held, [{"n": n, "text": "Waiting again.", "organisation": organisation}], organisations=(organisation,))
        told = [scope for scope in (OWNER, PROVIDER) if late in held.ask(scope, "search", Cut(), words="waiting").notes]
        assert told == readers
        if organisation == "XTC":
            held.index()

"""Searches in files of the folder are taken over by its site: all of them, once, and whole after a kill."""

import json
import os
from datetime import date

import pytest

from goldthread.vocabulary import Cut, NewerNoun, NotFound
from goldthread.workspace.saved import NamedSearch, SearchFiles, cut_asked
from tests.builders.site import cast


cast()

from goldthread.saved import adopting, queries  # noqa: E402
from goldthread.saved.models import SavedSearch  # noqa: E402


CUT = Cut(since=date(2031, 5, 1), organisations=("XWR",), themes=("Parking", "Food"), sentiments=("4", "5"))
ALL = [
    NamedSearch(name="Parking woes", words='"car park" -full', cut=CUT),
    NamedSearch(name="Tea", words="tea", cut=Cut()),
    NamedSearch(name="By team", words="ramp", cut=Cut(teams=("Lilac",), batch="ab" * 8)),
]


@pytest.fixture
def files(tmp_path):
    SavedSearch.objects.all().delete()
    made = SearchFiles(tmp_path)
    for one in ALL:
        made.keep(one.name, one.words, one.cut)
    yield made
    SavedSearch.objects.all().delete()


def there() -> list[NamedSearch]:
    found = [
        NamedSearch(name=one.name, words=one.words, cut=cut_asked(one.name, one.asked)) for one in queries.owners()
    ]
    return sorted(found, key=lambda one: one.name)


EXPECTED = sorted(ALL, key=lambda one: one.name)


def test_every_search_is_there_afterwards_as_it_was_and_no_file_is_left(files, tmp_path):
    assert adopting.adopt(tmp_path) == 3
    assert there() == EXPECTED
    assert files.all() == [] and files.damaged() == [] and not list(tmp_path.rglob("*.json"))
    assert adopting.adopt(tmp_path) == 0 and there() == EXPECTED


@pytest.mark.parametrize("moment", ["before a file goes", "between two files", "before the notes are written"])
def test_a_kill_leaves_what_the_next_start_finishes(files, tmp_path, monkeypatch, moment):
    def killed(*given, **how):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        if moment == "before a file goes":
            patch.setattr(SearchFiles, "give_up", killed)
        elif moment == "between two files":
            pairs = list(files.held())[:2]
            patch.setattr(SearchFiles, "held", lambda of: (killed() if one is None else one for one in [*pairs, None]))
        else:
            patch.setattr(json, "dump", killed)
        adopting.adopt(tmp_path)
    assert {one.name for one in there()} | {one.name for one in files.all()} == {one.name for one in ALL}
    adopting.adopt(tmp_path)
    assert there() == EXPECTED and files.all() == [] and files.damaged() == []


def test_a_file_that_cannot_be_read_stays_and_is_named(files, tmp_path):
    (tmp_path / "searches" / "tea.json").write_text('{"name": "Tea", "wor')
    assert adopting.adopt(tmp_path) == 2
    assert [one.name for one in there()] == ["By team", "Parking woes"]
    assert files.damaged() == ["tea.json"]


def test_a_file_that_is_lost_before_it_is_taken_over_is_still_named(files, tmp_path):
    (tmp_path / "searches" / "tea.json").unlink()
    adopting.adopt(tmp_path)
    assert files.damaged() == ["tea.json"]


def test_a_filter_that_nobody_knows_is_kept_and_refused_when_it_is_repeated(files, tmp_path):
    path = tmp_path / "searches" / "tea.json"
    path.write_text(json.dumps({"name": "Tea", "words": "tea", "cut": {"from_the_future": ["x"]}}))
    assert adopting.adopt(tmp_path) == 3
    held = queries.of_owner("tea")
    with pytest.raises(NewerNoun, match="from_the_future"):
        cut_asked(held.name, held.asked)


def test_of_two_of_a_name_the_later_stays(files, tmp_path):
    adopting.adopt(tmp_path)
    files.keep("TEA!", "later", Cut())
    adopting.adopt(tmp_path)
    assert queries.of_owner("tea").words == "later"
    files.keep("Tea", "from an old back-up", Cut())
    os.utime(tmp_path / "searches" / "tea.json", (1, 1))
    adopting.adopt(tmp_path)
    assert queries.of_owner("tea").words == "later" and files.all() == []


def test_a_folder_without_any_is_left_alone(tmp_path):
    assert adopting.adopt(tmp_path / "missing") == 0 and not (tmp_path / "missing").exists()


def test_words_longer_than_a_page_takes_are_kept_whole(files, tmp_path):
    files.keep("Long", '"' + "so long " * 200 + '"', Cut())
    adopting.adopt(tmp_path)
    assert queries.of_owner("long").words == '"' + "so long " * 200 + '"'


def test_an_unknown_name_is_not_found(files):
    assert queries.of_owner("nothing") is None
    with pytest.raises(NotFound):
        files.named("nothing")

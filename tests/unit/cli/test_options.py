"""Options of commands are made from the declarations of filters."""

import json
from datetime import date

import pytest
import typer
from typer.testing import CliRunner

from goldthread.cli import options
from goldthread.cli.options import cut_of
from goldthread.vocabulary import Cut, NewerNoun, NotFound, WrongUsage, filters
from goldthread.workspace import saved
from goldthread.workspace.saved import SearchFiles
from tests.builders.wider import ByWay


def run(*given: str, **how):
    app, seen = typer.Typer(), []

    @app.command()
    @options.narrowed(**how)
    def asking(asked: Cut, limit: int = 3) -> None:
        """Ask."""
        seen.append((asked, limit))

    done = CliRunner().invoke(app, given)
    return done, seen[0] if seen else done.exception


def test_every_filter_that_has_one_is_an_option():
    told = run("--help")[0].output
    assert all(f"--{one.parameter}" in told for one in filters(Cut).values() if one.option)
    assert "--batch" not in told and "--point" not in told


def test_options_make_the_cut_and_leave_the_command_s_own():
    given = ["--service", "A", "--service", "B", "--role", "carer", "--sentiment", "negative", "--since", "2026-01-01"]
    asked, limit = run(*given, "--limit", "7")[1]
    assert asked == Cut(services=("A", "B"), roles=("carer",), sentiments=("4", "5"), since=date(2026, 1, 1))
    assert limit == 7


def test_a_new_filter_is_an_option_too(monkeypatch):
    monkeypatch.setattr(options, "Cut", ByWay)
    assert run("--way", "SMS")[1][0] == ByWay(ways=("SMS",))
    assert "Told in this way" in run("--help")[0].output


def test_a_command_may_leave_some_out_and_name_others_as_it_likes():
    assert run("--theme", "Parking", leaving=("themes",))[0].exit_code == 2
    assert run("--who", "staff", also={"roles": ["--who"]})[1][0] == Cut(roles=("staff",))


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"roles": ["doctor"]}, "no role called “doctor”"),
        ({"themes": ["Parkng"]}, "Parking"),
        ({"feelings": ["x"]}, "“x”"),
        ({"sentiments": ["6"]}, "“6”"),
        ({"since": "2026-13-01"}, "not a day"),
        ({"since": "2026-02-01", "until": "2026-01-01"}, "Change them round"),
        ({"pathway": "home", "touchpoints": ["a", "b"]}, "one of its moments"),
    ],
)
def test_what_cannot_be_chosen_is_refused_in_plain_words(given, says):
    with pytest.raises(WrongUsage, match=says):
        cut_of(given)


def test_with_a_pathway_a_moment_is_one_of_its_own():
    assert cut_of({"pathway": "home", "touchpoints": ["leaving"]}) == Cut(pathway="home", touchpoint="leaving")
    assert cut_of({"touchpoints": ["discharge"]}) == Cut(touchpoints=("discharge",))


ALL = ByWay(
    since=date(2026, 1, 1),
    until=date(2026, 2, 28),
    services=("A", "B"),
    themes=("Parking",),
    pathway="home",
    touchpoint="leaving",
    batch="b1",
    ways=("SMS",),
)


def test_a_saved_search_comes_back_with_every_filter(tmp_path, monkeypatch):
    monkeypatch.setattr(saved, "Cut", ByWay)
    kept = SearchFiles(tmp_path)
    kept.keep("all of it", "lift", ALL)
    assert kept.named("all of it").cut == ALL


def test_a_saved_search_that_would_find_more_than_it_did_is_refused(tmp_path):
    kept = SearchFiles(tmp_path)
    kept.keep("by way", "lift", ALL)
    kept.keep("plain", "lift", Cut(themes=("Parking",)))
    with pytest.raises(NewerNoun, match="ways"):
        kept.named("by way")
    assert [one.name for one in kept.all()] == ["plain"]
    with pytest.raises(NotFound, match="plain"):
        kept.named("other")


def test_somebody_who_withdraws_is_forgotten_by_searches_that_cannot_be_read(tmp_path):
    kept = SearchFiles(tmp_path)
    kept.keep("by way", "the lift was broken again and I fell", ALL)
    assert kept.forget(["the lift was broken again and I fell"]) == 1
    assert not list((tmp_path / "searches").glob("*.json"))


def test_what_was_saved_before_is_still_read(tmp_path):
    (tmp_path / "searches").mkdir()
    cut = {"since": "2026-01-01", "until": None, "organisations": ["XWR"], "pathway": "", "batch": ""}
    (tmp_path / "searches" / "old.json").write_text(json.dumps({"name": "old", "words": "lift", "cut": cut}))
    assert SearchFiles(tmp_path).named("old").cut == Cut(since=date(2026, 1, 1), organisations=("XWR",))

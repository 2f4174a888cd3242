"""Where few people stand behind a figure, pages hide it, and no address opens the words behind it."""

import pytest

from goldthread.vocabulary import Cut, Scope
from goldthread.web.understand.choosing import choices
from tests.web.conftest import WARD, said


FALL = "home-after-a-fall"
COMMISSIONER = Scope(
    person="cath", audience="commissioner", organisations=frozenset({"XWR", "XTC", "XWC", "XAM"}),
    words_from=frozenset({"XWR", "XTC", "XWC", "XAM"}),
)  # fmt: skip


def hidden_cells(site):
    journey = site.journey(scope=COMMISSIONER, pathway=FALL)
    return [(step.key, name) for step in journey.steps for name, n in step.feelings.items() if n is None]


def truly_few(site, step, feeling):
    """People behind a cell, asked of the store as its owner, without suppression."""
    cut = Cut(pathway=FALL, touchpoint=step, feelings=(feeling,))
    return site.store.ask(Scope.owner(), "volumes", cut, words_only=True).people or 0


def test_cells_with_few_people_show_few_and_are_no_links(site, come_in):
    page = come_in("cath").get(f"/understand/journey/?pathway={FALL}").content.decode()
    cells = hidden_cells(site)
    assert cells
    for step, feeling in cells:
        assert f"feeling={feeling}&amp;point={step}" not in page


def test_the_address_of_a_hidden_cell_opens_no_words(site, come_in):
    cath = come_in("cath")
    few = [cell for cell in hidden_cells(site) if 0 < truly_few(site, *cell) < 5]
    assert few
    for step, feeling in few:
        answer = cath.get(f"/understand/words/?pathway={FALL}&point={step}&feeling={feeling}")
        assert "gt-quote" not in answer.content.decode()
        assert "Fewer than five people" in said(answer)


@pytest.mark.parametrize("handle", ["cath", "ben", "asha"])
def test_no_table_of_themes_shows_one_to_four(come_in, handle):
    browser = come_in(handle)
    for query in (
        "",
        f"?service={WARD}",
        "?since=2031-10&until=2031-10",
        "?role=staff",
        "?sentiment=neutral&role=carer",
    ):
        answer = browser.get(f"/understand/themes/{query}")
        for row in answer.content.decode().split('data-label="Answers">')[1:]:
            n = row.split("<")[0].strip()
            assert n in ("hidden", "0") or int(n.replace(",", "")) >= 5, query


def test_fay_reads_her_own_few(site, come_in):
    own = site.words(cut=Cut(services=(WARD,)), limit=1).items[0]
    day = own.date.isoformat()
    answer = come_in("fay").get(f"/understand/words/?service={WARD}&since={day}&until={day}")
    assert "gt-quote" in answer.content.decode()


def test_the_choices_of_a_filter_are_only_what_is_held(site):
    offered = choices(Scope(person="b", audience="provider", organisations=frozenset({"XTC"}), words_from=frozenset()))
    assert offered["organisations"] == ["XTC"]
    assert WARD not in offered["services"]

"""Words that somebody takes back leave every page."""

import pytest

from goldthread.accounts import actions, queries
from goldthread.vocabulary import Cut
from tests.web.conftest import WARD


@pytest.fixture
def somebody(site, tmp_path):
    """A person who told Ward 7 two things on the newest day, so that both stand on its home page."""
    newest = site.words.passages(cut=Cut(services=(WARD,)), limit=1).items[0].date
    path = tmp_path / "taken-back.csv"
    path.write_text(
        "Comment ID,Date,Service,FFT score,What was good?,What could we do better?\n"
        f"T1,{newest:%Y-%m-%d},{WARD},1,My purple slippers were found and the nurses were truly wonderful to me,"
        "Nobody told my neighbour with the purple slippers when to come and I was confused\n"
        + "".join(f"T{at},{newest:%Y-%m-%d},{WARD},1,The soup was hot {at},\n" for at in range(2, 12)),
        encoding="utf-8",
    )
    (account,) = site.imports.gather([path], issuer="XWR")
    mine = [
        one
        for one in site.words.passages(cut=Cut(batch=account.batch), limit=40).items
        if "purple slippers" in one.text
    ]
    assert len({one.respondent for one in mine}) == 1 and len(mine) == 2
    yield mine
    if account.batch in site.store.lines().standing_ids:
        site.imports.undo(account.batch)


def test_they_leave_every_page(site, come_in, somebody):
    day = somebody[0].date.isoformat()
    paths = [
        "/home/",
        "/understand/",
        f"/understand/words/?service={WARD}&since={day}&until={day}",
        "/understand/words/?feeling=confused",
        *(f"/understand/words/{one.id}/" for one in somebody),
    ]
    people = {handle: come_in(handle) for handle in ("fay", "ben", "cath")}
    assert any("purple slippers" in people["ben"].get(path).content.decode() for path in paths)
    actions.withdraw(by="test", workspace=site, respondent=somebody[0].respondent)
    for handle, browser in people.items():
        for path in paths:
            assert "purple slippers" not in browser.get(path).content.decode(), (handle, path)
    for one in somebody:
        assert people["ben"].get(f"/understand/words/{one.id}/").status_code == 404
    assert queries.audit_is_whole()

"""A saved search that a decision cites opens for those alone with whom it is shared."""

import pytest

from goldthread.saved.models import SavedSearch
from tests.builders import round as made
from tests.builders import together
from tests.web.conftest import links, said


@pytest.fixture
def come_in(site):
    """Signs one of the cast in."""
    return together.signed_in


@pytest.fixture
def decision(site):
    """A decision of a panel on which Asha, Cath and Nell sit, taken back afterwards."""
    with made.undone():
        yield together.proposed(together.panel())


def page_of(decision, rest=""):
    return f"/together/decisions/{decision.key}/{rest}"


def test_a_saved_search_opens_for_those_with_whom_it_is_shared(come_in, decision):
    nell, page = come_in("nell"), page_of(decision)
    own = SavedSearch.objects.create(
        name="Nights", words="sat up all night", person=together.person("nell"), organisation="XWR", shared=True
    )
    assert come_in("cath").post(f"{page}cite/", {"search": own.token}).status_code == 400, "it is not hers"
    assert nell.post(f"{page}cite/", {"search": own.token}).status_code == 302
    assert "Saved search: Nights" in said(nell.get(page))
    assert any("q=sat+up+all+night" in one for one in links(come_in("ben").get(page))), "a colleague at the hospital"
    for handle in ("cath", "asha"):
        shown = come_in(handle).get(page)
        assert "A saved search that is not shared with you" in said(shown)
        assert "You do not have access to it" in said(shown)
        assert "Nights" not in said(shown) and "sat+up" not in shown.content.decode()

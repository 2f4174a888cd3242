"""A saved search is called and looks for something that can be seen."""

import pytest

from goldthread.saved.rules import check_name, check_words
from goldthread.vocabulary import WrongUsage


@pytest.mark.parametrize("check", [check_name, check_words])
def test_what_nobody_can_see_is_no_name_and_no_word(check):
    with pytest.raises(WrongUsage):
        check("\u200b\u2060 \u3164")
    assert check("nights") == "nights"

"""A first import that is taken back and brought in again is shown at once, and not only from the next month on."""

from collections import namedtuple

import pytest

from goldthread.insight.disclosure import is_emptied
from goldthread.vocabulary import Scope
from goldthread.workspace import Workspace


Line = namedtuple("Line", "version what batch")
PARTNER = Scope(person="asha", audience="partner", organisations=frozenset({"RXX"}), words_from=frozenset())


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        ([], False),
        ([(1, "import", "a"), (2, "close", "")], False),
        ([(1, "import", "a"), (2, "close", ""), (3, "undo", "a")], False),
        ([(1, "import", "a"), (2, "close", ""), (3, "undo", "a"), (4, "import", "b")], True),
        ([(1, "import", "a"), (2, "close", ""), (3, "import", "b")], False),
        ([(1, "import", "a"), (1, "import", "b"), (2, "close", ""), (3, "undo", "a"), (4, "import", "c")], False),
        ([(1, "import", "a"), (2, "close", ""), (3, "undo", "a"), (4, "import", "b"), (5, "undo", "b")], False),
    ],
)
def test_a_close_is_emptied_once_all_of_it_was_taken_back_and_something_else_stands(lines, wanted):
    assert is_emptied([Line(*one) for one in lines], 2) is wanted


def told(workspace):
    """What a reader of shared figures sees of the ward."""
    return workspace.findings.volumes(scope=PARTNER).denominator


def test_what_is_brought_in_again_is_shown_before_the_month_ends(tmp_path):
    rows = [f"{at},p{at},2026-05-{1 + at % 28:02},RXX,Ward 7,The nurse was kind on day {at}" for at in range(60)]
    file, head = tmp_path / "survey.csv", "id,respondent id,date,organisation,service,comment"
    file.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    workspace = Workspace(tmp_path / "workspace")
    (first,) = workspace.imports.gather(file)
    assert told(workspace) == 60
    workspace.imports.undo(first.batch)
    workspace.imports.gather(file)
    assert told(workspace) == 60, "the close that held the first import holds nobody"
    more = tmp_path / "more.csv"
    more.write_text("\n".join([head, *(row.replace(",p", ",q").replace("day", "night") for row in rows)]) + "\n")
    workspace.imports.gather(more)
    assert told(workspace) == 60, "what comes later waits for the next close"

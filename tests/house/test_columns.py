"""A column of feedback stands in one place, its declaration; everything else is derived from it."""

import ast
import re
from dataclasses import fields, replace
from datetime import date
from pathlib import Path

import pytest

from goldthread.evidence import Key, feedback_rows
from goldthread.evidence.columns import COLUMNS, HELD, MADE_FROM, names
from goldthread.evidence.predicates import Hidden
from goldthread.evidence.shapes import ADDED, FEEDBACK, SHOWN
from goldthread.intake.identify import Identifier
from goldthread.sources.profile import MEANINGS
from goldthread.vocabulary import Feedback, Identity, Passage, Removal
from goldthread.vocabulary.columns import LATER, Column, columns_of, hashed, later_parts, told
from goldthread.vocabulary.feedback import Told
from goldthread.vocabulary.raw import RawFeedback, RawRow


SOURCE = Path(__file__).parents[2] / "src" / "goldthread"
FEWEST = 5
NO_LISTS_OF_THE_STORE = {
    "sources/suggesting.py": "which columns say where care was given",
    "sources/table_findings.py": "which columns say where care was given",
    "sources/comment_rows.py": "which cells may be merged down several rows",
    "intake/looking_over.py": "what the page shows of an answer before it is kept",
    "evidence/saying.py": "what an answer is known again by, beside its words",
    "coding/tables.py": "the columns of a file that `code` writes",
}
"""So many names of columns in one list are a list of columns."""
SAID = {
    "text": "The staff were kind.",
    "question": "Why?",
    "question_type": "what_good",
    "date": date(2031, 7, 14),
    "date_precision": "day",
    "organisation": "XWR",
    "organisation_name": "Wenbrook",
    "site": "East",
    "service": "Therapies",
    "team": "Bay A",
    "score": "1",
    "scale": "fft_2020",
    "role": "carer",
    "channel": "Card",
    "about": (("age", "75-84"),),
    "extra": (("Would you come again?", "Yes"),),
}

# as f45c803 made them
DIGEST = 8113425591586174709
IDS = ("f9824bb3fdcb94ffde7fb830bf84c2a2", "ea263fca9a630a9550456581b500b27c", "88f776d446f01935")


def piece() -> Feedback:
    identity = Identity(id="a" * 32, respondent="b" * 32, fingerprint="c" * 16, batch="d", row=7, kind="k", issuer="i")
    return Feedback(
        identity=identity, language="en", unsure=False, removed=(Removal("NAME", 0, 3),), redactor="r/1", **SAID
    )


def test_every_column_that_is_kept_is_declared_and_every_declaration_is_kept():
    assert FEEDBACK.names == list(COLUMNS)
    rows = feedback_rows([piece()], [()], "fast/1")
    assert rows.schema == FEEDBACK and rows.num_rows == 1
    for noun, apart in ((Feedback, {"identity"}), (Identity, set()), (RawFeedback, {"external_id", "respondent_id"})):
        assert {field.name for field in fields(noun)} - set(columns_of(noun)) == apart
    assert {field.name for field in fields(Passage)} - set(columns_of(Passage)) == {"codes", "alike"}
    assert set(columns_of(Passage)) <= set(SHOWN) <= set(COLUMNS)


@pytest.mark.parametrize("part", [field.name for field in fields(Column)])
def test_every_part_of_a_declaration_is_read_by_somebody(part):
    texts = [path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.py") if path.parent.name != "migrations"]
    if part in ("fingerprint", "digest"):
        assert any(f'hashed(COLUMNS.values(), "{part}")' in t or f'(Told).values(), "{part}")' in t for t in texts)
    else:
        assert any(re.search(rf"\b(column|one|COLUMNS\[name\]|column\(name\))\.{part}\b", text) for text in texts)


def test_no_other_list_of_columns_is_written_out():
    found = []
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Tuple | ast.List | ast.Set):
                said = [one.value for one in node.elts if isinstance(one, ast.Constant)]
                if len(said) >= FEWEST and len(said) == len(node.elts) and set(said) <= set(COLUMNS):
                    found.append((str(path.relative_to(SOURCE)), node.lineno))
    assert [one for one in found if one[0] not in NO_LISTS_OF_THE_STORE] == []


def test_hashes_have_their_places_for_good_and_later_columns_only_their_names():
    for hash_of in ("fingerprint", "digest"):
        first, later = hashed(COLUMNS.values(), hash_of)
        places = [getattr(COLUMNS[name], hash_of) for name in first]
        assert places == list(range(1, len(places) + 1))
        assert all(COLUMNS[name].since == 1 for name in first) and all(one.since > 1 for one in later)
    assert set(ADDED["feedback"]) == {name for name, one in COLUMNS.items() if one.since > 1}


def test_the_hashes_of_one_row_are_those_of_the_first_format():
    assert feedback_rows([piece()], [()], "fast/1")["content"].to_pylist() == [DIGEST]
    row = RawRow(7, "", ("x",), (RawFeedback(external_id="E1", respondent_id="P1", **SAID),))
    (known,) = Identifier(Key(bytes(range(32))), "k").chunk([row])[0]
    assert (known.id, known.respondent, known.fingerprint) == IDS


def test_a_later_column_counts_only_where_it_holds_something():
    column = told(redacted="label", since=9)
    assert (column.fingerprint, column.digest) == (LATER, LATER)
    named = replace(column, name="interpreter", missing="")
    assert later_parts([named], [""]) == [] and later_parts([named], ["Polish"]) == ["interpreter=Polish"]


def test_what_a_supplier_tells_in_words_of_its_own_is_redacted():
    never = {name for name, one in columns_of(Told).items() if one.redacted == "never"}
    assert never == {
        "organisation",
        "date",
        "date_precision",
        "question_type",
        "score",
        "scale",
        "role",
        "answered",
    }, "say in a decision page why a new column of a supplier's words need not be redacted"


def test_words_and_personal_values_have_no_statistics_and_stand_in_no_cells():
    personal = {"text", "about", "extra", "respondent", "question", "team"}
    assert not personal & set(names(lambda one: one.statistics))
    assert not personal & HELD["cells"]
    assert "text" not in HELD["memory"] | HELD["beside the cells"]


def test_what_would_give_another_column_away_says_so():
    derived = {name for name, one in COLUMNS.items() if one.origin == "derived" and name != "content"}
    beside = {name for name, one in COLUMNS.items() if one.origin == "coder" and name.rpartition("_")[0] in COLUMNS}
    assert beside >= {"themes_p", "feelings_at"}
    assert derived | beside <= MADE_FROM.keys() and {*MADE_FROM.values()} <= COLUMNS.keys()
    assert Hidden("date").columns == {"date", "date_precision", "year"}
    assert Hidden("themes").columns == {"themes", "themes_p", "agreed_themes"}


def test_every_heading_has_its_meaning():
    listed = (SOURCE / "sources" / "headers.yaml").read_text(encoding="utf-8")
    assert [name for name in MEANINGS if not re.search(rf"^{name}:", listed, re.M)] == []

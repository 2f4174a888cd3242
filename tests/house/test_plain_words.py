"""What people read is plain English: phrases that readers found odd stay out of pages, messages and commands."""

import ast
import io
import re
import tokenize
from pathlib import Path

import pytest


SOURCE = Path(__file__).parents[2] / "src" / "goldthread"
NOT_SHOWN = ("migrations", "training", "deidentify", "coding", "definitions")
ODD = (
    "a person's eye",
    "a person’s eye",
    "anybody",
    "as it stands",
    "be mended",
    "bring it in",
    "bring the file in",
    "brought in",
    "come of it",
    "come of these",
    "contradicts what",
    "everybody",
    "good and hard",
    "in 10 found",
    "in 10 right",
    "lies in",
    "look over",
    "looked over",
    "may read these words, and no",
    "moments belong",
    "not yours to",
    "on the table",
    "people speak of",
    "put it to the panel",
    "rest on",
    "rests on",
    "rows to mend",
    "somebody",
    "spoken of",
    "take it back",
    "taken apart",
    "taken back",
    "taken out",
    "the team that was told",
    "thereof",
    "to contracts close",
    "told apart",
    "what became of",
    "what came of",
    "which way that leans",
    "whoever",
)
"""Phrases that readers stumbled over, each with what is said instead in GLOSSARY.md or in the words around it."""
KEPT_ON_FILE = frozenset(
    {
        "rests on",
        "rows to mend",
        "rows to mend read",
        "file looked over",
        "long file to be brought in",
        "long file to be looked over again",
    }
)
"""Names of events, places and sides of links as they are stored: no page shows them."""


def literals(source):
    """The texts of a Python file that are not docstrings: several words, as they are written."""
    tree = ast.parse(source)
    docstrings = {
        line
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
        for line in range(node.value.lineno, (node.value.end_lineno or 0) + 1)
    }
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.STRING and token.start[0] not in docstrings and " " in token.string.strip("\"'"):
            yield token.start[0], token.string.strip("rbfRBF").strip("\"'")


def shown():
    """Each text that may be shown, with where it is: literals of Python files, and templates without their marks."""
    for path in sorted(SOURCE.rglob("*.py")):
        if not set(NOT_SHOWN) & set(path.parts) and "demo" not in path.parts:
            yield from (
                (f"{path.relative_to(SOURCE)}:{line}", text)
                for line, text in literals(path.read_text(encoding="utf-8"))
                if text not in KEPT_ON_FILE
            )
    for path in sorted([*SOURCE.glob("insight/pathways/library/*.yaml"), *SOURCE.glob("commitments/**/*.yaml")]):
        for line, said in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            yield f"{path.relative_to(SOURCE)}:{line}", said
    for path in sorted(SOURCE.rglob("*.html")):
        text = re.sub(r"\{#.*?#\}|\"everybody\"", " ", path.read_text(encoding="utf-8"), flags=re.S)
        for line, said in enumerate(text.splitlines(), 1):
            yield f"{path.relative_to(SOURCE)}:{line}", said


def odd_phrases(text):
    plain = text.lower().replace("’", "'")
    return [one for one in ODD if re.search(rf"\b{re.escape(one.replace('’', chr(39)))}\b", plain)]


def test_what_people_read_holds_no_odd_phrase():
    found = [f"{where}: “{one}” in {text.strip()[:100]}" for where, text in shown() for one in odd_phrases(text)]
    assert found == [], "Say it as an NHS website would; see GLOSSARY.md."


def test_the_words_on_screen_of_the_glossary_hold_none_either():
    rows = (SOURCE.parents[1] / "GLOSSARY.md").read_text(encoding="utf-8").splitlines()
    on_screen = [cells[2] for row in rows if len(cells := row.strip("| ").split(" | ")) == 3]
    assert len(on_screen) > 100
    assert [one for one in on_screen if odd_phrases(one)] == []


@pytest.mark.parametrize(
    "text",
    ["Rows to mend: 3", "This is not yours to see", "Tell somebody", "Words told apart", "For a person’s eye"],
)
def test_an_odd_phrase_is_seen(text):
    assert odd_phrases(text)


def test_literals_are_found_and_docstrings_are_not():
    source = '"""Somebody reads this."""\n\nx = "Somebody else"\ny = f"{x} and somebody"\nz = "whoever"\n'
    assert [text for _, text in literals(source)] == ["Somebody else", "{x} and somebody"]

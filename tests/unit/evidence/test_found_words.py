"""Where words stand in a text: as the index finds them, endings and accents aside."""

import pytest

from goldthread.evidence.search import places_of


@pytest.mark.parametrize(
    ("typed", "text", "marked"),
    [
        ("waiting", "We waited. The wait was long.", ["waited", "wait"]),
        ('"who was coming"', "Who was coming? I knew who came.", ["Who was coming"]),
        ("cafe -tea", "The Café had tea", ["Café"]),
        ("kettle teal kettle", "teal kettle", ["teal", "kettle"]),
        ('"a b" "b c"', "a b c", ["a b c"]),
        ("nothing", "Something else", []),
        ('""', "Anything", []),
        ("don't", "I don't know", ["don't"]),
        ("🙂", "A smile 🙂", []),
    ],
)
def test_what_is_marked(typed, text, marked):
    assert [text[start:end] for start, end in places_of(typed, text)] == marked

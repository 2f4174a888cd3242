import pytest

from goldthread.coding.features.wordpiece import WordPieceTokenizer


@pytest.fixture
def pieces(tmp_path):
    words = ["[PAD]", "[UNK]", "wait", "##ing", "##ed", "w", "##a", "##i", "##t", ".", "cafe", "好", "50", "%"]
    (tmp_path / "vocabulary.txt").write_text("\n".join(words) + "\n", encoding="utf-8")
    return WordPieceTokenizer(tmp_path / "vocabulary.txt")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Waiting", ["wait", "##ing"]),
        ("WAITED.", ["wait", "##ed", "."]),
        ("wai", ["w", "##a", "##i"]),
        ("café", ["cafe"]),
        ("好好", ["好", "好"]),
        ("50%", ["50", "%"]),
        ("zzz wait", ["[UNK]", "wait"]),
        ("wait\u200b\x00ing", ["wait", "##ing"]),
        ("w" * 41, ["[UNK]"]),
        ("", []),
        (" \n\t", []),
    ],
)
def test_words_are_spelt_with_the_longest_parts_known(pieces, text, wanted):
    assert pieces.tokens(text, 100) == wanted


def test_no_more_pieces_than_asked_for(pieces):
    assert len(pieces.token_ids("wait " * 50, 7)) == 7

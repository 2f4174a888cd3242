"""A workspace may be in any folder: with blanks, apostrophes, accents and signs in its path, or a very long one."""

import sys

import pytest

from goldthread import cli


FILE = "Date,Ward,FFT answer,What was good?\n" + "".join(
    f"{13 + n}/05/2026,Ash Ward,Good,The nurses on the ward helped me {n}\n" for n in range(8)
)


@pytest.fixture
def run(monkeypatch, tmp_path, capsys):
    monkeypatch.setenv("GOLDTHREAD_KEY_FILE", str(tmp_path / "O’Hara's kéys" / "key one"))

    def run(*words):
        monkeypatch.setattr(sys, "argv", ["goldthread", *map(str, words)])
        code = cli.run()
        said = capsys.readouterr()
        return code, said.out + said.err

    return run


PLACES = ["O'Brien Ward – é 100% #1 (new)? a+b & c=d/my work", "/".join(["a very long name of a folder " * 4] * 6)]


@pytest.mark.parametrize("place", PLACES, ids=["signs", "long"])
def test_every_command_works_in_a_folder_of_any_name(tmp_path, run, place):
    held, file, back = tmp_path / place.strip(), tmp_path / "fi le's é.csv", tmp_path / "b ack'up é.tar"
    file.write_text(FILE)
    restored = held.parent / "re st'ored é"
    for words in (
        ("init",),
        ("import", file),
        ("show", "words"),
        ("show", "themes"),
        ("show", "counts"),
        ("show", "trend"),
        ("show", "search", "nurses"),
        ("show", "themes", "--out", tmp_path / "th e'mes.xlsx"),
        ("verify",),
        ("batches",),
        ("backup", back),
    ):
        code, said = run(*words, "--workspace", held)
        assert code == 0, (words, said)
    assert run("restore", back, "--workspace", restored)[0] == 0
    assert "helped me 3" in run("show", "words", "--workspace", restored)[1]
    assert run("verify", "--workspace", restored)[0] == 0


@pytest.mark.parametrize("name", ["a%20b", "ward [7]", "all*"])
def test_a_name_that_the_tables_cannot_have_is_refused_in_a_sentence(tmp_path, run, name):
    code, said = run("init", "--workspace", tmp_path / name)
    assert code != 0 and "Name another folder" in said and not (tmp_path / name).exists()


def test_a_folder_that_nothing_can_be_written_to_is_refused_in_a_sentence(tmp_path, run):
    (tmp_path / "file").write_text("not a folder")
    code, said = run("init", "--workspace", tmp_path / "file" / "work")
    assert code != 0 and "cannot be made" in said

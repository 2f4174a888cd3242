"""Files are read in a process of their own: its death is that file's refusal, and others go on."""

import os
import signal
import zipfile

import pytest
from openpyxl import Workbook

from goldthread.intake import ImportOptions, TakesLonger, apart, gather, look_over
from goldthread.intake.apart import ReadApart, ReadingProcess
from goldthread.sources import NotRecognised
from goldthread.vocabulary import NotEvidence, UnreadableFile
from tests.builders.evidence import store
from tests.builders.files import HEADER, answers, raw_file, text_file


@pytest.fixture(autouse=True)
def little_memory(monkeypatch):
    monkeypatch.setenv("GOLDTHREAD_READER_MEMORY_MB", "1500")


@pytest.fixture
def held(tmp_path):
    return store(tmp_path / "held")


def stray(folder):
    """A workbook of some kilobytes whose cells stand in two corners: seventeen thousand million cells between them."""
    book = Workbook()
    book.active["A1"], book.active["XFD1048576"] = "Comment", "kind"
    book.save(folder / "stray.xlsx")
    return folder / "stray.xlsx"


def bomb(folder, megabytes=400):
    """A small workbook that unpacks to much."""
    book = Workbook()
    book.active.append(["Comment"])
    book.save(folder / "base.xlsx")
    row = b'<row><c t="inlineStr"><is><t>kind</t></is></c></row>' * 20_000
    with (
        zipfile.ZipFile(folder / "base.xlsx") as whole,
        zipfile.ZipFile(folder / "bomb.xlsx", "w", zipfile.ZIP_DEFLATED) as out,
    ):
        for name in whole.namelist():
            if name != "xl/worksheets/sheet1.xml":
                out.writestr(name, whole.read(name))
        with out.open("xl/worksheets/sheet1.xml", "w") as sheet:
            for _ in range(megabytes * 1_000_000 // len(row)):
                sheet.write(row)
    return folder / "bomb.xlsx"


def test_what_is_read_apart_is_what_is_in_the_file_again_and_again(tmp_path):
    with ReadApart(text_file(tmp_path, [HEADER, *answers(30)])) as file:
        reading = file.read()
        assert reading.kind and reading.profile.words and reading.header == HEADER
        first = list(reading.rows())
        assert len(first) == 30 and first[0].pieces[0].text
        assert list(reading.rows()) == first
        assert file.read(order="day first").profile.date_order == "day first"


@pytest.mark.parametrize("make", [stray, bomb])
def test_a_file_that_wants_all_memory_is_refused_and_others_come_in(held, tmp_path, make):
    harmful = make(tmp_path)
    sound = text_file(tmp_path, [HEADER, *answers(6)])
    refused, kept = gather(held, [harmful, sound], ImportOptions())
    assert refused.error.endswith(".") and refused.rows_read == 0
    assert kept.kept == 6 and not kept.error
    with pytest.raises(UnreadableFile, match="Save the sheet"):
        look_over(held, harmful, ImportOptions())


def test_a_process_that_dies_is_that_file_s_refusal_and_the_next_has_another(tmp_path, monkeypatch):
    path = text_file(tmp_path, [HEADER, *answers(4)])
    ask = ReadingProcess.ask

    def killed(reader, request, seconds):
        os.kill(reader.number, signal.SIGKILL)
        return ask(reader, request, seconds)

    with monkeypatch.context() as patch, pytest.raises(UnreadableFile, match="more memory"):
        patch.setattr(ReadingProcess, "ask", killed)
        with ReadApart(path) as file:
            file.read()
    with ReadApart(path) as file:
        assert len(list(file.read().rows())) == 4


def test_a_file_that_takes_too_long_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(apart, "SECONDS", 0.0)
    monkeypatch.setattr(apart, "SECONDS_A_MEGABYTE", 0.0)
    with pytest.raises(UnreadableFile, match="longer to read"), ReadApart(text_file(tmp_path, [HEADER])) as file:
        file.read()


def test_whoever_waits_is_told_in_time_that_it_takes_longer(held, tmp_path):
    path = text_file(tmp_path, [HEADER, *answers(6)])
    with pytest.raises(TakesLonger):
        look_over(held, path, ImportOptions(until=1.0))
    assert look_over(held, path, ImportOptions()).account.kept == 6


@pytest.mark.parametrize(
    ("content", "kind"),
    [(b"\x00" * 500, UnreadableFile), (b"one,two\n1,2\n", NotRecognised), (b"", UnreadableFile)],
)
def test_why_a_file_is_refused_is_told_as_it_was_there(tmp_path, content, kind):
    path = raw_file(tmp_path, content)
    with pytest.raises(kind) as found, ReadApart(path) as file:
        file.read()
    assert found.value.sentence and isinstance(found.value, UnreadableFile)
    assert (getattr(found.value, "profile", None) is not None) == (kind is NotRecognised)
    assert issubclass(NotEvidence, UnreadableFile)


def test_no_process_is_left_that_nobody_uses(tmp_path):
    before = {reader.number for reader in apart.idle()}
    with ReadApart(text_file(tmp_path, [HEADER, *answers(4)])) as file:
        next(iter(file.read().rows()))
    assert len(apart.idle()) <= max(len(before), apart.IDLE)
    assert all(reader.is_alive() for reader in apart.idle())

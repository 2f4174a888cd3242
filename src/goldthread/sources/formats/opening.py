"""What a file really is, by its first bytes and never by its name."""

from pathlib import Path

from goldthread.sources.formats import delimited, json_list, mailbox, workbook
from goldthread.sources.formats.sheet import EXPORT, Sheet
from goldthread.vocabulary import UnreadableFile


FOREIGN = (
    (b"%PDF", "a PDF document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"BM", "a picture"),
    (b"II*\x00", "a picture"),
    (b"MM\x00*", "a picture"),
    (b"MZ", "a program"),
    (b"\x7fELF", "a program"),
    (b"\x1f\x8b", "a compressed archive"),
    (b"BZh", "a compressed archive"),
    (b"7z\xbc\xaf", "a compressed archive"),
    (b"Rar!", "a compressed archive"),
    (b"\xfd7zXZ", "a compressed archive"),
    (b"{\\rtf", "a text document"),
    (b"SQLite format 3", "a database"),
    (b"\x00\x01\x00\x00Standard", "a database"),
    (b"PAR1", "a Parquet file"),
    (b"ARROW1", "an Arrow file"),
    (b"$FL2", "an SPSS file"),
    (b"RDX", "an R file"),
    (b"ID3", "a recording"),
    (b"OggS", "a recording"),
    (b"RIFF", "a recording"),
)
SHORT = (b"BM", b"MZ", b"RDX", b"ID3", b"BZh", b"PAR1", b"RIFF")
"""Marks that a comment could begin with too: they count only where bytes follow that no text has."""
MARKUP = (b"<!doctype html", b"<html", b"<table", b"<head", b"<body", b"<meta", b"<div", b"<style")
SAMPLE = 1 << 16


def open_sheets(path: Path) -> list[Sheet]:
    """The tables of a file.

    Raises: UnreadableFile, saying what the file really is and what to do instead.
    """
    head = _head(path)
    if head[:4] in (b"PK\x03\x04", b"PK\x05\x06") or head[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        return workbook.sheets(path)
    _refuse_foreign(head)
    start = head.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if start.startswith(MARKUP):
        raise UnreadableFile("This is a web page, not a table.", "Open it in Excel and save it as CSV or .xlsx.")
    if start.startswith((b"<?xml", b"<!--")) or (start[:1] == b"<" and b"</" in start and b"xmlns" in start):
        raise UnreadableFile("This is XML, not a table of feedback.", "Export the answers themselves as CSV or Excel.")
    if mailbox.is_mail(head):
        return mailbox.sheets(path)
    if start[:1] in (b"[", b"{"):
        return json_list.sheets(path)
    return delimited.sheets(path)


def _refuse_foreign(head: bytes) -> None:
    binary = any(code in head[:512] for code in (*range(9), *range(14, 27)))
    for magic, name in FOREIGN:
        if head.startswith(magic) and (magic not in SHORT or binary):
            raise UnreadableFile(f"This is {name}, not a table of feedback.", EXPORT)


def _head(path: Path) -> bytes:
    if path.is_dir():
        raise UnreadableFile("This is a folder, not a file.", "Name the files in it, or import the folder as a whole.")
    if path.exists() and not path.is_file():
        raise UnreadableFile("This is not an ordinary file.", EXPORT)
    try:
        with path.open("rb") as file:
            head = file.read(SAMPLE)
    except FileNotFoundError:
        raise UnreadableFile("There is no such file.", "Check its name and folder.") from None
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) and error.strerror else "its name cannot be used"
        raise UnreadableFile(f"The file cannot be opened: {why}.", "Check its name and who may read it.") from None
    if not head.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n\x00"):
        raise UnreadableFile("The file is empty.", "Export it again and check that it has rows.")
    return head

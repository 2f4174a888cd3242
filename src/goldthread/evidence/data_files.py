"""The data files of a table as paths: the engine writes a folder’s name as web addresses do, but not what is in it."""

from pathlib import Path

from deltalake import DeltaTable


FILE = "file://"


def data_files(table: DeltaTable, folder: Path) -> list[Path]:
    """The files that hold a table now. Takes: the table, and the folder that it was opened from."""
    root = table.table_uri.removeprefix(FILE).rstrip("/") + "/"
    return [folder / uri.removeprefix(FILE).removeprefix(root) for uri in table.file_uris()]

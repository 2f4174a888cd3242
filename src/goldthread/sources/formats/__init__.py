"""Bytes to rows: knows files, never what they mean."""

from goldthread.sources.formats.opening import open_sheets
from goldthread.sources.formats.sheet import Cell, Sheet


__all__ = ["Cell", "Sheet", "open_sheets"]

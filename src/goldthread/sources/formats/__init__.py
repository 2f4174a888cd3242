"""Bytes to rows: knows files, never what they mean."""

from goldthread.sources.formats.opening import Cell, Sheet, open_sheets


__all__ = ["Cell", "Sheet", "open_sheets"]

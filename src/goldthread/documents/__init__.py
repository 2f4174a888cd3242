"""Documents that people hand round, from answers that small numbers have been hidden in."""

from goldthread.documents.workbook import write_workbook


__all__ = ["write_workbook"]

"""Whether something that somebody wrote down repeats what a person told us: for the rooms above the workspace."""

from goldthread.evidence import TELLING, CopyFinder, repeats, strings_in


__all__ = ["TELLING", "CopyFinder", "repeats", "strings_in"]

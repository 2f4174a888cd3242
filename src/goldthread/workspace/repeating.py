"""Whether something that somebody wrote down repeats what a person told us: for the rooms above the workspace."""

from goldthread.evidence import CopyFinder, repeats, strings_in


__all__ = ["CopyFinder", "repeats", "strings_in"]

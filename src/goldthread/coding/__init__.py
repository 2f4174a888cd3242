"""What an answer speaks of and feels like: marks that software suggests, laid beside the words."""

from goldthread.coding.frameworks import UNCHECKED, Feeling, Kind, category, feelings, themes, touchpoint_kinds


__all__ = ["UNCHECKED", "Feeling", "Kind", "category", "feelings", "themes", "touchpoint_kinds"]

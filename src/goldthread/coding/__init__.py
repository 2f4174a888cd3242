"""Coding: from words to marks. Themes, sentiment, feelings and kinds of touchpoint, suggested by software."""

from goldthread.coding.frameworks import (
    Category,
    Feeling,
    Framework,
    Kind,
    category,
    feelings,
    framework,
    load_framework,
    touchpoint_kinds,
    unchecked_frameworks,
)


__all__ = [
    "Category",
    "Feeling",
    "Framework",
    "Kind",
    "category",
    "feelings",
    "framework",
    "load_framework",
    "touchpoint_kinds",
    "unchecked_frameworks",
]

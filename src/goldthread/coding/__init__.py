"""Coding: from words to marks. Themes, sentiment, feelings and kinds of touchpoint, suggested by software."""

from goldthread.coding.coder import Coder, open  # noqa: A004
from goldthread.coding.evaluating import evaluate
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
from goldthread.coding.model import NotAModel
from goldthread.coding.tables import code_table
from goldthread.coding.training import train


__all__ = [
    "Category",
    "Coder",
    "Feeling",
    "Framework",
    "Kind",
    "NotAModel",
    "category",
    "code_table",
    "evaluate",
    "feelings",
    "framework",
    "load_framework",
    "open",
    "touchpoint_kinds",
    "train",
    "unchecked_frameworks",
]

"""Frameworks of codes as people own them: themes in categories, feelings, kinds of touchpoint; read from YAML."""

from goldthread.coding.frameworks.definitions import (
    Category,
    Feeling,
    Framework,
    TouchpointKind,
    category,
    feelings,
    framework,
    load_framework,
    touchpoint_kinds,
    unchecked_frameworks,
)
from goldthread.coding.frameworks.offered import offered


__all__ = [
    "Category",
    "Feeling",
    "Framework",
    "TouchpointKind",
    "category",
    "feelings",
    "framework",
    "load_framework",
    "offered",
    "touchpoint_kinds",
    "unchecked_frameworks",
]

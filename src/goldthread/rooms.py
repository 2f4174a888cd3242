"""The rooms that keep what people agree: one line for each, lowest first. A room may use those above its line.

Everything that must know of every room reads this list: Django's apps, templates, commands, the layers of the plan.
To add a room, add its folder and its line; to remove one, remove both.
"""

from importlib import import_module
from importlib.util import find_spec
from types import ModuleType


ROOMS = (
    "accounts",
    "forms",
    "thread",
    "pathways",
    "listening",
    "saved",
    "partnership",
    "commitments",
)


def with_commands() -> tuple[ModuleType, ...]:
    """The `commands` module of every room that has one; importing them needs no Django."""
    return having("commands")


def having(module: str) -> tuple[ModuleType, ...]:
    """The module of this name of every room that has one. It must be importable without Django."""
    names = [f"{__package__}.{room}.{module}" for room in ROOMS]
    return tuple(import_module(name) for name in names if find_spec(name))

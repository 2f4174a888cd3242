"""What this app publishes into the workspace."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One example, as it holds."""

    key: str
    title: str
    organisations: tuple[str, ...]

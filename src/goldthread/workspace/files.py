"""Files in, files out: redacting, coding, training and evaluating without a workspace."""

from pathlib import Path
from typing import Any

from goldthread import coding, intake


def redact_file(source: Path, target: Path) -> int:
    """Redact JSON lines of {id, text}; gives how many. Raises UnreadableFile."""
    return intake.redact_file(source, target)


def code_file(
    source: Path, target: Path, *, coder: str = "fast", model: Path | None = None, probabilities: bool = False
) -> int:
    """Suggest codes for a CSV of id and text; gives how many. Raises UnreadableFile, WrongUsage."""
    return coding.code_file(source, target, coder=coder, model=model, probabilities=probabilities)


def train_file(source: Path | None, target: Path, **how: Any) -> str:
    """Fit a coder to labelled comments, and say how well it did. Raises UnreadableFile, WrongUsage."""
    return coding.train_file(source, target, **how)


def evaluate_file(source: Path, *, model: Path | None = None) -> dict[str, Any]:
    """How well a coder agrees with labelled comments. Raises UnreadableFile."""
    return coding.evaluate_file(source, model=model)

"""Files in, files out: redacting, coding, training and evaluating without a workspace."""

from pathlib import Path

from goldthread import coding, intake
from goldthread.vocabulary import WrongUsage


def redact_file(source: Path, target: Path) -> int:
    """Redact JSON lines of {id, text}; gives how many. Raises UnreadableFile."""
    return intake.redact_file(source, target)


def code_file(
    source: Path, target: Path, *, coder: str = "fast", model: Path | None = None, probabilities: bool = False
) -> int:
    """Suggest codes for a CSV of id and text; gives how many. Raises UnreadableFile, WrongUsage."""
    return coding.code_table(source, target, coding.open(model, kind=coder), probabilities=probabilities)


def train_file(
    source: Path | None, target: Path, *, framework: Path | None = None, examples: Path | None = None,
    from_marks: Path | None = None, base: Path | None = None, feelings: Path | None = None,
) -> str:  # fmt: skip
    """Fit a coder to labelled comments, and say what it was fitted to. Raises UnreadableFile, WrongUsage."""
    if framework or examples or from_marks or base:
        raise WrongUsage("Goldthread does not fit frameworks of your own yet.", "Give labelled comments: train IN.csv.")
    if source is None:
        raise WrongUsage("Say which labelled comments to learn from.", "Give IN.csv.")
    model = coding.train(source, target, feelings_file=feelings)
    coding.note_seen(coding.read_labelled(source), target)
    return f"Fitted {model.version} and written to {target}."

"""How well a coder or the redactor does on any labelled file; what kind of file it is shows from its content."""

from collections.abc import Callable
from pathlib import Path

from goldthread import coding, intake
from goldthread.vocabulary import WrongUsage


FOLDS = 5


def evaluate_file(
    source: Path,
    *,
    model: Path | None = None,
    coder: str = "",
    folds: int = 0,
    feelings: Path | None = None,
    keep: Path | None = None,
    by: bool = False,
    told: Callable[[str], None] = lambda sentence: None,
) -> dict[str, object]:
    """Agreement with labelled comments, or with known identifiers.

    Takes: the file; a model's folder or the name of a coder in the box, to be judged as it is; else `folds` to fit
    anew and cross-validate (five where nothing is said), with `feelings` for a file of feelings of the same comments;
    `keep`, a model's folder to keep cross-validated figures in. Raises: UnreadableFile, NotAModel, WrongUsage.
    """
    if folds and not 2 <= folds <= 20:
        raise WrongUsage("Cross-validation needs two to twenty folds.", "Give --folds 5.")
    if folds and (model or coder):
        raise WrongUsage("A model is judged as it is; folds are fitted anew.", "Give --model or --folds, not both.")
    found: dict[str, object] = {"file": source.name}
    if intake.holds_identifiers(source):
        if folds or model or coder:
            raise WrongUsage(
                "This file is for the redactor, which is not fitted to it.", "Leave --model and --folds out."
            )
        return found | {"kind": "redaction"} | intake.redaction_figures(source)
    if not (model or coder or coding.is_felt(source)):
        folds = folds or FOLDS
    if not folds:
        if keep or feelings:
            raise WrongUsage("Only cross-validation keeps figures or takes --feelings.", "Leave --model out.")
        return found | {"kind": "coding"} | coding.evaluate(source, model, kind=coder or "fast", by=by)
    found |= {"kind": "coding"} | coding.cross_validate(source, feelings=feelings, count=folds, by=by, told=told)
    if keep:
        coding.keep_figures(found, source, keep)
    return found

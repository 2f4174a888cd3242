"""Files in, files out: coding, training and evaluating without a workspace."""

from pathlib import Path

from goldthread import coding
from goldthread.vocabulary import THEMES, Passage, WrongUsage


def code_file(
    source: Path, target: Path, *, coder: str = "fast", model: Path | None = None, probabilities: bool = False
) -> int:
    """Suggest codes for a CSV of id and text; gives how many. Raises UnreadableFile, WrongUsage."""
    return coding.code_table(source, target, coding.open(model, kind=coder), probabilities=probabilities)


def concerns_file(source: Path, target: Path, *, in_a_thousand: int = coding.USUAL_LENGTH) -> int:
    """Rank a CSV of id and text by how likely each comment needs a person; gives how many.

    Takes: the length of the queue; comments below it get no kind. Raises UnreadableFile, WrongUsage.
    """
    return coding.concern_table(source, target, coding.open(), in_a_thousand=in_a_thousand)


def train_file(
    source: Path | None,
    target: Path,
    *,
    framework: Path | None = None,
    examples: Path | None = None,
    from_marks: bool = False,
    base: Path | None = None,
    feelings: Path | None = None,
    workspace: Path | None = None,
    coder: str = "fast",
) -> str:
    """Fit a coder, and say what it was fitted to.

    Takes: `source`, labelled comments; or `framework` with its `examples`; or `from_marks` with `source` or else the
    marks that people made in `workspace`, over the model in `base`; `coder`, the kind that these two are learned over.
    Raises UnreadableFile, BadDefinition, WrongUsage.
    """
    if framework or examples:
        mixed = bool(source or from_marks or feelings)
        return _train_own(framework, examples, target, base, coder, mixed=mixed)
    if from_marks:
        rows = coding.read_labelled(source) if source else marked_by_people(workspace)
        updated = coding.update(rows, target, coding.open(base, kind=coder), base or coding.COMMITTED)
        coding.note_seen(rows, target)
        return f"{coding.update_report(updated)}\nWritten to {target}."
    if base:
        raise WrongUsage("A model is updated from coded comments.", "Give --from-marks with --base DIR.")
    if coder != "fast":
        raise WrongUsage(
            f"Only themes of your own and updates are learned over the {coder} coder.",
            "Leave out --coder: a model fitted to the same themes can be used with it afterwards.",
        )
    if source is None:
        raise WrongUsage("Say which labelled comments to learn from.", "Give IN.csv.")
    model = coding.train(source, target, feelings_file=feelings)
    coding.note_seen(coding.read_labelled(source), target)
    return f"Fitted {model.version} and written to {target}."


def _train_own(
    framework: Path | None, examples: Path | None, target: Path, base: Path | None, coder: str, *, mixed: bool
) -> str:
    if framework is None or examples is None or mixed:
        raise WrongUsage(
            "A framework of your own is fitted to its own examples.",
            "Give --framework F.yaml and --examples E.csv alone.",
        )
    model = coding.train_own(framework, examples, target, coding.open(base, kind=coder), base or coding.COMMITTED)
    coding.note_seen(coding.read_labelled(examples), target)
    return f"{coding.fit_report(model)}\nWritten to {target}."


def marked_by_people(folder: Path | None) -> list[coding.Labelled]:
    """Comments of a workspace that people put a theme on, with the themes that hold now."""
    if folder is None or not folder.is_dir():
        raise WrongUsage("There is no workspace to take people's marks from.", "Give M.csv, or --workspace DIR.")
    from goldthread.workspace.opening import Workspace

    held, found = Workspace(folder, make=False), []
    page, size = 0, 500
    while passages := held.words.passages(limit=size, offset=page * size).items:
        found += [made for passage in passages if (made := _labelled(passage))]
        page += 1
    return found


def _labelled(passage: Passage) -> coding.Labelled | None:
    themes = [code for code in passage.codes if code.framework == THEMES and code.status != "rejected"]
    if not any(code.status == "agreed" for code in themes):
        return None
    return coding.Labelled(
        id=f"{passage.respondent} - Q{passage.id}",
        text=passage.text,
        question=passage.question,
        question_type=passage.question_type,
        score=passage.score,
        scale=passage.scale,
        service=passage.service,
        labels=tuple(dict.fromkeys(code.label for code in themes)),
    )

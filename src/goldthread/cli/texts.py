"""`goldthread redact`, `code`, `concerns`, `train`: files in, files out, no workspace needed."""

from pathlib import Path
from typing import Annotated

import typer

from goldthread.cli.options import HERE, Folder
from goldthread.cli.printing import note
from goldthread.vocabulary import WrongUsage


In = Annotated[Path, typer.Argument(metavar="IN")]
Out = Annotated[Path, typer.Option("--out", help="The file to write.")]


def redact(source: In, out: Out, workspace: Folder = HERE) -> None:
    """Take identities out of JSON lines of {id, text}; gives {id, text, spans}."""
    from goldthread.workspace import redact_file

    note(f"{redact_file(source, out):,} texts redacted.")


def code(
    source: In,
    out: Out,
    coder: Annotated[str, typer.Option(help="fast, accurate or cascade.")] = "fast",
    model: Annotated[Path | None, typer.Option(help="A model folder of your own.", metavar="DIR")] = None,
    probabilities: Annotated[bool, typer.Option("--probabilities", help="Also give each theme's probability.")] = False,
    workspace: Folder = HERE,
) -> None:
    """Suggest themes, sentiment, feelings and touchpoints for a CSV of id and text."""
    from goldthread.workspace import code_file

    done = code_file(source, out, coder=coder, model=model, probabilities=probabilities)
    note(f"{done:,} comments coded.")


def concerns(
    source: In,
    out: Out,
    length: Annotated[
        int | None, typer.Option(help="Ordinary comments in 1,000 that get a kind: 5, 10, 20, 40 or 60. Usually 20.")
    ] = None,
    workspace: Folder = HERE,
) -> None:
    """Rank a CSV of id and text by how likely each comment needs a person; gives id, kind, probability, words."""
    from goldthread.workspace import concerns_file

    done = concerns_file(source, out) if length is None else concerns_file(source, out, in_a_thousand=length)
    note(f"{done:,} comments ranked.")


def train(
    source: Annotated[Path | None, typer.Argument(metavar="[IN.csv]", help="Labelled comments.")] = None,
    out: Annotated[Path | None, typer.Option("--out", help="The folder to write the model to.", metavar="DIR")] = None,
    framework: Annotated[Path | None, typer.Option(help="A framework of your own (YAML).", metavar="F.yaml")] = None,
    examples: Annotated[Path | None, typer.Option(help="Its examples.", metavar="E.csv")] = None,
    from_marks: Annotated[
        bool, typer.Option("--from-marks", help="Update --base with your own coded comments, or people's marks.")
    ] = False,
    base: Annotated[Path | None, typer.Option(help="The model to update.", metavar="DIR")] = None,
    feelings: Annotated[Path | None, typer.Option(help="Labelled feelings (JSON lines).", metavar="FILE")] = None,
    coder: Annotated[
        str, typer.Option(help="What a framework of your own or an update is learned over: fast, accurate or cascade.")
    ] = "fast",
    workspace: Folder = HERE,
) -> None:
    """Fit a coder to labelled comments."""
    from goldthread.workspace import train_file

    if out is None:
        raise WrongUsage("Say where the model goes.", "Give --out DIR.")
    told = train_file(
        source,
        out,
        framework=framework,
        examples=examples,
        from_marks=from_marks,
        base=base,
        feelings=feelings,
        workspace=workspace,
        coder=coder,
    )
    print(told)

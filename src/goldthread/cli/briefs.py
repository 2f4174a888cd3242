"""`goldthread show brief`: what is already known, on screen or as a document."""

import json as text
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from goldthread.cli.options import HERE, ExactFor, Folder, Json, in_a_file, narrowed, opened, scope_of
from goldthread.cli.printing import answering, as_json, columns, note
from goldthread.cli.saving import close_to_others
from goldthread.cli.showing import show
from goldthread.vocabulary import Cut, PlainError, WrongUsage


if TYPE_CHECKING:
    from goldthread.insight import Brief


__all__ = ["brief", "show", "write"]
ENDINGS = (".docx", ".pdf", ".html", ".json")


@show.command()
@narrowed(also={"roles": ["--who"], "since": ["--from"], "until": ["--to"]})
def brief(
    asked: Cut,
    workspace: Folder = HERE,
    out: Annotated[Path | None, typer.Option("--out", help=f"Write to this file ({', '.join(ENDINGS)}).")] = None,
    exact_for: ExactFor = "",
    json: Json = False,
) -> None:
    """What is already known, how sure that is, and who was not heard."""
    scope, held = scope_of(out, exact_for), opened(workspace)
    with in_a_file(out):
        found = held.findings.brief(scope=scope, pathway=asked.pathway, cut=asked)
    if out:
        _save(found, out, exact_for, invented=held.is_invented)
    elif json:
        as_json(found.as_dict())
    else:
        _print(found)


def _save(found: "Brief", path: Path, who: str, *, invented: bool) -> None:
    from goldthread import documents

    made: bytes
    ending = path.suffix.lower()
    if ending == ".docx":
        made = documents.brief_word(found, invented=invented, only_for=who)
    elif ending == ".pdf":
        made = documents.brief_pdf(found, invented=invented, only_for=who)
    elif ending == ".html":
        made = documents.brief_html(found, invented=invented, only_for=who).encode()
    elif ending == ".json":
        made = (text.dumps(found.as_dict(who), ensure_ascii=False, indent=1) + "\n").encode()
    else:
        raise WrongUsage(f"A brief cannot be written as “{path.name}”.", f"End it in one of {', '.join(ENDINGS)}.")
    write(path, made, only_for=who)


def write(path: Path, made: bytes, *, only_for: str = "") -> None:
    """Write a document; one that is for some readers alone is its owner's. Raises PlainError where that cannot be."""
    try:
        if only_for:
            close_to_others(path)
        path.write_bytes(made)
    except OSError as error:
        raise PlainError(f"{path} cannot be written: {error.strerror}.", "Name another place.") from None


def _print(found: "Brief") -> None:
    print(f"{found.title}\n{found.about}\n{found.held}")
    for section in found.sections:
        print(f"\n{section.title.upper()}")
        for sentence in section.sentences:
            print(f"- {sentence}")
        if rows := section.rows():
            print(columns([heading.lower() for _, heading in section.columns], rows))
        for one in section.passages:
            print(
                f"  {answering(one.question)}“{one.text}”\n"
                f"    {one.service}, {one.date or 'no date given'}, feedback:{one.id}"
            )
    note("Themes, feelings and moments are suggested by software.")

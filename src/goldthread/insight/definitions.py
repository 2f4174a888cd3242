"""Pathways that come with the software: YAML in `pathways/`, read once; after that what was published holds."""

from functools import cache
from pathlib import Path

from goldthread.insight.pathway_files import load_pathway
from goldthread.vocabulary import PathwayMap


FOLDER = Path(__file__).parent / "pathways"


@cache
def _all() -> dict[str, PathwayMap]:
    return {path.stem: load_pathway(path) for path in sorted(FOLDER.glob("*.yaml"))}


def defined_pathways() -> dict[str, PathwayMap]:
    """Pathways that come with the software, by key."""
    return dict(_all())


@cache
def _library() -> dict[str, PathwayMap]:
    return {path.stem: load_pathway(path) for path in sorted((FOLDER / "library").glob("*.yaml"))}


def pathway_library() -> dict[str, PathwayMap]:
    """Pathways to start from, by key: their moments alone, since each place has services of its own."""
    return dict(_library())

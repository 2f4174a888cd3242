"""The workspace of format 1 that is kept in tests/samples, and what its own code answered: see first_format.py."""

import json
import shutil
import tarfile
from pathlib import Path
from typing import Any

import pytest

from goldthread.vocabulary import Acceptance
from goldthread.workspace import Workspace
from tests.builders.answers import answers
from tests.builders.first_format import NAME


SAMPLES = Path(__file__).parents[1] / "samples"
BY_THEN = json.loads((SAMPLES / f"{NAME}.json").read_text(encoding="utf-8"))
for _asked, _told in BY_THEN["answers"].items():
    if "about:" in _asked:  # figures carry the key that they are rounded by only where they are shared (decision 0026)
        _told.pop("checksum"), _told["sums"].pop("cell_key")


def unpack(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The workspace as it was left; its key and the files that it was made from lie beside it."""
    monkeypatch.setenv("GOLDTHREAD_KEY_FILE", str(folder / "key"))
    shutil.copy(SAMPLES / f"{NAME}.key", folder / "key")
    with tarfile.open(SAMPLES / f"{NAME}.tar.gz") as archive:
        archive.extractall(folder, filter="data")
    return folder / "workspace"


def as_by_then(opened: Workspace) -> dict[str, Any]:
    """All answers. By then a transition counted for all who take part, unasked: here they accept it (decision 0027)."""
    found = answers(opened)
    for pathway in opened.published.pathways().values():
        for point in (one for one in pathway.touchpoints if one.transition):
            for organisation in point.organisations:
                opened.published.publish(
                    Acceptance(
                        pathway=pathway.key,
                        touchpoint=point.key,
                        organisation=organisation,
                        services=point.services,
                        kinds=point.kinds,
                    )
                )
    return found | {asked: told for asked, told in answers(opened).items() if "/pathway/journey/" in asked}


def plain(found: Any) -> Any:
    """Answers as JSON holds them."""
    return json.loads(json.dumps(found, default=sorted))


def known_by_then(found: Any, wanted: Any) -> Any:
    """Of what is found, what was there by then: nouns may have gained fields since."""
    if isinstance(found, dict) and isinstance(wanted, dict):
        return {key: known_by_then(value, wanted[key]) for key, value in found.items() if key in wanted}
    if isinstance(found, list) and isinstance(wanted, list) and len(found) == len(wanted):
        return [known_by_then(*both) for both in zip(found, wanted, strict=True)]
    return found


def agree(found: Any, wanted: Any) -> None:
    """What is found is as it was by then. By then each answer told its person's score again (decision 0044)."""
    found = known_by_then(plain(found), wanted)
    scores = {key for key in wanted if "/score/" in key}
    differ = [key for key in wanted if key not in scores and found.get(key) != wanted[key]]
    assert {key: found.get(key) for key in differ} == {key: wanted[key] for key in differ}
    for key in scores:
        now, then = found[key], wanted[key]
        assert (now["rows"], now["out of"][1], now["sums"]["people"]) == (
            then["rows"],
            then["out of"][1],
            then["sums"]["people"],
        )
        assert now["sums"]["people"] <= now["sums"]["n"] <= then["sums"]["n"]

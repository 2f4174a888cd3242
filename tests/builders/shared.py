"""Files of the folder of shared data beside the checkout, each looked for by itself."""

import os
from pathlib import Path

import pytest


SHARED = Path(os.environ.get("GOLDTHREAD_SHARED", Path(__file__).parents[3] / "shared"))


def shared_file(path: str, folder: Path = SHARED) -> Path:
    """One file by its path there; where it is missing, the test is skipped and says which file it needs."""
    found = folder / path
    if not found.is_file():
        pytest.skip(f"there is no {path} among the shared data")
    return found

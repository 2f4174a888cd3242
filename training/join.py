"""Joins encoders that learned parts of the groundwork at the same time, from one beginning: their weights' mean.

python training/join.py PART_DIR... --out DIR
"""

import argparse
import json
import shutil
from pathlib import Path

import torch

from goldthread.coding.models.encoder import VOCABULARY


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("parts", type=Path, nargs="+")
    ask.add_argument("--out", type=Path, required=True)
    how = ask.parse_args()
    how.out.mkdir(parents=True, exist_ok=True)
    every = [torch.load(part / "groundwork.pt") for part in how.parts]
    joined = {name: torch.stack([one[name] for one in every]).mean(0) for name in every[0]}
    torch.save(joined, how.out / "groundwork.pt")
    facts = [json.loads((part / "facts.json").read_text(encoding="utf-8")) for part in how.parts]
    whole = facts[0] | {"groundwork_comments": sum(one["groundwork_comments"] for one in facts)}
    (how.out / "facts.json").write_text(json.dumps(whole, indent=1) + "\n", encoding="utf-8")
    shutil.copy(how.parts[0] / VOCABULARY, how.out / VOCABULARY)


if __name__ == "__main__":
    main()

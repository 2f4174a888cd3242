"""How well the review queue is ranked: on invented comments on which nothing is tuned, and among real ones if given.

    python benchmarks/concerns.py [--shared FOLDER] [--length N] [--seed S]

Prints, for each length of the queue, how many of the invented concerns of tests/samples/triage.yaml it holds, by topic,
and how many of those that only look like it. With --shared, from the half of its real comments that nothing was chosen
by: how many in 1,000 of each source are flagged, and where 50 invented concerns and 30 look-alikes stand in the queue
among up to 5,000 of them.
"""

import argparse
import sys
import time
from pathlib import Path
from random import Random

import numpy as np
import yaml


ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.real_comments import Comment, halves  # noqa: E402
from goldthread import coding  # noqa: E402


def probabilities(comments: list[Comment]) -> np.ndarray:
    sentiments = [coding.sentiment_of(codes) for codes in coding.open().code(comments)]
    return np.array([one.probability for one in coding.ranked_concerns(comments, sentiments)])


def invented() -> tuple[list[Comment], list[Comment]]:
    held = yaml.safe_load((ROOT / "tests" / "samples" / "triage.yaml").read_text(encoding="utf-8"))
    needs = [Comment(one, "", "", "", "", topic) for topic, some in held["needs"].items() for one in some]
    return needs, [Comment(one, "", "", "", "") for one in held["nobody"]]


def placed(needs: np.ndarray, harmless: np.ndarray, ordinary: np.ndarray) -> str:
    every = np.concatenate([needs, harmless, ordinary])
    order = np.argsort(-every, kind="stable")
    first = order[:100]
    alike = ((first >= len(needs)) & (first < len(needs) + len(harmless))).sum()
    return (
        f"of {len(needs)} planted {(first < len(needs)).sum()} in the first 100, {(order[:250] < len(needs)).sum()} in "
        f"the first 250; of {len(harmless)} look-alikes {alike} in the first 100"
    )


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--shared", type=Path)
    ask.add_argument("--length", type=int, default=coding.USUAL_LENGTH)
    ask.add_argument("--seed", type=int, default=50)
    how = ask.parse_args()
    chance = Random(how.seed)
    needs, harmless = invented()
    of_needs, of_harmless = probabilities(needs), probabilities(harmless)
    for one in coding.queue_lengths():
        found, alike = (of_needs >= one.limit).sum(), (of_harmless >= one.limit).sum()
        said = f"{found} of {len(needs)} concerns, {alike} of {len(harmless)} look-alikes"
        print(f"{one.in_a_thousand:>3} in 1,000: {said}")
    least = coding.least_probability(how.length)
    print(f"at {how.length} in 1,000, by topic:")
    for topic in dict.fromkeys(one.kind for one in needs):
        some = [p for one, p in zip(needs, of_needs, strict=True) if one.kind == topic]
        print(f"  {topic}: {sum(p >= least for p in some)} of {len(some)}")
    if not how.shared:
        return
    planted = np.array(chance.sample(list(of_needs), 50))
    alike = np.array(chance.sample(list(of_harmless), 30))
    real = {name: kept for name, (_, kept) in halves(how.shared).items()}
    for name, kept in (real | {"all together": [one for some in real.values() for one in some]}).items():
        some = chance.sample(kept, min(5000, len(kept)))
        began = time.perf_counter()
        made = probabilities(some)
        took = time.perf_counter() - began
        print(f"{name}: {1000 * (made >= least).mean():.1f} in 1,000 of {len(some)} flagged; {took:.1f} s")
        print(f"  {placed(planted, alike, made)}")


if __name__ == "__main__":
    main()

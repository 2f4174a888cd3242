"""How far types reach: rooms under mypy's strict mode, and how often `type: ignore` and `Any` stand in the package.

    python benchmarks/typed.py [COMMIT]

Counts the tree as it is, and beside it a commit's, read from git.
"""

import ast
import io
import re
import subprocess
import sys
import tarfile
import tokenize
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path


ROOT = Path(__file__).parents[1]
PACKAGE = "src/goldthread/"
IGNORED = re.compile(r"#\s*type:\s*ignore\b")
Tree = Mapping[str, str]
"""Files by their path below the root, with what is in them."""


def tree_here() -> Tree:
    """The package and the project file as they are."""
    paths = [*sorted((ROOT / PACKAGE).rglob("*.py")), ROOT / "pyproject.toml"]
    return {path.relative_to(ROOT).as_posix(): path.read_text("utf-8") for path in paths}


def tree_of(commit: str) -> Tree:
    """The same of a commit. Raises CalledProcessError where git does not know it."""
    command = ["git", "archive", commit, "pyproject.toml", PACKAGE]
    packed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout
    with tarfile.open(fileobj=io.BytesIO(packed)) as held:
        return dict(_texts(held))


def _texts(held: tarfile.TarFile) -> Iterator[tuple[str, str]]:
    for member in held.getmembers():
        if member.name.endswith((".py", ".toml")) and (content := held.extractfile(member)):
            yield member.name, content.read().decode()


def ignores(code: str) -> int:
    """How many comments tell the checker to look away."""
    lines = tokenize.generate_tokens(io.StringIO(code).readline)
    return sum(token.type == tokenize.COMMENT and bool(IGNORED.search(token.string)) for token in lines)


def anys(code: str) -> int:
    """How often something may be anything: `Any` in code, in types written as text too; imports do not count."""
    return sum(_anys_in(node) for node in ast.walk(ast.parse(code)))


def _anys_in(node: ast.AST) -> int:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return len(re.findall(r"\bAny\b", node.value)) if re.fullmatch(r"[\w.]+\[.*\]|Any", node.value) else 0
    return (isinstance(node, ast.Name) and node.id == "Any") or (isinstance(node, ast.Attribute) and node.attr == "Any")


def counted(tree: Tree) -> dict[str, int]:
    """Both counts over the whole package."""
    code = [text for path, text in tree.items() if path.startswith(PACKAGE) and path.endswith(".py")]
    return {"type: ignore": sum(map(ignores, code)), "Any": sum(map(anys, code))}


def rooms(tree: Tree) -> list[str]:
    """Every room of the package."""
    return sorted({path.split("/")[2] for path in tree if path.startswith(PACKAGE) and path.count("/") > 2})


def strict(tree: Tree) -> list[str]:
    """The rooms that mypy checks strictly, as the project file says."""
    how = tomllib.loads(tree["pyproject.toml"])["tool"]["mypy"]
    if not how.get("strict"):
        return []
    loose = {name for one in how.get("overrides", []) for name in one["module"] if name.startswith("goldthread")}
    named = {one for one in how["packages"] if one not in loose}
    return [room for room in rooms(tree) if named & {"goldthread", f"goldthread.{room}"} and not loose]


def main() -> None:
    """Print the counts."""
    trees = {"now": tree_here()} | {commit: tree_of(commit) for commit in sys.argv[1:]}
    for name, tree in trees.items():
        checked, found = strict(tree), counted(tree)
        print(f"{name}: {len(checked)} of {len(rooms(tree))} rooms under strict ({', '.join(checked)})")
        print(f"{name}: {found['type: ignore']} `type: ignore`, {found['Any']} `Any`")


if __name__ == "__main__":
    main()

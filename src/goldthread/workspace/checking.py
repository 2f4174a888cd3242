"""Is the store whole? Checks that anyone may run at any time; they change nothing."""

from dataclasses import dataclass, field
from pathlib import Path

from goldthread.evidence import Store
from goldthread.workspace.folder import read_settings


@dataclass
class Verified:
    """What was checked, and what is wrong; each entry is a sentence."""

    checked: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    @property
    def whole(self) -> bool:
        """Whether nothing is wrong."""
        return not self.wrong


def verify(store: Store, folder: Path) -> Verified:
    """Check accounts, batches and contents against each other."""
    out = Verified()
    lines = store.lines()
    for line in lines.standing:
        account = line.account
        whole = account["rows_read"] == account["kept"] + account["duplicates"] + account["set_aside"]
        if not whole or sum(account["reasons"].values()) != account["set_aside"]:
            out.wrong.append(f"The account of batch {line.batch} does not balance.")
    out.checked.append(f"{len(lines.standing)} batches balance.")
    strangers = store.batches_without_a_line()
    if strangers:
        out.wrong.append(f"{len(strangers)} unfinished imports left rows; the next import removes them.")
    counted = store.counts()
    out.checked.append(f"{counted['feedback']} answers can be read; digest {counted['digest']}.")
    versions = [line.version for line in lines.all]
    if versions != sorted(set(versions)):
        out.wrong.append("Two lines of the store carry the same version.")
    lacking, undeclared = store.misfits()
    out.wrong += [f"The column {one} is declared, and its table lacks it." for one in lacking]
    out.checked.append(f"The workspace has format {read_settings(folder).format}; its tables hold every column.")
    if undeclared:
        out.checked.append(f"Kept, and no longer read: {', '.join(undeclared)}.")
    out.checked.append(f"The key fits this workspace ({folder.name}).")
    return out

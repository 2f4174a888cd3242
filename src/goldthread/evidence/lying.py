"""Where the answers lie of which something is held in memory: joining small files changes this, and nothing else."""

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt


Numbers = npt.NDArray[np.int64]
NOWHERE = -1


class Lying:
    """Of each held row, by its number, the file and the row in it where the answer lies now.

    A number is given once, and stays with its row whatever file that is moved to: what was made of rows still holds.
    """

    def __init__(self) -> None:
        self._names: list[str] = []
        self._places: dict[str, int] = {}
        self._file = np.empty(0, np.int32)
        self._at = np.empty(0, np.int32)

    def add(self, file: str, at: Numbers) -> None:
        """New rows at these places of a file, numbered on from `next`."""
        self._file = np.concatenate([self._file, np.full(len(at), self._place(file), np.int32)])
        self._at = np.concatenate([self._at, at.astype(np.int32)])

    @property
    def next(self) -> int:
        """The number that the next new row is given."""
        return len(self._file)

    def move(self, numbers: Numbers, file: str, at: Numbers) -> None:
        """These rows lie in that file from now on."""
        self._file[numbers], self._at[numbers] = self._place(file), at

    def forget(self, numbers: Numbers) -> None:
        """These rows are gone."""
        self._file[numbers] = NOWHERE

    def outside(self, files: Iterable[str]) -> Numbers:
        """Numbers of rows that lie in none of these files."""
        known = [self._places[file] for file in files if file in self._places]
        return np.flatnonzero((self._file != NOWHERE) & ~np.isin(self._file, known))

    def standing(self) -> Numbers:
        """Numbers of all rows that are not gone."""
        return np.flatnonzero(self._file != NOWHERE)

    def where(self, numbers: Numbers) -> list[tuple[str, Numbers, Numbers]]:
        """Each file that holds any of these, with their numbers and the rows of the file.

        Raises: FileNotFoundError for one that is gone: then the question is asked again.
        """
        files = self._file[numbers]
        if (files == NOWHERE).any():
            raise FileNotFoundError("Answers were removed while they were looked for.")
        some = [(self._names[file], numbers[files == file]) for file in np.unique(files)]
        return [(name, of_it, self._at[of_it].astype(np.int64)) for name, of_it in some]

    def _place(self, file: str) -> int:
        if file not in self._places:
            self._places[file] = len(self._names)
            self._names.append(file)
        return self._places[file]

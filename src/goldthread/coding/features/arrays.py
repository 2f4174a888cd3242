"""Types of the arrays that coding hands about."""

import numpy as np
from numpy.typing import NDArray


Scores = NDArray[np.float32]
"""A row for each comment, a column for each label or feature."""

Marks = NDArray[np.int8]
"""0 and 1 (n, labels): what people or software marked."""

Numbers = NDArray[np.number]
"""Numbers of any kind, as a model's file holds them."""

"""`python -m goldthread.deidentify.training [TEXTS]`: fits the tagger of names anew."""

import sys

from goldthread.deidentify.training.fitting import TEXTS, fit


print(fit(int(sys.argv[1]) if len(sys.argv) > 1 else TEXTS))

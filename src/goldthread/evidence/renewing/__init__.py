"""Redacting and coding again what is stored, a data file at a time; all of it counts at once, or nothing does.

What was made of a file waits in the folder `renewing`, so that a run that was stopped goes on where it was. When every
file is done, one commit exchanges them. A plan that is written before says what is to be done, and whoever comes after
a kill carries it out.
"""

from goldthread.evidence.renewing.answers import RenewedAnswer, Renewer, is_newer
from goldthread.evidence.renewing.counting import Renewed


__all__ = ["Renewed", "RenewedAnswer", "Renewer", "is_newer"]

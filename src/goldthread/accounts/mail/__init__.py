"""Outgoing mail: what somebody is told, put in the transaction of what it follows from, and sent by the worker.

Nothing is worded before it is sent: a row has a kind, a reference, numbers and days. So no link that lets somebody in,
and no words of feedback, ever wait here; and what is no longer so by then is not told.
"""

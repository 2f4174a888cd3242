"""Writes: keyword-only, by whom; one transaction and one audit event each."""

"""Understand: what people said, what it speaks of, and how it felt."""

"""Goldthread: what patients and carers say, turned into what services must do."""

__version__ = "0.1.0"

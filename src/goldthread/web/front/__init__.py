"""The front door: who are you, and the pages that anyone may read."""

"""Features: what the coders look at. Words and groups of letters, phrases, metadata; as numbers."""

"""The pages of Listen."""

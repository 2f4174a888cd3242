"""What the pages of Listen show: pure functions from findings to what a template needs."""

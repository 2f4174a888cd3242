"""What the pages of Understand show: pure functions from findings to what a template needs."""

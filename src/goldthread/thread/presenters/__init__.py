"""What the pages of the thread show: pure functions from a thread to what a template needs."""

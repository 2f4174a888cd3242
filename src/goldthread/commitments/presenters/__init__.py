"""From what is held to what templates show: pure functions."""

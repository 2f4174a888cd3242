"""Examples: a small app that shows how a room is added; the tests put it into a copy of the source."""

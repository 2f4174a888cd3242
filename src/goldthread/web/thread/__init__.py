"""The thread as pages: both ways from any object, drawn and as a list."""

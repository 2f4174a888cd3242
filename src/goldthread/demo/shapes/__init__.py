"""The shapes that suppliers send: one module per shape, each writes files from tellings."""

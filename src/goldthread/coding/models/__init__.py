"""Models: how fitted coders score comments, and the committed ones, a folder each."""

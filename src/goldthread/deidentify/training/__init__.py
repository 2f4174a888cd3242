"""How the tagger of names is made: frames, names, and the fit. Not needed to redact."""

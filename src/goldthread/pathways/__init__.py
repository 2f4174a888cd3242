"""Pathways in versions: their moments in order, who takes part, which services belong; published to the workspace."""

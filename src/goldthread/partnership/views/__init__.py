"""Pages of panels; who may open them is the registry's to check."""

"""Pages of contracts; who may open them is the registry's to check."""

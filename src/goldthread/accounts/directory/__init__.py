"""Who works where, and as what: organisations, people and their rights, each changed by its own verbs."""

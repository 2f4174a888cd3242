"""Listen: how feedback comes in, and its account."""

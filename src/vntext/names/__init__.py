"""Known names and phrases."""

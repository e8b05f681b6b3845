"""Adapters to other packages; each behind an extra."""

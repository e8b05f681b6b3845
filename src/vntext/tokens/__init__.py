"""The token column: letter runs, digit runs and marks of a text, with keys, shapes and lines."""

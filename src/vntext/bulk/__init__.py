"""Streams of texts: batches, what becomes of bad texts, worker processes, progress."""

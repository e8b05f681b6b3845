"""Protected spans, sentences and paragraphs of a normalised text."""

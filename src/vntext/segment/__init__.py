"""Protected spans, paragraphs and their roles, sentences, words."""

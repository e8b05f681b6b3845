"""Words: the trained segmenter, its tokens, and underthesea's words and parts of speech."""

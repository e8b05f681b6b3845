"""People: names, titles, who holds which title, mentions of the same person."""

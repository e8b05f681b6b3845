"""Vietnamese text: words, people and titles, legal references, places, dates, summaries."""

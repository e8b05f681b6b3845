"""Documents as HTML and plain text."""

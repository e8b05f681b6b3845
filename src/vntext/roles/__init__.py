"""What each paragraph of an article is: headline, lead, body, caption, byline, related."""
